using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;

namespace TrustBot.Slack.Blocks;

/// <param name="Pair">Null for a message about the person, such as their settings.</param>
public sealed record HomeCard(Message Message, PairId? Pair);

/// <summary>The app's Home tab: where each pair stands, and what is set for the person.</summary>
public static class HomeView
{
    public const int Most = 100;

    /// <summary>In characters, over all blocks: with every letter escaped it stays under Slack's 250 KB.</summary>
    private const int Room = 36_000;

    /// <param name="pairs">Each pair's status. Where there are more than fit, the first ones stand.</param>
    /// <param name="settings">Always stands, at the foot.</param>
    public static JsonObject Draw(ImmutableArray<HomeCard> pairs, HomeCard settings, Language language)
    {
        var foot = MessageBlocks.Among(settings.Message, settings.Pair, language, 0);
        var size = foot.Sum(MessageBlocks.SizeOf);
        List<JsonObject> blocks = [];
        foreach (var (i, card) in pairs.Index())
        {
            var next = MessageBlocks.Among(card.Message, card.Pair, language, i + 1);
            size += next.Sum(MessageBlocks.SizeOf);
            if (blocks.Count + next.Count + 2 + foot.Count > Most || size > Room)
            {
                blocks.AddRange(Elements.Text(Sentences.In(language).MoreThanFits));
                break;
            }
            blocks.AddRange([.. next, Elements.Divider()]);
        }
        return Home([.. blocks, .. foot]);
    }

    /// <summary>For somebody whom no programme knows, or who can't be looked up now.</summary>
    public static JsonObject Line(string line) => Home([.. Elements.Text(line)]);

    private static JsonObject Home(IReadOnlyCollection<JsonObject> blocks) => new() { ["type"] = "home", ["blocks"] = new JsonArray([.. blocks]) };
}
