using System.Text.Json.Nodes;
using TrustBot.Teams.Cards;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Teams.Cards;

/// <summary>Microsoft's own library, in one process of Node for all cards.</summary>
public sealed class OfficialLibraryTests
{
    [Fact]
    public async Task Every_card_is_taken_by_the_official_library()
    {
        var found = await ProblemsAsync([.. EveryCard.All.Select(card => card.Card)]);

        Assert.Equal(EveryCard.All.Length, found.Length);
        Assert.Empty(EveryCard.All.Zip(found).Where(card => card.Second.Length > 0).Select(card => $"{card.First}: {string.Join(" ", card.Second)}"));
    }

    [Fact]
    public async Task The_official_library_finds_what_is_wrong_with_a_card()
    {
        var found = await ProblemsAsync([new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = new JsonArray(new JsonObject { ["type"] = "Input.Text" }, new JsonObject { ["type"] = "Poem" }) }]);

        Assert.Equal(2, Assert.Single(found).Length);
    }

    private static Task<string[][]> ProblemsAsync(IEnumerable<JsonObject> cards) => Peers.JudgeAsync("cards.js", "adaptivecards", cards.Select(CardJson.Write));
}
