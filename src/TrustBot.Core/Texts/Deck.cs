using System.Collections.Immutable;
using System.Text.Json;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Texts;

/// <summary>The reviewed prompts of one kind, a file per language in <c>Texts/Decks</c>. The ids are the same in every language, and stored.</summary>
public sealed class Deck
{
    private readonly ImmutableDictionary<Language, ImmutableSortedDictionary<string, string>> texts;

    /// <param name="name">Of the file, without <c>.json</c>.</param>
    public Deck(string name)
    {
        texts = Enum.GetValues<Language>().ToImmutableDictionary(language => language, language => Load(name, language));
        Ids = [.. texts[Language.English].Keys];
    }

    /// <summary>In ordinal order.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>In ordinal order; the same in every language, or a deck is not finished.</summary>
    public IEnumerable<string> IdsIn(Language language) => texts[language].Keys;

    /// <summary>A prompt that an older card still names but the deck no longer holds reads as the first one.</summary>
    public string Text(string id, Language language) => texts[language].TryGetValue(id, out var text) ? text : texts[language].First().Value;

    /// <summary>The next prompts for this pair: none comes again before all were offered. Each pair goes through the deck in an order of its own.</summary>
    /// <param name="offered">Those of the current turn through the deck; comes back with the new ones, or only those when a new turn begins.</param>
    public (ImmutableArray<string> Prompts, ImmutableArray<string> Offered) Next(ImmutableArray<string> offered, PairId pair, int count)
    {
        var ofPair = Hash(2166136261u, pair.Value);
        var order = Ids.OrderBy(id => Hash(ofPair, id)).ToList();
        var last = order.Where(id => !offered.Contains(id)).Take(count).ToImmutableArray();
        if (last.Length == count)
            return (last, offered.AddRange(last));
        var first = order.Where(id => !last.Contains(id)).Take(count - last.Length).ToImmutableArray();
        return (last.AddRange(first), first);
    }

    // FNV-1a: the same on every machine and in every version, unlike string.GetHashCode.
    private static uint Hash(uint hash, string text)
    {
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 16777619u);
        return hash;
    }

    private static ImmutableSortedDictionary<string, string> Load(string name, Language language)
    {
        using var stream = typeof(Deck).Assembly.GetManifestResourceStream($"TrustBot.Core.Texts.Decks.{language.Code()}.{name}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Every deck there is.</summary>
public static class Decks
{
    public static readonly Deck Reflection = new("reflection");
    public static readonly Deck Win = new("win");
    public static readonly Deck Thanks = new("thanks");
    public static readonly Deck Noticed = new("noticed");
    public static readonly Deck Authenticity = new("authenticity");
    public static readonly Deck FeedbackKeep = new("feedback-keep");
    public static readonly Deck FeedbackChange = new("feedback-change");
}
