using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace TrustBot.Core.Texts;

/// <summary>
/// Every sentence that TrustBot says, one member each, in one language. The words stand in <c>Texts.resx</c> and <c>Texts.de.resx</c>; names,
/// dates and numbers are arguments, and no sentence is glued from pieces.
/// </summary>
public sealed partial class Sentences
{
    private static readonly ResourceManager Resources = new("TrustBot.Core.Texts.Texts", typeof(Sentences).Assembly);

    private static readonly ImmutableDictionary<Language, Sentences> All =
        Enum.GetValues<Language>().ToImmutableDictionary(language => language, language => new Sentences(language));

    private readonly Language language;

    // Read once, because the ResourceManager takes a lock and builds a name for every sentence.
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    private Sentences(Language language)
    {
        this.language = language;
        foreach (var culture in (ReadOnlySpan<CultureInfo>)[CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo(language.Code())])
        {
            foreach (DictionaryEntry entry in Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: true)!)
                texts[(string)entry.Key] = (string)entry.Value!;
        }
    }

    public static Sentences In(Language language) => All[language];

    /// <exception cref="MissingManifestResourceException">No such sentence in this language: a bug that a rule test finds.</exception>
    private string Text(string key, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var text = texts.GetValueOrDefault(key) ?? throw new MissingManifestResourceException($"There is no sentence {key} in {language.Code()}.");
        return arguments.IsEmpty || !text.Contains('{') ? text : Fill(text, arguments);
    }

    /// <summary>One pass over the pattern, so that an argument that looks like a placeholder stays what it is.</summary>
    private static string Fill(string pattern, ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var filled = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        var at = 0;
        while (pattern.IndexOf('{', at) is >= 0 and var open && pattern.IndexOf('}', open) is >= 0 and var close)
        {
            filled.AppendFormatted(pattern.AsSpan(at, open - at));
            var name = pattern.AsSpan(open + 1, close - open - 1);
            foreach (var (key, value) in arguments)
            {
                if (name.SequenceEqual(key))
                    filled.AppendLiteral(value);
            }
            at = close + 1;
        }
        filled.AppendFormatted(pattern.AsSpan(at));
        return filled.ToStringAndClear();
    }

    /// <summary>The CLDR plural forms of the shipped languages are <c>one</c> and <c>other</c>, and for whole numbers both draw the line alike.</summary>
    private string Plural(string key, int count, params ReadOnlySpan<(string Name, string Value)> arguments) =>
        Text($"{key}.{(count == 1 ? "one" : "other")}", [("count", Number(count)), .. arguments]);

    /// <summary>"40,000", or "40.000" in German.</summary>
    private string Large(int number) => number.ToString("N0", CultureInfo.GetCultureInfo(language.Code()));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
