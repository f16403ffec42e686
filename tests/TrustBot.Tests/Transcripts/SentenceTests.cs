using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Transcripts;

public sealed partial class SentenceTests
{
    /// <summary>Sentences that no transcript needs to show, each with its reason.</summary>
    private static readonly Dictionary<string, string> Unshown = new()
    {
        ["month."] = "twelve names of a kind, of which the transcripts live through some",
        ["case.former-"] = "said when somebody was forgotten, whom no transcript forgets",
        ["rights.former-partner"] = "stands inside other sentences, in forget-me.chat",
        ["rights.data.more"] = "takes more than sixty notes",
        ["rights.data.records"] = "stands in the file",
        ["door."] = "said at the door of a platform, before there is a pair",
        ["language.own-name"] = "said to those who read the other language, in joining.chat",
    };

    private static readonly Dictionary<Language, Dictionary<string, string>> Sentences =
        Enum.GetValues<Language>().ToDictionary(language => language, Read);

    [Fact]
    public void Every_sentence_is_said_in_some_transcript()
    {
        var said = ChatFile.Names.SelectMany(name => ChatFile.Of(name).Play().Story.Said).Distinct().ToLookup(line => line.Language, line => line.Text);
        var silent = Sentences[Language.English].Keys.Where(key => !Unshown.Keys.Any(unshown => key.StartsWith(unshown, StringComparison.Ordinal)) && !Sentences.Keys.Any(language => IsSaid(key, Sentences[language][key], said[language]))).ToList();
        Assert.True(silent.Count == 0, $"No transcript says: {string.Join(", ", silent)}");
    }

    [Fact]
    public void Both_languages_have_the_same_sentences_with_the_same_gaps()
    {
        var english = Sentences[Language.English];
        foreach (var (language, texts) in Sentences)
        {
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
            Assert.All(texts, text => Assert.True(
                Gaps(english[text.Key]).SetEquals(Gaps(text.Value)) || text.Key.EndsWith(".one", StringComparison.Ordinal), $"{text.Key} in {language} has other gaps."));
        }
    }

    [Fact]
    public void Every_counted_sentence_has_all_its_plural_forms()
    {
        foreach (var texts in Sentences.Values)
        {
            foreach (var key in texts.Keys.Where(key => key.EndsWith(".other", StringComparison.Ordinal)))
                Assert.Contains($"{key[..^".other".Length]}.one", texts.Keys);
        }
    }

    public static TheoryData<string> DeckFiles => [.. typeof(Deck).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".json", StringComparison.Ordinal)).Select(name => name.Split('.')[^2]).Distinct()];

    [Theory]
    [MemberData(nameof(DeckFiles))]
    public void A_deck_has_at_least_twelve_prompts_the_same_in_every_language(string name)
    {
        var deck = new Deck(name);

        Assert.True(deck.Ids.Length >= 12);
        foreach (var language in Enum.GetValues<Language>())
        {
            var texts = deck.Ids.Select(id => deck.Text(id, language)).ToList();
            Assert.Equal(texts.Count, texts.Distinct().Count());
            Assert.Equal(deck.Ids, deck.IdsIn(language));
            Assert.All(texts, text => Assert.Matches(@"^\p{Lu}.{9,139}[?.]$", text));
        }
    }

    [Theory]
    [MemberData(nameof(DeckFiles))]
    public void No_prompt_comes_again_before_all_were_offered(string name)
    {
        var deck = new Deck(name);
        ImmutableArray<string> offered = [];
        var seen = new HashSet<string>();
        for (var turn = 0; turn < deck.Ids.Length; turn++)
        {
            (var prompts, offered) = deck.Next(offered, new PairId("pair"), 1);
            Assert.True(seen.Add(Assert.Single(prompts)));
        }
    }

    [Theory]
    [InlineData(@"\b(Sie|Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer)\b", "says Sie", Language.German)]
    [InlineData(@"\b(has|have) (not|already|yet) |\bwaiting for\b|\breminder\b|\boverdue\b|\blate\b", "tells that somebody is late", Language.English)]
    [InlineData(@"\bhat (noch nicht|schon|bereits)\b|\bwartet\b|\bErinnerung\b|\büberfällig\b", "tells that somebody is late", Language.German)]
    [InlineData(@"\banonym|\bsorry\b|\bwell done\b|\bgreat\b|!", "promises, praises or shouts", Language.English)]
    [InlineData(@"\banonym|\bleider\b|\bsuper\b|\btoll\b|!", "promises, praises or shouts", Language.German)]
    [InlineData(@"\w(:in|\*in|_in|Innen|/in)\b", "has a form of two genders glued together", Language.German)]
    public void No_sentence_speaks_in_another_voice(string pattern, string what, Language language)
    {
        // A sentence may begin with "Sie" for a thing and with "Ihr" for the two.
        var found = Sentences[language].Where(text => Regex.IsMatch(SentenceStart.Replace(text.Value, ""), pattern, pattern.Contains("Sie", StringComparison.Ordinal) ? RegexOptions.None : RegexOptions.IgnoreCase)).Select(text => text.Key);
        Assert.True(!found.Any(), $"{string.Join(", ", found)} {what}.");
    }

    private static bool IsSaid(string key, string pattern, IEnumerable<string> said)
    {
        var literal = GapPattern.Replace(Regex.Escape(pattern).Replace("\\{", "{", StringComparison.Ordinal), "(.|\n)*");
        var whole = new Regex(IsPart(key) ? literal : $"^{literal}$");
        return said.Any(text => whole.IsMatch(text));
    }

    /// <summary>Those that only ever stand inside another sentence.</summary>
    private static bool IsPart(string key) =>
        Parts.Any(part => key.StartsWith(part, StringComparison.Ordinal));

    private static readonly string[] Parts = ["month.", "day.", "days.", "date", "moment", "list.", "rhythm.", "choice.", "kickoff.contact", "privacy.the-partner"];

    private static HashSet<string> Gaps(string text) => [.. GapPattern.Matches(text).Select(match => match.Value)];

    private static Dictionary<string, string> Read(Language language)
    {
        var resources = new ResourceManager("TrustBot.Core.Texts.Texts", typeof(Sentences).Assembly);
        return resources.GetResourceSet(CultureInfo.GetCultureInfo(language == Language.English ? "" : language.Code()), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex GapPattern { get; }

    [GeneratedRegex(@"(^|[.:?] )(Sie|Ihr) ")]
    private static partial Regex SentenceStart { get; }
}
