using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Messages;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>What a person may ask for at any time: to read all of it, to take it along, and to be forgotten.</summary>
public static partial class PersonMachine
{
    /// <summary>Whether the decision reads everything that is kept of the person.</summary>
    public static bool ReadsData(PersonInput input) => input is PersonInput.Pressed pressed && pressed.Action == PeopleActions.ReadData;

    private static PersonDecision? RightsPressed(PersonView view, PersonInput.Pressed pressed, Instant now) =>
        pressed.Action == PeopleActions.MyData ? Answer(view, DataMessages.DataCard, now)
        : pressed.Action == PeopleActions.ReadData ? None(view) with { Form = DataMessages.Read(view, now) }
        : pressed.Action == PeopleActions.Download ? None(view) with { Form = DataMessages.DownloadForm(view.Person) }
        : pressed.Action == PeopleActions.ForgetMe ? None(view) with { Form = ForgetForm(view) }
        : null;

    private static Form ForgetForm(PersonView view) => DataMessages.ForgetForm(
        view.Person, view.Pairs.Any(mine => ClosingDialog.IsReadable(mine.Pair) && !mine.Partner.IsForgotten) ? PartnerOf(view) : null, ProgrammeOf(view), view.House);

    /// <summary>From here on nothing this person does changes anything; the rows are deleted by whoever has the store.</summary>
    private static PersonDecision Forget(PersonView view, PersonInput.Submitted submitted, Instant now)
    {
        var say = Sentences.In(view.Person.Language);
        var form = ForgetForm(view);
        if (!FormCheck.Clean(form, submitted.Answers).IsTicked(DataMessages.Sure))
            return None(view) with { Reply = FormReply.Errors.Of(say.ForgetTickMissing, DataMessages.Sure) with { Form = form } };
        var person = view.Person with { Forgetting = new Forgetting(now, Done: false), Revision = view.Person.Revision + 1 };
        return new PersonDecision(person, [SendOf(person, DataMessages.ForgottenCard, now, null)], [], new FormReply.Close(), submitted.Nonce.Length == 0 ? [] : [submitted.Nonce]);
    }

    private static PersonDecision IgnoreForgotten(PersonView view, PersonInput input) =>
        input is PersonInput.Submitted ? None(view) with { Reply = new FormReply.Close() } : None(view);
}
