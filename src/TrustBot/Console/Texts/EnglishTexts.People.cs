using NodaTime;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole.Texts;

internal sealed partial class EnglishTexts
{
    public override string KeptTitle => "How long what is kept";
    public override string KeptText => "In days. Everybody reads these numbers in TrustBot’s notice on privacy; a pair that is ending already keeps the date it was told.";
    public override string TextDays => "What a pair wrote, after its end";
    public override string AgreementDays => "Their signed agreement, after their end";
    public override string CaseDays => "A message to a contact";
    public override string CaseDaysHint => "Counted from its closing, or from the last thing done about it. A contact who never closes one hears a week before it is deleted.";
    public override string DaysFromTo(int from, int to) => $"{Number(from)} to {Number(to)} days";
    public override string DaysWrong(int from, int to) => $"Please write a whole number from {Number(from)} to {Number(to)}.";
    public override string AgreementTooShort => "An agreement is kept at least as long as what the two wrote.";

    public override string ContactsOfFile => "People to talk to";
    public override string ContactIs(ContactFate fate) => fate switch
    {
        ContactFate.New => "is asked in chat for the promise",
        ContactFate.AlreadyHere => "is a contact already: nothing changes",
        ContactFate.NoRoom => "no room: a programme has up to six contacts",
        ContactFate.Forgotten => AskedToBeForgotten,
        _ => throw new ArgumentOutOfRangeException(nameof(fate)),
    };
    public override string ContactsAreAsked(int number) => number == 1
        ? "The new contact is asked in chat for the promise, and named to nobody before."
        : "The new contacts are asked in chat for the promise, and named to nobody before.";
    public override string ImportContacts(int number) => number == 1 ? "Add 1 contact" : $"Add {Number(number)} contacts";
    public override string ContactsImported(int number) => number == 1 ? "1 contact is asked for the promise now." : $"{Number(number)} contacts are asked for the promise now.";
    public override string NobodyOutside => "Neither the programme nor this file names a contact outside your team. Until one has promised, nobody can be invited.";
    public override string ColumnsTitle => "Which columns the file may have";
    public override string ColumnsNeeded => "The two mail addresses. Needed in each row.";
    public override string ColumnsOptional => "Welcome, and may stay empty.";
    public override string ColumnsContact => "Somebody whom people can talk to: all three, or none of them. Write no under contact_outside for somebody of your own team. Once in the file is enough; they join the programme’s contacts and are asked for their promise.";
    public override string ColumnsBackup => "A second person, so that nobody waits in vain. The same rules.";

    public override string WelcomeBackLink => "Somebody who was forgotten would like to come back?";
    public override string WelcomeBackTitle => "Welcome back";
    public override string WelcomeBackText => "Whoever asked to be forgotten is not made anew by an import. If they themselves would like to be invited again, write their mail address here; then the next import takes them like anybody new.";
    public override string WelcomeBackKeeps => "Nothing of before comes back: their words are deleted, and earlier pairs stay ended. The programme’s record says that somebody was welcomed back and by whom, not who it was.";
    public override string WelcomeBackMail => "Their mail address";
    public override string WelcomeBackSure => "They asked for it themselves";
    public override string WelcomeBack => "Welcome them back";
    public override string WelcomeBackTick => "Please confirm that they asked for it themselves.";
    public override string WelcomedBack => "The next import takes this person like anybody new. Nothing was sent to them.";
    public override string StillForgetting => "Their words are still being deleted. Try it again in a few minutes.";
    public override string NotForgotten => "Nobody of this address is forgotten here, so there is nothing to do. Bring them with a file like anybody else.";

    public override string Outage(string platform, string? workspace, string? host, LocalDate since) =>
        $"{platform} has not let TrustBot {(workspace is null ? "in" : host is null ? $"into {workspace}" : $"into {workspace} ({host})")} since {Date(since)}. Messages to people there wait, and go out once it does again.";
    public override string OutageOfSetting(string platform, string setting) =>
        $"What helps: install the app again at {platform}. If that gives it another token, set {setting} to it, and start TrustBot again; otherwise it goes on by itself within ten minutes.";
    public override string InstallAgain => "What helps: install the app again.";
    public override string InstallIn(string platform) => $"Install TrustBot in {platform}";
    public override string InstallText(string platform) => $"{platform} asks which workspace it is for, and whether the app may write to people there. Somebody who may install apps in that workspace has to agree.";
    public override string InstallTrust => "Only install it in workspaces of your own organisation: people are recognised by the mail address that their workspace names.";
    public override string InstallGo(string platform) => $"Go to {platform}";
    public override string InstallOnce => "The link is made for you. It can be used once, within ten minutes; for another one, open this page again.";
}
