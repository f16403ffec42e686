using System.Globalization;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;

namespace TrustBot.CoordinatorConsole.Texts;

internal sealed partial class GermanTexts : ConsoleTexts
{
    public static readonly GermanTexts Instance = new();

    public override Language Language => Language.German;
    public override CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("de-DE");

    public override string Pairs => "Paare";
    public override string Invitations => "Einladungen";
    public override string Import => "Import";
    public override string Rhythm => "Rhythmus";
    public override string Settings => "Einstellungen";
    public override string Pages => "Seiten des Programms";
    public override string BackToPairs => "Zu den Paaren";
    public override string Later => "Später";
    public override string TryAgain => "Noch einmal";
    public override string WentWrong => "Das hat nicht geklappt, und nichts ist halb getan. Was vorher gespeichert war, ist noch da. Versuch es gleich noch einmal.";
    public override string NoSuchPage => "Diese Seite gibt es nicht. In der Liste der Paare geht es weiter.";
    public override string NoSuchPair => "Dieses Paar gibt es im Programm nicht. Die Liste zeigt, welche es gibt.";
    public override string Mentor => "Mentor:in";
    public override string Mentee => "Mentee";
    public override string NameOf(Language language) => language == Language.German ? "Deutsch" : "Englisch";
    public override string Number(int number) => number.ToString("N0", Culture);

    public override string StartTitle => "Zwei Menschen, die voneinander lernen könnten?";
    public override string StartText => "Bring deine Liste der Paare als CSV-Datei mit. Du siehst, was geschehen würde, bevor etwas gespeichert wird, und noch wird niemand angeschrieben.";
    public override string ImportTitle => "Weitere Paare";
    public override string UseSample => "Beispieldatei nehmen";
    public override string ChooseFile => "Datei wählen";
    public override string ShowDryRun => "Erst ansehen";
    public override string FileNeeds => "Die Datei braucht zwei Spalten, mentor und mentee, mit je einer Mailadresse pro Zeile. Namen, ein Grund, Sprachen, Zeitzonen, ein Jahrgang und Menschen zum Reden sind willkommen. Bis zu 20.000 Zeilen, 5 MB.";
    public override string Template => "Leere Vorlage herunterladen";
    public override string SampleFile => "Beispiel herunterladen";
    public override string NoFileChosen => "Es kam keine Datei an. Wähle eine CSV-Datei, oder beginne mit dem Beispiel.";
    public override string UploadGone => "Dieser Probelauf ist geschlossen: er bleibt eine halbe Stunde und übersteht keinen Neustart. Importiert wurde damit nichts. Wähle die Datei noch einmal.";

    public override string DryRunTitle(int proposable, int rowsWithErrors) => (proposable, rowsWithErrors) switch
    {
        (_, 0) => CanBe(proposable),
        _ => $"{CanBe(proposable)}, {Needs(rowsWithErrors)}",
    };

    public override string NothingNew => "Alles ist schon da";
    public override string NothingStoredYet => "Das ist ein Probelauf. Noch ist nichts gespeichert.";
    public override string FileRefused => "Diese Datei lässt sich noch nicht lesen";
    public override string NeedsALook => "Braucht einen Blick";
    public override string WorthALook => "Einen Blick wert, wird trotzdem importiert";
    public override string Line(int line) => $"Zeile {Number(line)}";
    public override string WholeFile => "Die Datei";
    public override string AndMore(int number) => $"und {Number(number)} weitere";
    public override string CanBeProposed => "Kann vorgeschlagen werden";
    public override string AlreadyHere => "schon da: es ändert sich nichts";

    public override string HasEnded => "war ein Tandem, das zu Ende ist: nichts beginnt von neuem";
    public override string AskedToBeForgotten => "wollte vergessen werden: wird nicht neu angelegt";
    public override string NotPossible => "kann gerade nicht vorgeschlagen werden";
    public override string WhatIsStored => "Was gespeichert wird";
    public override string StoredOfPeople => "Von jeder Person: Name, Sprache und Zeitzone. Von der Mailadresse nur ein verschlüsselter Fingerabdruck, nie die Adresse selbst.";
    public override string StoredOfPairs => "Von jedem Paar: wer Mentor:in und wer Mentee ist, dein Grund (verschlüsselt) und der Jahrgang.";
    public override string StoredNobodyHears => "Kein Paar hört von TrustBot, bevor du die Einladungen sendest.";
    public override string ImportPairs(int number) => number == 1 ? "1 Paar importieren" : $"{Number(number)} Paare importieren";
    public override string ChooseAnother => "Andere Datei wählen";
    public override string Imported(int number) => number == 1 ? "1 Paar ist da" : $"{Number(number)} Paare sind da";
    public override string ImportedNothing => "Alles war schon da, und nichts hat sich geändert.";
    public override string ImportedNext => "Noch hat kein Paar von TrustBot gehört. Die Einladungen sind ein eigener Schritt, wann immer du magst.";
    public override string PrepareInvitations => "Einladungen vorbereiten";

    public override string InvitationsText => "Beide entscheiden für sich, und ein Nein erfährt niemand. Du siehst nur, ob ein Paar begonnen hat.";
    public override string NobodyToInvite => "Jedes Paar hat seine Einladung.";
    public override string WhoIsInvited => "Wer eingeladen wird";
    public override string SendOn => "Senden am";
    public override string SendOnHint(LocalDate today) => $"Heute, {Date(today)}, heißt jetzt. Alle lesen sie innerhalb der eigenen Arbeitszeit.";
    public override string SendInvitations(int number) => number == 1 ? "Einladung senden" : "Einladungen senden";
    public override string ReadFirst => "Was sie lesen werden";
    public override string Preview => "Vorschau";
    public override string PreviewOf(string mentor, string mentee) => $"Die Einladungen an {mentee} und {mentor}";
    public override string Reads(string name, Language language) => $"{name} liest auf {NameOf(language)}";
    public override string NoPreview => "Davon gibt es gerade keine Vorschau.";
    public override string PlannedTitle => "Unterwegs";
    public override string GoesOut(LocalDate on) => $"geht hinaus: {Date(on)}";
    public override string CancelInvitation => "Zurückziehen";
    public override string InvitationsSent(int number, LocalDate? on) => (number, on) switch
    {
        (0, _) => "Diese Einladungen waren schon unterwegs. Nichts wurde doppelt gesendet.",
        (1, null) => "1 Einladung ist unterwegs.",
        (_, null) => $"{Number(number)} Einladungen sind unterwegs.",
        (1, { } date) => $"1 Einladung geht hinaus: {Date(date)}. Bis dahin kannst du sie zurückziehen.",
        (_, { } date) => $"{Number(number)} Einladungen gehen hinaus: {Date(date)}. Bis dahin kannst du sie zurückziehen.",
    };

    public override string InvitationCancelled => "Die Einladung ist zurückgezogen. Niemand wurde angeschrieben.";
    public override string InvitationGone => "Diese Einladung war schon hinausgegangen und ließ sich nicht mehr zurückziehen.";
    public override string ChooseSomebody => "Es war niemand angekreuzt, also wurde nichts gesendet. Kreuze die Paare an, die du einladen willst.";
    public override string DateNotUnderstood => "Das Datum muss heute oder später liegen, innerhalb eines Jahres. Wähle ein anderes.";

    public override string NothingNeedsYou => "Heute braucht dich nichts.";
    public override string WaitForInvitation(int number) => number == 1 ? "1 Paar hat noch keine Einladung." : $"{Number(number)} Paare haben noch keine Einladung.";
    public override string Away(int people) => people == 1 ? "Eine Person ist gerade nicht erreichbar" : $"{people} Personen sind gerade nicht erreichbar";

    public override string WhyAway(Reach? why) => why switch
    {
        null => "noch nicht erreichbar. Bitte sie, TrustBot in Teams oder Slack zu installieren, mit der Mailadresse aus deiner Datei.",
        Reach.Removed => "die App wurde entfernt. Sie neu zu installieren genügt.",
        Reach.Blocked => "die App ist blockiert. Die Blockierung aufzuheben oder ihr zu schreiben genügt.",
        Reach.TurnedOff => "die App ist für diese Person nicht freigegeben. Frag die IT.",
        Reach.Guest => "Gast in deiner Organisation. Frag die IT, ob Gäste die App nutzen dürfen.",
        Reach.Left => "das Konto ist geschlossen. Ist die Person nicht mehr da, beende das Paar.",
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };

    public override string AwayWaits => "Was für sie bestimmt ist, wartet, solange es noch nützt. Nach zwei Wochen liest die andere Person des Paars, dass du dich meldest.";

    public override string WantsAnother(string name) => $"{name} würde gern jemand anderem vorgeschlagen.";
    public override string PairHeading => "Paar";
    public override string StageHeading => "Wo sie sind";
    public override string ActiveHeading => "Zuletzt gemeinsam aktiv";
    public override string FactsOnly => "Nur Tatsachen zum Ablauf. Keine Worte, und nie, wer geantwortet hat.";

    public override string Stage(PairStage stage, LocalDate? until) => (stage, until) switch
    {
        (PairStage.Proposed, _) => "vorgeschlagen",
        (PairStage.Planned, _) => "Einladung geplant",
        (PairStage.Invited, { } date) => $"eingeladen, offen bis {Date(date)}",
        (PairStage.Invited, _) => "eingeladen",
        (PairStage.Joined, _) => "beigetreten",
        (PairStage.Kickoff, _) => "Auftakt",
        (PairStage.AgreementSigned, _) => "unterschrieben",
        (PairStage.Resting, { } date) => $"ruht bis {Date(date)}",
        (PairStage.Resting, _) => "ruht",
        (PairStage.DidNotStart, _) => "hat nicht begonnen",
        (PairStage.Ending, { } date) => $"endet am {Date(date)}",
        (PairStage.Ending, _) => "endet",
        (PairStage.Closed, { } date) => $"beendet am {Date(date)}",
        (PairStage.Closed, _) => "beendet",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    public override string Active(ActivityBand band) => band switch
    {
        ActivityBand.ThisWeek => "diese Woche",
        ActivityBand.ThisMonth => "diesen Monat",
        ActivityBand.Longer => "länger her",
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, null),
    };

    public override string OwnRhythm => "eigener Rhythmus";
    public override string ChangeRhythm => "Rhythmus";
    public override string Page(int page, int of) => $"Seite {page} von {of}";
    public override string Previous => "Zurück";
    public override string Next => "Weiter";

    private string CanBe(int number) => number == 1 ? "1 Paar kann vorgeschlagen werden" : $"{Number(number)} Paare können vorgeschlagen werden";

    private string Needs(int number) => number == 1 ? "1 Zeile braucht einen Blick" : $"{Number(number)} Zeilen brauchen einen Blick";

    protected override string DatePattern => "ddd d. MMMM";
    protected override string MomentPattern => "ddd d. MMMM, HH:mm";
}
