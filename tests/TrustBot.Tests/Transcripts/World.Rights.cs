using System.Collections.Immutable;
using TrustBot.Core.Closing;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;

namespace TrustBot.Tests.Transcripts;

public sealed partial class World
{
    private PersonView WithData(PersonView view) => view with
    {
        Kept = [.. view.Pairs.Select(mine => new KeptOfPair(
            mine.Pair.Id,
            new Opened(pairs[mine.Pair.Id].Words.Where(row => Export.Includes(row.Key, view.Person.Id)).ToImmutableDictionary()),
            []))],
    };

    /// <summary>As the eraser does: each pair, then its rows, then the person.</summary>
    private void Forget(Person person)
    {
        foreach (var id in person.Pairs)
        {
            var standing = sent.Values.Distinct().Where(item => item.Pair == id)
                .Select(item => new StandingMessage(item.Key, item.To, Log.Last(said => said.Item == item).Card));
            Handle(id, new Input.PersonForgotten(person.Id, [.. standing]));
            pairs[id].Forget(person.Id, Pair(id).Closing is ClosingState.Erased { AgreementUntil: null });
        }
        Run();
        // A transcript goes on calling people by their names, and the rest of the stub is what the machine sees.
        people[person.Id] = person.Bare(new Forgetting(Now, Done: true)) with { Name = person.Name, Hours = person.Hours };
    }
}
