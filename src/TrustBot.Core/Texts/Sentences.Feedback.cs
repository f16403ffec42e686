using TrustBot.Core.Feedback;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string FeedbackButton => Text("help.feedback");

    public string StatusFeedback => Text("status.feedback");

    public string StatusFeedbackOpens(string opens) => Text("status.feedback.opens", ("opens", opens));

    public string FeedbackTitle(string partner) => Text("feedback.title", ("partner", partner));

    public string FeedbackText(string opens) => Text("feedback.text", ("opens", opens));

    public string FeedbackWhy => Text("feedback.why");

    public string FeedbackSealedTitle(string partner) => Text("feedback.sealed.title", ("partner", partner));

    public string FeedbackSealedText(string opens) => Text("feedback.sealed.text", ("opens", opens));

    public string FeedbackSealedAlone(string opens) => Text("feedback.sealed.alone", ("opens", opens));

    public string FeedbackChange => Text("feedback.change");

    public string FeedbackWithdraw => Text("feedback.withdraw");

    public string FeedbackOver(string partner) => Text("feedback.over", ("partner", partner));

    public string FeedbackOpenedOn(string partner, string day) => Text("feedback.opened-on", ("partner", partner), ("day", day));

    public string FeedbackClosed(string partner) => Text("feedback.closed", ("partner", partner));

    public string FeedbackOpenTitle(string partner) => Text("feedback.open.title", ("partner", partner));

    public string FeedbackOpenText(string partner) => Text("feedback.open.text", ("partner", partner));

    public string FeedbackMineTitle(string partner) => Text("feedback.mine.title", ("partner", partner));

    public string FeedbackMineText => Text("feedback.mine.text");

    public string FeedbackTheirsTitle(string partner) => Text("feedback.theirs.title", ("partner", partner));

    public string FeedbackTheirsText(string partner) => Text("feedback.theirs.text", ("partner", partner));

    public string FeedbackReadBoth => Text("feedback.read-both");

    public string FeedbackTooLateTitle(string day) => Text("feedback.too-late.title", ("day", day));

    public string FeedbackTooLateText(string partner) => Text("feedback.too-late.text", ("partner", partner));

    public string FeedbackFormTitle(string partner) => Text("feedback.form.title", ("partner", partner));

    public string FeedbackFormTitleAlone => Text("feedback.form.title.alone");

    public string FeedbackFormAbout(string partner) => Text("feedback.form.about", ("partner", partner));

    public string FeedbackEvenIfAlone => Text("feedback.form.alone");

    public string FeedbackFormUntil(string opens) => Text("feedback.form.until", ("opens", opens));

    public string FeedbackFormGuess => Text("feedback.form.guess");

    public string FeedbackSeal => Text("feedback.form.seal");

    public string FeedbackFormEmpty => Text("feedback.form.empty");

    /// <param name="field">One of the form's two questions.</param>
    public string FeedbackExample(string field, Role role) => Text($"feedback.example.{field}.{(role == Role.Mentor ? "mentor" : "mentee")}");

    /// <param name="field">One of <see cref="FeedbackForms.Fields"/>.</param>
    public string FeedbackShort(string field) => Text($"feedback.short.{field}");

    public string FeedbackReadTitle => Text("feedback.read.title");

    public string FeedbackWill => Text("feedback.wish.will");

    public string FeedbackLater => Text("feedback.wish.later");

    public string FeedbackNotNow => Text("feedback.wish.not-now");

    public string FeedbackYouReplied(WishReply reply, string partner) => Text($"feedback.wish.you.{Key(reply)}", ("partner", partner));

    public string FeedbackReasonQuestion(string partner) => Text("feedback.reason.question", ("partner", partner));

    public string FeedbackReasonExample => Text("feedback.reason.example");

    public string FeedbackAnsweredTitle(string partner) => Text("feedback.answered.title", ("partner", partner));

    public string FeedbackAnswered(WishReply reply, string partner) => Text($"feedback.answered.{Key(reply)}", ("partner", partner));

    public string FeedbackCheckTitle(string partner) => Text("feedback.check.title", ("partner", partner));

    public string FeedbackCheckText => Text("feedback.check.text");

    public string FeedbackCheckWhy(string partner) => Text("feedback.check.why", ("partner", partner));

    public string FeedbackOutcome(WishOutcome outcome) => Text($"feedback.check.{Key(outcome)}");

    public string FeedbackHappened(WishOutcome outcome, string partner) => Text($"feedback.happened.{Key(outcome)}", ("partner", partner));

    public string FeedbackStartTitle(string partner) => Text("feedback.start.title", ("partner", partner));

    public string FeedbackStartText => Text("feedback.start.text");

    public string FeedbackStart => Text("feedback.start");

    public string FeedbackStarted(string partner) => Text("feedback.started", ("partner", partner));

    public string FeedbackNext(string partner, string day) => Text("feedback.next", ("partner", partner), ("day", day));

    public string FeedbackNotSigned(string partner) => Text("feedback.not-signed", ("partner", partner));

    private static string Key(WishReply reply) => reply switch { WishReply.Will => "will", WishReply.Later => "later", _ => "not-now" };

    private static string Key(WishOutcome outcome) => outcome switch { WishOutcome.Yes => "yes", WishOutcome.Partly => "partly", _ => "not-yet" };
}
