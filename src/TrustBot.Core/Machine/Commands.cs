using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>What a person may type instead of pressing a button.</summary>
public abstract record Command
{
    private Command()
    {
    }

    public sealed record Help : Command;
    public sealed record Status : Command;
    public sealed record Agreement : Command;
    public sealed record Feedback : Command;
    public sealed record Reflect : Command;
    public sealed record Win : Command;
    public sealed record Thanks : Command;

    /// <param name="Until">The day the rest ends, in the person's zone; null when none was given, or none that can be understood: ask.</param>
    public sealed record Pause(LocalDate? Until) : Command;

    public sealed record Resume : Command;

    /// <param name="Until">As for <see cref="Pause"/>.</param>
    public sealed record Snooze(LocalDate? Until) : Command;

    public sealed record Privacy : Command;
    public sealed record MyData : Command;
    public sealed record ForgetMe : Command;
    public sealed record TalkToSomeone : Command;
    public sealed record End : Command;
    public sealed record Goals : Command;
    public sealed record Settings : Command;
    public sealed record ChangeLanguage : Command;
    public sealed record Meeting : Command;
}

public static class Commands
{
    private const int LongestText = 200;

    /// <summary>
    /// Null for anything that is not clearly one command. Words of every language are understood; <paramref name="language"/> decides where a
    /// typing error is as near to a word of one language as to one of another.
    /// </summary>
    /// <param name="today">In the person's zone: "pause 2 weeks" becomes a date.</param>
    public static Command? Parse(string text, Language language, LocalDate today)
    {
        if (text.Length > LongestText)
            return null;
        if (text.Trim() == "?")
            return new Command.Help();
        var folded = WithoutAddress(Fold(text));
        var words = WordsOf(folded);
        if (words.IsEmpty)
            return null;
        return CommandWords.Find(words, language) ?? WithDate(folded, words[0], language, today);
    }

    private static Command? WithDate(string folded, string word, Language language, LocalDate today)
    {
        var command = CommandWords.Find([word], language);
        if (command is not (Command.Pause or Command.Snooze))
            return null;
        var until = RestUntil.Parse(folded[(folded.IndexOf(word, StringComparison.Ordinal) + word.Length)..].Trim(' ', ':', '!'), today);
        // "Cause I am tired" is talk, "puase two weeks" is not.
        if (until is null && !CommandWords.IsSpeltRight(word))
            return null;
        return command is Command.Pause ? new Command.Pause(until) : new Command.Snooze(until);
    }

    // Slack writes a mention as <@U123|name>, Teams as <at>name</at>; people write @TrustBot, /trustbot, or just the name.
    private static string WithoutAddress(string folded)
    {
        var rest = folded.TrimStart();
        while (true)
        {
            var length = AddressLength(rest);
            if (length == 0)
                return rest;
            rest = rest[length..].TrimStart(' ', ':', ',', '-');
        }
    }

    private static int AddressLength(string text)
    {
        if (text.StartsWith("<at>", StringComparison.Ordinal))
            return text.IndexOf("</at>", StringComparison.Ordinal) is > 0 and var end ? end + "</at>".Length : 0;
        if (text.StartsWith("<@", StringComparison.Ordinal))
            return text.IndexOf('>') + 1;
        if (text.StartsWith('/'))
            return 1;
        if (text.StartsWith('@'))
            return text.IndexOf(' ') is > 0 and var space ? space : text.Length;
        const string Name = "trustbot";
        return text.StartsWith(Name, StringComparison.Ordinal) && (text.Length == Name.Length || !char.IsLetterOrDigit(text[Name.Length])) ? Name.Length : 0;
    }

    private static string Fold(string text)
    {
        var whole = new StringBuilder(text.Length);
        // A lone surrogate, which Normalize refuses, becomes U+FFFD.
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune);
        var folded = new StringBuilder(whole.Length);
        foreach (var c in whole.ToString().Normalize(NormalizationForm.FormKD).Replace("ß", "ss", StringComparison.Ordinal))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            folded.Append(char.IsWhiteSpace(c) || category == UnicodeCategory.Control ? ' ' : char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    private static ImmutableArray<string> WordsOf(string folded)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            var inWord = i < folded.Length && char.IsLetterOrDigit(folded[i]);
            if (inWord && start < 0)
                start = i;
            if (inWord || start < 0)
                continue;
            words.Add(folded[start..i]);
            start = -1;
        }
        return words.DrainToImmutable();
    }
}
