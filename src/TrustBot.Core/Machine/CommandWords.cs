using System.Collections.Immutable;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>The words for each command, in lower case and without diacritics, and how near a typed word must come.</summary>
internal static class CommandWords
{
    private static readonly ImmutableArray<Phrase> Phrases =
    [
        .. Spelt(new Command.Help(), ["help"], ["hilfe"]),
        .. Spelt(new Command.Status(), ["status"], ["stand"]),
        .. Spelt(new Command.Agreement(), ["agreement"], ["vereinbarung"]),
        .. Spelt(new Command.Feedback(), ["feedback"], ["feedback", "ruckmeldung", "rueckmeldung"]),
        .. Spelt(new Command.Reflect(), ["reflect", "reflection"], ["reflexion"]),
        .. Spelt(new Command.Win(), ["win"], ["erfolg"]),
        .. Spelt(new Command.Thanks(), ["thanks", "thank you"], ["danke"]),
        .. Spelt(new Command.Pause(null), ["pause"], ["pause"]),
        .. Spelt(new Command.Resume(), ["resume"], ["weiter"]),
        .. Spelt(new Command.Snooze(null), ["snooze", "later"], ["spater", "spaeter"]),
        .. Spelt(new Command.Privacy(), ["privacy"], ["datenschutz"]),
        .. Spelt(new Command.MyData(), ["my data"], ["meine daten"]),
        .. Spelt(new Command.ForgetMe(), ["forget me"], ["vergiss mich"]),
        .. Spelt(new Command.TalkToSomeone(), ["talk to someone"], ["mit jemandem sprechen"]),
        .. Spelt(new Command.End(), ["end", "stop"], ["ende", "stopp"]),
        .. Spelt(new Command.Goals(), ["goals", "goal"], ["ziele", "ziel"]),
        .. Spelt(new Command.Settings(), ["settings"], ["einstellungen"]),
        .. Spelt(new Command.ChangeLanguage(), ["language"], ["sprache"]),
        .. Spelt(new Command.Meeting(), ["meeting"], ["treffen"]),
    ];

    /// <summary>The command whose words are nearest; null when nothing is near enough, or two commands are equally near.</summary>
    public static Command? Find(ImmutableArray<string> words, Language language)
    {
        var near = Phrases
            .Select(phrase => (phrase.Command, phrase.Language, Edits: Edits(words, phrase.Words)))
            .Where(hit => hit.Edits is not null)
            .GroupBy(hit => hit.Edits)
            .MinBy(group => group.Key);
        if (near is null)
            return null;
        var own = near.Where(hit => hit.Language == language).Select(hit => hit.Command).Distinct().ToArray();
        var candidates = own.Length > 0 ? own : near.Select(hit => hit.Command).Distinct().ToArray();
        return candidates is [var command] ? command : null;
    }

    public static bool IsSpeltRight(string word) => Phrases.Any(phrase => phrase.Words is [var only] && only == word);

    private static IEnumerable<Phrase> Spelt(Command command, string[] english, string[] german) =>
    [
        .. english.Select(text => new Phrase(command, Language.English, [.. text.Split(' ')])),
        .. german.Select(text => new Phrase(command, Language.German, [.. text.Split(' ')])),
    ];

    private static int? Edits(ImmutableArray<string> typed, ImmutableArray<string> phrase)
    {
        if (typed.Length != phrase.Length)
            return null;
        var sum = 0;
        for (var i = 0; i < typed.Length; i++)
        {
            if (typed[i] == phrase[i])
                continue;
            var allowed = Allowed(Math.Min(typed[i].Length, phrase[i].Length), phrase[i].Length);
            if (allowed == 0 || Math.Abs(typed[i].Length - phrase[i].Length) > allowed)
                return null;
            var edits = Distance(typed[i], phrase[i]);
            if (edits > allowed)
                return null;
            sum += edits;
        }
        return sum;
    }

    private static int Allowed(int shorter, int word) => shorter <= 4 ? 0 : word < 8 ? 1 : 2;

    /// <summary>Letters added, dropped, changed, or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(changed, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }

    private sealed record Phrase(Command Command, Language Language, ImmutableArray<string> Words);
}
