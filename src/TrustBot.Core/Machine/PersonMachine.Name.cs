using NodaTime;
using TrustBot.Core.Import;
using TrustBot.Core.Messages;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>How a person is called. Messages are drawn from it, so the next one of each pair says it.</summary>
public static partial class PersonMachine
{
    private static Form NameFormOf(PersonView view) => NameForm.Draw(view.Person, PartnerOf(view), ProgrammeOf(view)?.CoordinatorName);

    private static PersonDecision Rename(PersonView view, PersonInput.Submitted submitted, Instant now)
    {
        var say = Sentences.In(view.Person.Language);
        if (NameForm.Problem(submitted.Answers[NameForm.Field], say) is { } problem)
            return None(view) with { Reply = problem };
        var name = CellText.From(submitted.Answers[NameForm.Field].Reveal()).Text.Trim();
        var opened = submitted.From is { } from && from.Value.StartsWith($"{DataMessages.DataCard.Kind}~", StringComparison.Ordinal) ? DataMessages.DataCard : Settings;
        return Change(view, view.Person with { Name = name }, submitted.From, submitted.Pair, opened, now) with
        {
            Reply = new FormReply.Close(),
            Seen = submitted.Nonce.Length == 0 ? [] : [submitted.Nonce],
        };
    }
}
