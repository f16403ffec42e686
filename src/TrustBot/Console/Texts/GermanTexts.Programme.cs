using TrustBot.Core.Attention;
using TrustBot.Core.Programmes;

namespace TrustBot.CoordinatorConsole.Texts;

internal sealed partial class GermanTexts
{
    public override string RhythmOfProgramme => "Der Rhythmus des Programms";
    public override string RhythmOf(string mentor, string mentee) => $"Der Rhythmus von {mentee} und {mentor}";
    public override string RhythmText => "Wie oft TrustBot eine Frage hat. Die Tage wählst du, die Uhrzeit jede Person selbst. Langsamer geht es für jede Person jederzeit.";
    public override string RhythmOfPairText => "Ein eigener Rhythmus, wenn der des Programms für die beiden nicht passt.";
    public override string Now(string rhythm) => $"Jetzt: {rhythm}.";
    public override string FollowsProgramme => "Dieses Paar folgt dem Programm.";
    public override string FollowProgramme => "Wieder dem Programm folgen";
    public override string HowOften => "Wie oft";
    public override string EveryWeeks(int n) => n switch { 1 => "Jede Woche", 2 => "Alle zwei Wochen", 3 => "Alle drei Wochen", _ => $"Alle {n} Wochen" };
    public override string OnceAMonth => "Einmal im Monat";
    public override string SomeWorkDays => "Alle paar Arbeitstage";
    public override string OnDay => "Wochentag";
    public override string WhichOfMonth => "Im Monat";
    public override string FirstOfMonth => "der erste";
    public override string LastOfMonth => "der letzte";
    public override string WorkDays => "Arbeitstage dazwischen";
    public override string StartsOn => "Beginnt am";
    public override string ShowDates => "Nächste fünf Termine";
    public override string NextFive => "Die nächsten fünf Termine";
    public override string NextFiveHint => "Jeweils in der Ortszeit der Person. Noch ist nichts gespeichert.";
    public override string DatesOf(string name, string zone) => $"{name}, Ortszeit {Place(zone)}";
    public override string NobodyJoined => "Noch ist niemand im Programm; das sind die Zeiten des Programms selbst.";
    public override string SaveRhythm => "Rhythmus speichern";
    public override string RhythmSaved => "Der neue Rhythmus ist gespeichert. Er gilt ab dem nächsten Termin.";
    public override string RhythmInvalid => "Dieser Rhythmus lässt sich nicht lesen. Wähle, wie oft und an welchem Tag, und sieh dir die Termine noch einmal an.";
    public override string RhythmHasChanged => "Inzwischen hat jemand den Rhythmus geändert, deshalb wurde nichts gespeichert. So steht er jetzt.";

    public override string Describe(Cadence cadence) => cadence switch
    {
        Cadence.EveryWeeks { N: 1 } weeks => $"jede Woche, {DaysOf(weeks.Days)}",
        Cadence.EveryWeeks weeks => $"{Lower(EveryWeeks(weeks.N))}, {DaysOf(weeks.Days)}",
        Cadence.MonthlyOnNth { Nth: Cadence.Last } monthly => $"einmal im Monat, am letzten {DayName(monthly.Day)}",
        Cadence.MonthlyOnNth monthly => $"einmal im Monat, am {monthly.Nth}. {DayName(monthly.Day)}",
        Cadence.MonthlyOnDay monthly => $"einmal im Monat, am {monthly.Day}.",
        Cadence.EveryWorkDays { N: 1 } => "jeden Arbeitstag",
        Cadence.EveryWorkDays workDays => $"alle {workDays.N} Arbeitstage",
        _ => throw new ArgumentOutOfRangeException(nameof(cadence)),
    };

    public override string SettingsTitle => "Einstellungen des Programms";
    public override string ProgrammeName => "Name des Programms";
    public override string ProgrammeLanguage => "Sprache";
    public override string ProgrammeLanguageHint => "Für Menschen, deren eigene Sprache nicht bekannt ist. Jede Person kann ihre wählen.";
    public override string Contacts => "Mit wem man sprechen kann";
    public override string ContactsText => "Jemand außerhalb des Programmteams, mit Beruf. Die Person fragt, bevor sie mit anderen spricht, außer jemand ist in Gefahr. Eine leere Zeile fällt weg.";
    public override string ContactName => "Name";
    public override string ContactJob => "Beruf";
    public override string Save => "Speichern";
    public override string SettingsSaved => "Die Einstellungen sind gespeichert.";
    public override string SettingsUnchanged => "Es wurde nichts gespeichert: bitte sieh dir die markierte Zeile an.";
    public override string NameNeeded(int most) => $"Das Programm braucht einen Namen mit bis zu {most} Zeichen.";
    public override string ContactNeedsBoth(int most) => $"Zu einem Kontakt gehören Name und Beruf, je bis zu {most} Zeichen.";
    public override string ContactMail => "Mailadresse";
    public override string ContactMailHint => "Aufgehoben wird nur ein Fingerabdruck, darum ist dieses Feld beim nächsten Mal wieder leer. Leer gelassen bleibt die Person, wer sie ist.";
    public override string ContactMailWrong => "Das ist keine Mailadresse. Sie sieht aus wie noor.haddad@example.org.";
    public override string ContactOutside => "Außerhalb des Programmteams";
    public override string ContactAsked(string name) => $"{name} wurde im Chat um das Versprechen gebeten und wird vorher niemandem genannt.";
    public override string ContactPromised(string name) => $"{name} hat es versprochen.";
    public override string ContactDeclined(string name) => $"{name} möchte lieber nicht und wird niemandem genannt.";
    public override string ContactWithoutMail(string name) => $"Von {name} fehlt die Mailadresse, darum kann TrustBot nicht um das Versprechen bitten.";
    public override string ContactInSandbox(string name) => $"Hier kannst du für {name} antworten: Wähle {name} in der Kopfzeile des Mentorats und drück „I promise“.";
    public override string CannotStart => "Niemand wird eingeladen, bevor jemand außerhalb deines Teams versprochen hat, für alle da zu sein. Benenne jemanden unter Einstellungen; TrustBot fragt im Chat.";
    public override string Emergency => "In Gefahr anrufen";
    public override string EmergencyHint => "Eine Nummer oder ein Link, etwa 112. Sie steht überall, wo jemand Hilfe sucht.";
    public override string ContactNeeded => "Bitte behalte mindestens einen Kontakt: alle brauchen jemanden, an den sie sich wenden können.";
    public override string WinsChannel => "Kanal für gute Nachrichten";
    public override string WinsChannelHint => "Alle darin lesen, was gepostet wird. Ein Erfolg geht nur hinaus, wenn beide eines Paares genau diesem Text zustimmen. Bleibt das Feld leer, wird nie etwas gepostet.";
    public override string WinsChannelOdd(int most) => $"Der Name eines Kanals hat bis zu {most} Zeichen: Buchstaben, Ziffern, Binde- und Unterstriche, wie #wins.";

    private string DaysOf(WeekDays days) => string.Join(", ", days.InOrder().Select(DayName).Select(day => day.ToLower(Culture) + "s"));

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
