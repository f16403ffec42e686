using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Transcripts;

/// <summary>An English label in another language, found by the sentence that it was made from.</summary>
internal static partial class Translation
{
    private static readonly ResourceManager Resources = new("TrustBot.Core.Texts.Texts", typeof(Sentences).Assembly);
    private static readonly Dictionary<string, string> English = Read(CultureInfo.InvariantCulture);
    private static readonly List<(string Key, Regex Pattern)> Patterns =
        [.. English.Where(text => Gaps.Replace(text.Value, "").Length > 0).Select(text => (text.Key, new Regex($"^{Gaps.Replace(Regex.Escape(text.Value).Replace("\\{", "{", StringComparison.Ordinal), "(?<$1>.+?)")}$")))];

    /// <summary>A label holds a moment, which holds a date, which holds a month.</summary>
    private const int Deepest = 4;

    /// <returns>More than one where several sentences read the same in English.</returns>
    public static IReadOnlySet<string> Of(string label, Language language) => Of(label, Read(CultureInfo.GetCultureInfo(language.Code())), Deepest);

    private static HashSet<string> Of(string label, Dictionary<string, string> texts, int depth)
    {
        var found = new HashSet<string> { label };
        foreach (var (key, pattern) in depth == 0 ? [] : Patterns)
        {
            if (pattern.Match(label) is { Success: true } match)
                found.UnionWith(Filled(texts[key], match, texts, depth));
        }
        return found;
    }

    private static IEnumerable<string> Filled(string text, Match match, Dictionary<string, string> texts, int depth)
    {
        IEnumerable<string> filled = [text];
        foreach (var name in Gaps.Matches(text).Select(gap => gap.Groups[1].Value).Where(name => match.Groups[name].Success).Distinct())
            filled = filled.SelectMany(part => Of(match.Groups[name].Value, texts, depth - 1).Select(value => part.Replace($"{{{name}}}", value, StringComparison.Ordinal))).ToList();
        return filled;
    }

    private static Dictionary<string, string> Read(CultureInfo culture) => Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Gaps { get; }
}
