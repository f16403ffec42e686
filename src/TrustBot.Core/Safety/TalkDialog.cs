using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Safety;

/// <summary>What came of a page: the next one, errors at its fields, or a message to a contact.</summary>
/// <param name="Sent">Null for a page that sends nothing.</param>
public sealed record TalkReply(FormReply Reply, CaseInput.Sent? Sent);

/// <summary>From "talk to someone" to a message. Nothing is stored before it is sent.</summary>
public static class TalkDialog
{
    public static bool IsBegunBy(ActionId action) => action == SafetyActions.Talk;

    /// <summary>What a press opens.</summary>
    public static Form Open(TalkView view) => TalkForms.First(view);

    /// <summary>What a press opens when its message is no longer kept.</summary>
    public static Form Gone(TalkView view) => CaseForms.Gone(Sentences.In(view.Author.Language));

    /// <param name="id">Of the case that this form makes, if it makes one.</param>
    public static TalkReply Submit(TalkView view, Submission submission, CaseId id)
    {
        if (view.Contacts.IsEmpty || FormOf(view, submission) is not { } form)
            return new TalkReply(new FormReply.Next(TalkForms.First(view)), null);
        var answers = FormCheck.Clean(form, submission.Answers);
        var errors = FormCheck.Check(form, answers, Sentences.In(view.Author.Language));
        if (!errors.IsEmpty)
            return new TalkReply(new FormReply.Errors(errors) { Form = form }, null);
        return form.Id == SafetyActions.ChooseForm
            ? new TalkReply(new FormReply.Next(TalkForms.Send(view, Find(view, answers[TalkForms.Whom].Reveal())!)), null)
            : new TalkReply(new FormReply.Close(), Sent(view, Find(view, submission.Argument)!, answers, id));
    }

    private static Form? FormOf(TalkView view, Submission submission) =>
        submission.Form == SafetyActions.ChooseForm ? TalkForms.Choose(view)
        : submission.Form == SafetyActions.SendForm && Find(view, submission.Argument) is { } to ? TalkForms.Send(view, to)
        : null;

    private static CaseInput.Sent Sent(TalkView view, OfferedContact to, FormAnswers answers, CaseId id)
    {
        var backup = answers[TalkForms.BackupField].Reveal();
        var sheet = Sheet.Empty.With(TalkForms.Text, answers[TalkForms.Text]).With(TalkForms.Reach, answers[TalkForms.Reach]);
        return new CaseInput.Sent(
            id, view.Author.Id, to.Programme.Id, to.Person.Id,
            TalkForms.Backups(view, to).Any(other => other.Person.Id.Value == backup) ? new PersonId(backup) : null,
            sheet.ToWords());
    }

    private static OfferedContact? Find(TalkView view, string? person) => view.Contacts.FirstOrDefault(contact => contact.Person.Id.Value == person);
}
