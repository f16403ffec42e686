using NodaTime;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole.Texts;

public abstract partial class ConsoleTexts
{
    // How long what is kept
    public abstract string KeptTitle { get; }
    public abstract string KeptText { get; }
    public abstract string TextDays { get; }
    public abstract string AgreementDays { get; }
    public abstract string CaseDays { get; }
    public abstract string CaseDaysHint { get; }
    public abstract string DaysFromTo(int from, int to);
    public abstract string DaysWrong(int from, int to);
    public abstract string AgreementTooShort { get; }

    // Contacts of a file
    public abstract string ContactsOfFile { get; }
    public abstract string ContactIs(ContactFate fate);
    public abstract string ContactsAreAsked(int number);
    public abstract string ImportContacts(int number);
    public abstract string ContactsImported(int number);
    public abstract string NobodyOutside { get; }
    public abstract string ColumnsTitle { get; }
    public abstract string ColumnsNeeded { get; }
    public abstract string ColumnsOptional { get; }
    public abstract string ColumnsContact { get; }
    public abstract string ColumnsBackup { get; }

    // Somebody who was forgotten
    public abstract string WelcomeBackLink { get; }
    public abstract string WelcomeBackTitle { get; }
    public abstract string WelcomeBackText { get; }
    public abstract string WelcomeBackKeeps { get; }
    public abstract string WelcomeBackMail { get; }
    public abstract string WelcomeBackSure { get; }
    public abstract string WelcomeBack { get; }
    public abstract string WelcomeBackTick { get; }
    public abstract string WelcomedBack { get; }
    public abstract string StillForgetting { get; }
    public abstract string NotForgotten { get; }

    // Where a platform lets TrustBot in
    /// <param name="workspace">Null where its name was never heard.</param>
    public abstract string Outage(string platform, string? workspace, string? host, LocalDate since);
    public abstract string OutageOfSetting(string platform, string setting);
    public abstract string InstallAgain { get; }
    public abstract string InstallIn(string platform);
    public abstract string InstallText(string platform);
    public abstract string InstallTrust { get; }
    public abstract string InstallGo(string platform);
    public abstract string InstallOnce { get; }
}
