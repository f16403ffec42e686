using NodaTime;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole.Texts;

internal sealed partial class GermanTexts
{
    public override string KeptTitle => "Wie lange was aufgehoben wird";
    public override string KeptText => "In Tagen. Alle lesen diese Zahlen im Hinweis zum Datenschutz; ein Paar, das schon endet, behält das Datum, das ihm gesagt wurde.";
    public override string TextDays => "Was ein Paar schrieb, nach seinem Ende";
    public override string AgreementDays => "Die unterschriebene Vereinbarung, nach dem Ende";
    public override string CaseDays => "Eine Nachricht an eine Ansprechperson";
    public override string CaseDaysHint => "Gezählt ab dem Abschluss oder ab dem Letzten, was damit geschah. Wer eine nie abschließt, hört eine Woche vorher, dass sie gelöscht wird.";
    public override string DaysFromTo(int from, int to) => $"{Number(from)} bis {Number(to)} Tage";
    public override string DaysWrong(int from, int to) => $"Bitte schreib eine ganze Zahl von {Number(from)} bis {Number(to)}.";
    public override string AgreementTooShort => "Eine Vereinbarung bleibt mindestens so lange wie das, was die beiden schrieben.";

    public override string ContactsOfFile => "Menschen zum Reden";
    public override string ContactIs(ContactFate fate) => fate switch
    {
        ContactFate.New => "wird im Chat um das Versprechen gebeten",
        ContactFate.AlreadyHere => "ist schon Ansprechperson: nichts ändert sich",
        ContactFate.NoRoom => "kein Platz: ein Programm hat bis zu sechs Ansprechpersonen",
        ContactFate.Forgotten => AskedToBeForgotten,
        _ => throw new ArgumentOutOfRangeException(nameof(fate)),
    };
    public override string ContactsAreAsked(int number) => number == 1
        ? "Die neue Ansprechperson wird im Chat um das Versprechen gebeten und vorher niemandem genannt."
        : "Die neuen Ansprechpersonen werden im Chat um das Versprechen gebeten und vorher niemandem genannt.";
    public override string ImportContacts(int number) => number == 1 ? "1 Ansprechperson hinzufügen" : $"{Number(number)} Ansprechpersonen hinzufügen";
    public override string ContactsImported(int number) => number == 1 ? "1 Ansprechperson wird jetzt um das Versprechen gebeten." : $"{Number(number)} Ansprechpersonen werden jetzt um das Versprechen gebeten.";
    public override string NobodyOutside => "Weder das Programm noch diese Datei nennt eine Ansprechperson außerhalb deines Teams. Solange keine zugesagt hat, kann niemand eingeladen werden.";
    public override string ColumnsTitle => "Welche Spalten die Datei haben kann";
    public override string ColumnsNeeded => "Die beiden Mailadressen. In jeder Zeile nötig.";
    public override string ColumnsOptional => "Willkommen, und dürfen leer bleiben.";
    public override string ColumnsContact => "Jemand zum Reden: alle drei oder keine davon. Schreib unter contact_outside no für jemanden aus deinem Team. Einmal in der Datei genügt; sie kommen zu den Ansprechpersonen des Programms und werden um das Versprechen gebeten.";
    public override string ColumnsBackup => "Eine zweite Person, damit niemand vergeblich wartet. Dieselben Regeln.";

    public override string WelcomeBackLink => "Jemand, der vergessen wurde, möchte wiederkommen?";
    public override string WelcomeBackTitle => "Willkommen zurück";
    public override string WelcomeBackText => "Wer darum bat, vergessen zu werden, wird durch einen Import nicht neu angelegt. Möchte die Person selbst wieder eingeladen werden, schreib ihre Mailadresse hierher; dann nimmt der nächste Import sie wie jede neue.";
    public override string WelcomeBackKeeps => "Nichts von früher kommt zurück: Ihre Worte sind gelöscht, und frühere Paare bleiben beendet. Im Protokoll des Programms steht, dass jemand zurückgeholt wurde und durch wen, nicht, wer es war.";
    public override string WelcomeBackMail => "Die Mailadresse";
    public override string WelcomeBackSure => "Die Person hat selbst darum gebeten";
    public override string WelcomeBack => "Wieder zulassen";
    public override string WelcomeBackTick => "Bitte bestätige, dass die Person selbst darum gebeten hat.";
    public override string WelcomedBack => "Der nächste Import nimmt diese Person wie jede neue. Gesendet wurde ihr nichts.";
    public override string StillForgetting => "Ihre Worte werden noch gelöscht. Versuch es in ein paar Minuten noch einmal.";
    public override string NotForgotten => "Unter dieser Adresse ist hier niemand vergessen, also gibt es nichts zu tun. Bring die Person mit einer Datei wie alle anderen.";

    public override string Outage(string platform, string? workspace, string? host, LocalDate since) =>
        $"{platform} lässt TrustBot seit {Date(since)} nicht mehr {(workspace is null ? "herein" : host is null ? $"in {workspace} hinein" : $"in {workspace} ({host}) hinein")}. Nachrichten an die Menschen dort warten und gehen hinaus, sobald es wieder geht.";
    public override string OutageOfSetting(string platform, string setting) =>
        $"Was hilft: Installier die App bei {platform} noch einmal. Bekommt sie dabei ein anderes Token, trag es unter {setting} ein und starte TrustBot neu; sonst geht es innerhalb von zehn Minuten von selbst weiter.";
    public override string InstallAgain => "Was hilft: die App noch einmal installieren.";
    public override string InstallIn(string platform) => $"TrustBot in {platform} installieren";
    public override string InstallText(string platform) => $"{platform} fragt, um welchen Workspace es geht und ob die App den Menschen dort schreiben darf. Zustimmen muss jemand, der in diesem Workspace Apps installieren darf.";
    public override string InstallTrust => "Installier sie nur in Workspaces deiner eigenen Organisation: Menschen werden an der Mailadresse erkannt, die ihr Workspace nennt.";
    public override string InstallGo(string platform) => $"Zu {platform}";
    public override string InstallOnce => "Der Link ist für dich gemacht. Er gilt einmal und zehn Minuten lang; für einen neuen öffne diese Seite noch einmal.";
}
