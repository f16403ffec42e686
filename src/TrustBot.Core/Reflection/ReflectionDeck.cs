using System.Collections.Immutable;
using System.Text.Json;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Reflection;

/// <summary>The reviewed questions, one file per language in <c>Texts/Decks</c>; ids are the same in every language.</summary>
public static class ReflectionDeck
{
    /// <summary>How many questions stand on one card.</summary>
    public const int PerRound = 2;

    private static readonly ImmutableDictionary<Language, ImmutableSortedDictionary<string, string>> Decks =
        Enum.GetValues<Language>().ToImmutableDictionary(language => language, Load);

    /// <summary>In ordinal order.</summary>
    public static readonly ImmutableArray<string> Ids = [.. Decks[Language.English].Keys];

    /// <summary>A question that an older card still names but the deck no longer holds reads as the first one.</summary>
    public static string Text(string id, Language language) => Decks[language].TryGetValue(id, out var text) ? text : Decks[language].First().Value;

    /// <summary>The next questions for this pair: none comes again before all were offered. Each pair goes through the deck in an order of its own.</summary>
    public static (ImmutableArray<string> Questions, ImmutableArray<string> Offered) Next(ImmutableArray<string> offered, PairId pair)
    {
        var ofPair = Hash(2166136261u, pair.Value);
        var fresh = Ids.Where(id => !offered.Contains(id)).OrderBy(id => Hash(ofPair, id)).Take(PerRound).ToImmutableArray();
        return fresh.Length < PerRound ? Next([], pair) : (fresh, offered.AddRange(fresh));
    }

    // FNV-1a: the same on every machine and in every version, unlike string.GetHashCode.
    private static uint Hash(uint hash, string text)
    {
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 16777619u);
        return hash;
    }

    private static ImmutableSortedDictionary<string, string> Load(Language language)
    {
        using var stream = typeof(ReflectionDeck).Assembly.GetManifestResourceStream($"TrustBot.Core.Texts.Decks.{language.Code()}.reflection.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
