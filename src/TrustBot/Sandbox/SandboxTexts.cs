using System.Globalization;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Sandbox.Chapters;
using TrustBot.Scheduling;

namespace TrustBot.Sandbox;

/// <summary>What the page itself says, around the messages. A message is in its reader's language, the page in that of the browser.</summary>
public sealed class SandboxTexts
{
    public const int GuideSteps = 6;

    private static readonly SandboxTexts English = new(Language.English, "en-GB");
    private static readonly SandboxTexts German = new(Language.German, "de-DE");

    private SandboxTexts(Language language, string culture)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(culture);
    }

    public Language Language { get; }

    public CultureInfo Culture { get; }

    /// <summary>For the <c>lang</c> attribute.</summary>
    public string Code => Culture.TwoLetterISOLanguageName;

    public string Direction => Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    public string Wall => Pick("No words pass, unless their author sends them", "Kein Wort geht hinüber, außer wer es schrieb, sendet es");
    public string WhoSeesThis => Pick("Who sees this:", "Wer das sieht:");
    public string More => Pick("More", "Mehr");
    public string FillWithExample => Pick("Fill with an example", "Mit Beispiel füllen");
    public string Optional => Pick("optional", "freiwillig");
    public string Say => Pick("Type a word, such as help", "Ein Wort tippen, etwa hilfe");
    public string SayLabel => Pick("Message to TrustBot", "Nachricht an TrustBot");
    public string Send => Pick("Send", "Senden");
    public string Delete => Pick("Delete", "Löschen");
    public string LockScreen => Pick("Lock screen", "Sperrbildschirm");
    public string NewBelow => Pick("New below", "Neues weiter unten");
    public string Network => Pick("The network", "Das Netz");
    public string NetworkLead => Pick("Choose how the chat platform behaves, and watch what TrustBot makes of it.", "Wähle, wie sich die Chat-Plattform verhält, und sieh zu, was TrustBot daraus macht.");
    public string Guide => Pick("Guide", "Rundgang");
    public string Hide => Pick("Hide", "Ausblenden");
    public string GuideBack => Pick("Step back", "Zurück");
    public string GuideOn => Pick("Next step", "Weiter");
    public string Clock => Pick("Clock", "Uhr");
    public string NextThing => Pick("Next thing that happens", "Was als Nächstes geschieht");
    public string NextThingShort => Pick("Next thing", "Nächstes");
    public string PlusHour => Pick("+ 1 hour", "+ 1 Stunde");
    public string PlusDay => Pick("+ 1 day", "+ 1 Tag");
    public string GoThere => Pick("Go there", "Dorthin");
    public string StartOver => Pick("Start over", "Von vorn beginnen");
    public string StartOverTitle => Pick("Start over?", "Von vorn beginnen?");
    public string StartOverText => Pick(
        "Everybody here, everything they wrote and every chat is deleted from this Sandbox, and the story begins anew tomorrow morning. The key file stays.",
        "Alle Menschen hier, alles, was sie geschrieben haben, und alle Chats werden aus dieser Sandbox gelöscht, und die Geschichte beginnt morgen früh neu. Die Schlüsseldatei bleibt.");
    public string BeginAt => Pick("Begin at …", "Beginnen bei …");
    public string BeginHere => Pick("Begin there", "Dort beginnen");
    public string BeginAtText => Pick(
        "Everybody here, everything they wrote and every chat is deleted from this Sandbox. Then the sample pairs live the story up to there, in a few seconds. The key file stays.",
        "Alle Menschen hier, alles, was sie geschrieben haben, und alle Chats werden aus dieser Sandbox gelöscht. Dann leben die Beispielpaare die Geschichte bis dorthin, in wenigen Sekunden. Die Schlüsseldatei bleibt.");
    public string StartingOver => Pick("Starting over …", "Es beginnt von vorn …");
    public string KeepAll => Pick("Keep everything", "Alles behalten");
    public string Moving => Pick("Time is moving …", "Die Zeit läuft …");
    public string NothingPlanned => Pick("Nothing is planned.", "Nichts ist geplant.");
    public string Stopped => Pick(
        "TrustBot has stopped. Start it again; this page comes back by itself, and so does everything on it.",
        "TrustBot ist angehalten. Starte es wieder; diese Seite kommt von selbst zurück, und alles darauf auch.");
    public string Failed => Pick("That did not get through. What you typed is still here; try again.", "Das kam nicht durch. Was du getippt hast, ist noch da; versuche es noch einmal.");
    public string TooLong => Pick("Nothing was stored: that is more than any form here holds. Shorten it and send it again.", "Nichts wurde gespeichert: Das ist mehr, als ein Formular hier fasst. Kürze es und sende es noch einmal.");
    public string Kept => Pick("What you typed is still here.", "Was du getippt hast, ist noch da.");
    public string FailedInPane => Pick("That did not get through. Press it again.", "Das kam nicht durch. Drück noch einmal.");
    public string NoScript => Pick("The Sandbox needs JavaScript, its own single file. Nothing is fetched from anywhere else.", "Die Sandbox braucht JavaScript, eine einzige eigene Datei. Von anderswo wird nichts geladen.");
    public string Loading => Pick("One moment.", "Einen Moment.");
    public string ConsoleMissing => Pick("The coordinator’s page does not answer.", "Die Seite der Koordination antwortet nicht.");
    public string TryAgain => Pick("Try again", "Noch einmal");
    public string Close => Pick("Close", "Schließen");
    public string Settled => Pick("Settled", "Erledigt");
    public string People => Pick("People", "Menschen");
    public string Coordinator => Pick("Coordinator", "Koordination");
    public string Contact => Pick("Somebody to talk to", "Jemand zum Reden");
    public string Nobody => Pick("Nobody yet", "Noch niemand");
    public string NobodyYet => Pick("Nobody is here yet. The coordinator imports the pairs.", "Noch ist niemand da. Die Koordination importiert die Paare.");

    public static SandboxTexts For(Language language) => language == Language.German ? German : English;

    /// <param name="acceptLanguage">The header as it came; the first language that the page speaks wins.</param>
    public static SandboxTexts For(string? acceptLanguage)
    {
        foreach (var range in (acceptLanguage ?? "").Split(','))
        {
            var tag = range.Split(';')[0].Trim();
            if (tag.StartsWith("de", StringComparison.OrdinalIgnoreCase))
                return German;
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return English;
        }
        return English;
    }

    public string EverybodyReads(string channel) => Pick($"{channel}, everybody reads this", $"{channel}, alle lesen das");

    public string NothingPosted => Pick("Nothing was posted. It takes both of a pair.", "Nichts wurde gepostet. Dazu braucht es beide.");

    public string NameOf(Role role) => role == Role.Mentor ? Pick("Mentor", "Mentorat") : Pick("Mentee", "Mentee");

    public string SkipTo(string name) => Pick($"To {name}", $"Zu {name}");

    public string SkipToClock => Pick("To the clock", "Zur Uhr");

    public string ChatWith(string name) => Pick($"Chat of {name} with TrustBot", $"Chat von {name} mit TrustBot");

    public string PickerFor(Role role) => role == Role.Mentor ? Pick("Which mentor is shown", "Wer als Mentorin oder Mentor gezeigt wird") : Pick("Which mentee is shown", "Welcher Mentee gezeigt wird");

    /// <param name="count">0 for none.</param>
    public string New(int count) => count == 0 ? "" : Pick($", {count} new", $", {count} neu");

    /// <param name="what">A sentence; null when there is nothing to say.</param>
    public string Next(string moment, string? what) => what is null
        ? Pick($"Next: {moment}.", $"Als Nächstes: {moment}.")
        : Pick($"Next: {moment}. {what}", $"Als Nächstes: {moment}. {what}");

    /// <summary>"A question for Ana."</summary>
    public string WhatComes(ComingKind kind, IReadOnlyList<string> names) => kind switch
    {
        ComingKind.Question => Pick($"A question for {Listed(names)}.", $"Eine Frage für {Listed(names)}."),
        ComingKind.Invitation => Pick($"An invitation for {Listed(names)}.", $"Eine Einladung für {Listed(names)}."),
        _ => Pick($"A message for {Listed(names)}.", $"Eine Nachricht für {Listed(names)}."),
    };

    private string Listed(IReadOnlyList<string> names) => names.Count switch
    {
        1 => names[0],
        2 => Pick($"{names[0]} and {names[1]}", $"{names[0]} und {names[1]}"),
        var count => Pick($"{count} people", $"{count} Menschen"),
    };

    /// <param name="next">When this person hears from TrustBot again; null when that is not known.</param>
    public string AllDone(string? next) => next is null
        ? Pick("All done here.", "Hier ist alles getan.")
        : Pick($"All done here. Next: {next}.", $"Hier ist alles getan. Als Nächstes: {next}.");

    /// <param name="what">What happens then, a sentence; null when there is nothing to say.</param>
    public string NothingBefore(string day, string? what) => what is null
        ? Pick($"Nothing is planned before {day}.", $"Vor dem {day} ist nichts geplant.")
        : Pick($"Nothing is planned before {day}. {what}", $"Vor dem {day} ist nichts geplant. {what}");

    public string HearsOnceInvited(string name, string? coordinator) => Pick(
        $"{name} hears from TrustBot once {coordinator ?? "the coordinator"} has sent the invitations.",
        $"{name} hört von TrustBot, sobald {coordinator ?? "die Koordination"} die Einladungen gesendet hat.");

    public string FirstVisit(string mentee, string mentor, string coordinator) => Pick(
        $"You are {mentee}. {mentor} and {coordinator} are one tab away.",
        $"Du bist {mentee}. {mentor} und {coordinator} sind einen Reiter entfernt.");

    public string LocalTime(string time, string city) => Pick($"Sandbox · {time} in {city}", $"Sandbox · {time} in {city}");

    public string StepOf(int step) => Pick($"{step} of {GuideSteps}", $"{step} von {GuideSteps}");

    /// <param name="step">From 1.</param>
    /// <param name="contact">Null where the programme names nobody.</param>
    public string Step(int step, string coordinator, string mentee, string mentor, string? contact = null) => step switch
    {
        1 => Pick($"{coordinator} imports two pairs; one row has a mistake.", $"{coordinator} importiert zwei Paare; eine Zeile hat einen Fehler."),
        2 when contact is not null => Pick(
            $"{contact}, in {mentor}’s header, promises to be there. {coordinator} invites; {mentee} and {mentor} each decide.",
            $"{contact}, in der Kopfzeile von {mentor}, verspricht, da zu sein. {coordinator} lädt ein; {mentee} und {mentor} entscheiden jeweils selbst."),
        2 => Pick($"{mentee} and {mentor} each decide.", $"{mentee} und {mentor} entscheiden jeweils selbst."),
        3 => Pick("Each answers apart. “Fill with an example” saves you typing.", "Beide antworten getrennt. „Mit Beispiel füllen“ spart dir das Tippen."),
        4 => Pick("Choose, sign, edit, and see both signatures clear.", "Wählen, unterschreiben, ändern, und sehen, wie beide Unterschriften verschwinden."),
        5 => Pick("Move the clock, and see the questions arrive at each person’s own time.", "Stell die Uhr vor und sieh die Fragen zu jeweils eigener Zeit eintreffen."),
        _ => Pick("Press any “Who sees this”. Then stop the program in any way you like, and start it again.", "Drück irgendein „Wer das sieht“. Dann halte das Programm an, wie du willst, und starte es wieder."),
    };

    public string PlayingChapter(Playing playing) => Pick(
        $"Playing “{ChapterName(playing.Chapter)}” … {playing.Act} of {playing.Acts}",
        $"„{ChapterName(playing.Chapter)}“ wird gespielt … {playing.Act} von {playing.Acts}");

    public string ChapterName(string chapter) => chapter switch
    {
        Story.Beginning => Pick("The beginning", "Der Anfang"),
        Story.SigningDay => Pick("Signing day", "Tag der Unterschrift"),
        Story.ThreeWeeksIn => Pick("Three weeks in", "Nach drei Wochen"),
        Story.HardWeek => Pick("A hard week", "Eine schwere Woche"),
        Story.Goodbye => Pick("The goodbye", "Der Abschied"),
        _ => chapter,
    };

    public string ChapterLead(string chapter) => chapter switch
    {
        Story.Beginning => Pick("Both have their invitation.", "Beide haben ihre Einladung."),
        Story.SigningDay => Pick("Both answered apart; the agreement lies ready.", "Beide haben getrennt geantwortet; die Vereinbarung liegt bereit."),
        Story.ThreeWeeksIn => Pick("They signed, met, and shared a line.", "Sie haben unterschrieben, sich getroffen und eine Zeile geteilt."),
        Story.HardWeek => Pick("Feedback opens, a contact is asked, a rest begins.", "Feedback öffnet sich, jemand wird ins Vertrauen gezogen, eine Pause beginnt."),
        Story.Goodbye => Pick("A quiet end, and two farewells that opened together.", "Ein stilles Ende und zwei Abschiedszeilen, die sich zusammen öffneten."),
        _ => "",
    };

    /// <summary>What stopped it, and what to do.</summary>
    public string Trouble(Trouble trouble) => trouble switch
    {
        Sandbox.Trouble.Locked => Pick(
            "Nothing was stored: another program holds TrustBot’s data file. Close it, such as a backup or a database tool, then try again.",
            "Nichts wurde gespeichert: Ein anderes Programm hält die Datei von TrustBot fest. Schließe es, etwa eine Sicherung oder ein Datenbankwerkzeug, und versuche es noch einmal."),
        Sandbox.Trouble.Full => Pick(
            "Nothing was stored: the disk is full. Make some room, then try again.",
            "Nichts wurde gespeichert: Der Datenträger ist voll. Schaffe etwas Platz und versuche es noch einmal."),
        Sandbox.Trouble.ReadOnly => Pick(
            "Nothing was stored: TrustBot may not write in its data folder. Allow it, then try again.",
            "Nichts wurde gespeichert: TrustBot darf in seinen Datenordner nicht schreiben. Erlaube es und versuche es noch einmal."),
        _ => Pick(
            "Nothing was stored: TrustBot’s data file does not answer. Look at the disk and the folder, then try again.",
            "Nichts wurde gespeichert: Die Datei von TrustBot antwortet nicht. Sieh nach Datenträger und Ordner und versuche es noch einmal."),
    };

    public string FaultName(NetworkFault fault) => fault switch
    {
        NetworkFault.TooMany => Pick("Too many requests", "Zu viele Anfragen"),
        NetworkFault.LostOnTheWay => Pick("Lost on the way", "Unterwegs verloren"),
        NetworkFault.AnswerLost => Pick("Answer lost", "Antwort verloren"),
        NetworkFault.Down => Pick("Down", "Abgeschaltet"),
        _ => Pick("Works", "In Ordnung"),
    };

    /// <summary>What the platform does, and what will be seen of it.</summary>
    public string FaultMeaning(NetworkFault fault) => fault switch
    {
        NetworkFault.TooMany => Pick("The platform answers 429, try again in 30 seconds. TrustBot waits that long, then sends.", "Die Plattform antwortet 429, in 30 Sekunden wieder. TrustBot wartet so lange und sendet dann."),
        NetworkFault.LostOnTheWay => Pick("No answer comes, and nothing arrives. TrustBot looks for its message, twice, and sends again.", "Es kommt keine Antwort, und nichts trifft ein. TrustBot sucht seine Nachricht zweimal und sendet erneut."),
        NetworkFault.AnswerLost => Pick("The message arrives, but its receipt does not. TrustBot looks, finds it, and does not send twice.", "Die Nachricht trifft ein, ihre Quittung nicht. TrustBot sucht, findet sie und sendet nicht doppelt."),
        NetworkFault.Down => Pick("Connections are refused. Everything waits, and arrives once you choose “Works” again.", "Verbindungen werden abgewiesen. Alles wartet und trifft ein, sobald du wieder „In Ordnung“ wählst."),
        _ => Pick("Messages arrive at once.", "Nachrichten treffen sofort ein."),
    };

    private string Pick(string english, string german) => Language == Language.German ? german : english;
}
