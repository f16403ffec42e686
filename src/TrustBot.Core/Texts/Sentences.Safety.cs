namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string TalkToSomeone => Text("talk.button");

    public string TalkCardTitle => Text("talk.card.title");

    public string TalkCardText => Text("talk.card.text");

    public string TalkOpen => Text("talk.open");

    public string TalkTitle => Text("talk.title");

    public string TalkTo(string who) => Text("talk.to", ("who", who));

    public string TalkNotTold(string partner) => Text("talk.not-told", ("partner", partner));

    public string TalkNotToldAnybody => Text("talk.not-told.anybody");

    public string TalkPromise(string contact) => Text("talk.promise", ("contact", contact));

    public string TalkWhom => Text("talk.whom");

    public string TalkQuestion(string contact) => Text("talk.question", ("contact", contact));

    public string TalkHint => Text("talk.hint");

    public string TalkReach => Text("talk.reach");

    public string TalkReachExample => Text("talk.reach.example");

    public string TalkBackup(string contact) => Text("talk.backup", ("contact", contact));

    public string TalkNobodyElse => Text("talk.nobody-else");

    public string TalkNoBackup => Text("talk.no-backup");

    public string TalkAnswer(string contact) => Text("talk.answer", ("contact", contact));

    public string TalkNobody => Text("talk.nobody");

    public string TalkNext => Text("talk.next");

    public string ContactSpoken(string contact) => Text("sees.contact.spoken", ("contact", contact));

    public string CaseTitle => Text("case.title");

    public string CaseSent(string contact) => Text("case.sent", ("contact", contact));

    public string CaseBackup(string backup) => Text("case.backup", ("backup", backup));

    public string CaseOpened(string contact) => Text("case.opened", ("contact", contact));

    public string CaseInTouch(string contact) => Text("case.in-touch", ("contact", contact));

    public string CaseStillClosed(string contact) => Text("case.still-closed", ("contact", contact));

    public string CaseWithdrawn => Text("case.withdrawn");

    public string CaseNothing => Text("case.nothing");

    public string WithdrawMessage => Text("case.withdraw");

    public string ClearFromChat => Text("case.clear");

    public string ShowAgain => Text("case.show");

    public string ContactTitle => Text("case.contact.title");

    public string ContactText => Text("case.contact.text");

    public string ContactEnds(string day, int days) => Text("case.contact.ends", ("day", day), ("days", Number(days)));

    public string ContactOpened => Text("case.contact.opened");

    public string OpenMessage => Text("case.open");

    public string ReadAgain => Text("case.read-again");

    public string BeenInTouch => Text("case.been-in-touch");

    public string ReadTitle => Text("case.read.title");

    public string CaseFrom(string author) => Text("case.from", ("author", author));

    public string CaseWithoutWords(string author) => Text("case.without-words", ("author", author));

    public string ReachLabel(string author) => Text("case.reach", ("author", author));

    public string ContactPromise(string author) => Text("case.promise", ("author", author));

    public string CaseGone => Text("case.gone");

    public string FormerContact => Text("case.former-contact");

    public string FormerAuthor => Text("case.former-author");

    public string BackupTitle => Text("case.backup.title");

    public string BackupText(string contact) => Text("case.backup.text", ("contact", contact));

    public string PromiseTitle(string coordinator) => Text("promise.title", ("coordinator", coordinator));

    public string PromiseText(string programme, string job) => Text("promise.text", ("programme", programme), ("job", job));

    public string PromiseIs => Text("promise.is");

    public string PromiseYes => Text("promise.yes");

    public string PromiseNo => Text("promise.no");

    public string PromiseGiven(string programme) => Text("promise.given", ("programme", programme));

    public string PromiseRefused(string programme) => Text("promise.refused", ("programme", programme));

    /// <summary>"Noor Haddad (staff counsellor)".</summary>
    public string ContactAndJob(string name, string job) => Text("kickoff.contact", ("name", name), ("job", job));

    /// <param name="number">Whom to call in danger; null when nobody was named.</param>
    public string NotLive(string? number) => number is null ? Text("talk.not-live") : Text("talk.not-live.call", ("number", number));

    public string NoticeCases(int days) => Text("notice.cases", ("days", Number(days)));
}
