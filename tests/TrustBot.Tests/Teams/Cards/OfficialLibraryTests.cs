using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Teams.Cards;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Teams.Cards;

/// <summary>Microsoft's own library, in one process of Node for all cards.</summary>
public sealed class OfficialLibraryTests
{
    private static readonly string Peers = Path.Combine(SourceTree.Root, "tests", "peers");

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

    private static async Task<string[][]> ProblemsAsync(IReadOnlyCollection<JsonObject> cards)
    {
        if (Missing() is { } missing && Environment.GetEnvironmentVariable("CI") is "true")
            Assert.Fail(missing);
        else if (Missing() is { } reason)
            Assert.Skip(reason);
        var start = new ProcessStartInfo("node") { WorkingDirectory = Peers, RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 };
        start.ArgumentList.Add("cards.js");
        using var node = Process.Start(start)!;
        var answer = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.StandardInput.WriteAsync($"[{string.Join(',', cards.Select(CardJson.Write))}]");
        node.StandardInput.Close();
        return JsonSerializer.Deserialize<string[][]>(await answer)!;
    }

    private static string? Missing()
    {
        var names = OperatingSystem.IsWindows() ? "node.exe" : "node";
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, names))))
            return "The Adaptive Cards library needs node, which is not on the PATH.";
        return Directory.Exists(Path.Combine(Peers, "node_modules", "adaptivecards")) ? null : "The Adaptive Cards library is not installed: run npm ci in tests/peers.";
    }
}
