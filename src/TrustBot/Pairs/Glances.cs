using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.People;
using TrustBot.Scheduling;

namespace TrustBot.Pairs;

/// <param name="Pairs">Where each of the person's pairs stands; without any, what is said then, about no pair.</param>
public sealed record GlanceAtHome(ImmutableArray<(PairId? Pair, Message Message)> Pairs, Message Settings);

/// <summary>Draws, from the state of this moment and storing nothing, what platforms show beside the chat.</summary>
public sealed class Glances(PersonStore people, PersonReader persons, PairReader pairs, StoryClock clock)
{
    /// <returns>Null when there is no such person.</returns>
    public async ValueTask<PersonView?> ViewAsync(PersonId id, CancellationToken cancellation) =>
        await people.ReadAsync(id, cancellation) is { } person ? await persons.ViewAsync(person, cancellation) : null;

    public async ValueTask<GlanceAtHome> HomeAsync(PersonView view, CancellationToken cancellation)
    {
        var now = clock.Now;
        var stand = ImmutableArray.CreateBuilder<(PairId?, Message)>();
        foreach (var id in Glance.PairsOf(view))
        {
            if (await StatusAsync(id, view.Person.Id, cancellation) is { } status)
                stand.Add((id, status));
        }
        if (stand.Count == 0)
            stand.Add((null, PersonMachine.Draw(view, Glance.NoPair, now)!));
        return new GlanceAtHome(stand.ToImmutable(), PersonMachine.Draw(view, Glance.Settings, now)!);
    }

    public Message Menu(PersonView view) => PersonMachine.Draw(view, Glance.Menu, clock.Now)!;

    private async ValueTask<Message?> StatusAsync(PairId id, PersonId reader, CancellationToken cancellation)
    {
        if ((await pairs.ReadAsync(id, cancellation))?.Value is not { } pair)
            return null;
        var view = await pairs.FreshAsync(pair, cancellation);
        return PairMachine.Draw(await pairs.WithWordsAsync(view, reader, Glance.Status, cancellation), reader, Glance.Status, clock.Now);
    }
}
