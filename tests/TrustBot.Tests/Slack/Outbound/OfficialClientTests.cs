using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Slack.Outbound;

/// <summary>Slack's own clients take the fake for Slack: that is what makes it fit to judge us.</summary>
public sealed class OfficialClientTests : SlackTest
{
    private static readonly string Peers = Path.Combine(SourceTree.Root, "tests", "peers");

    [Fact]
    public async Task The_official_client_lives_with_the_fake_Web_API()
    {
        Slack.AddChannel(SlackTown.Team, "#wins");
        Slack.NextOf("team.info", SlackFault.RateLimited(17), SlackFault.Says("account_inactive"));
        var asked = new JsonObject
        {
            ["url"] = Slack.ApiBaseUrl,
            ["token"] = SlackTown.Token,
            ["user"] = "UANA",
            ["channel"] = "#wins",
            ["triggers"] = new JsonArray(Slack.Press("UANA"), Slack.Press("UANA")),
        };
        using var peer = Start(asked);
        var made = new Dictionary<string, JsonNode>();
        while (await peer.Output.ReadLineAsync(Cancellation) is { } line)
        {
            var said = JsonNode.Parse(line)!;
            made[(string)said["name"]!] = said["value"]!;
        }

        Assert.All(made.Where(call => call.Value is JsonObject && call.Key is not ("views.open again" or "too long" or "limited" or "dead")), call => Assert.True((bool?)call.Value["ok"], $"{call.Key}: {call.Value["error"]}"));
        Assert.Equal(["exchanged_trigger_id", "invalid_blocks", "account_inactive"], ((string[])["views.open again", "too long", "dead"]).Select(call => (string?)made[call]["error"]));
        Assert.Equal(("slack_webapi_rate_limited_error", 17), ((string?)made["limited"]["error"], (int?)made["limited"]["retryAfter"]));
        var found = Assert.Single(made["conversations.history"].AsArray())!;
        Assert.Equal(("Hello again", "p1"), ((string?)found["text"], (string?)found["metadata"]!["event_payload"]!["id"]));
        Assert.Equal("en-GB", (string?)made["users.info"]["user"]!["locale"]);
        Assert.Equal(["One again", "Two"], Slack.ModalsOf(SlackTown.Team, "UANA").Select(view => (string?)view.Json["title"]!["text"]));
        Assert.Single(Slack.In(SlackTown.Team, "#wins"));
    }

    [Fact]
    public async Task The_official_client_lives_with_the_fake_socket()
    {
        Slack.AllowSockets("xapp-1");
        using var peer = Start(new JsonObject { ["url"] = Slack.ApiBaseUrl, ["appToken"] = "xapp-1" });
        await Slack.ConnectedAsync(Cancellation);
        var first = Slack.Sockets[0];
        var command = new JsonObject { ["command"] = "/trustbot", ["text"] = "help", ["team_id"] = SlackTown.Team };
        Assert.Equal("You said help", (string?)(await Slack.DeliverAsync(first, "slash_commands", command, Cancellation, acceptsPayload: true))!["text"]);

        await FakeSlack.DisconnectAsync(first, "refresh_requested", Cancellation);
        await Slack.ConnectedAsync(Cancellation);
        var mention = new JsonObject { ["type"] = "event_callback", ["event"] = new JsonObject { ["type"] = "app_mention", ["text"] = "hello" } };
        var answer = peer.Output.ReadLineAsync(Cancellation);
        await Slack.DeliverAsync(Slack.Sockets[^1], "events_api", mention, Cancellation);

        Assert.Equal("app_mention", (string?)JsonNode.Parse((await answer)!)!["value"]!["type"]);
    }

    private static Peer Start(JsonObject asked)
    {
        if (Missing() is { } missing && Environment.GetEnvironmentVariable("CI") is "true")
            Assert.Fail(missing);
        else if (Missing() is { } reason)
            Assert.Skip(reason);
        var start = new ProcessStartInfo("node") { WorkingDirectory = Peers, RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 };
        start.ArgumentList.Add("slack.js");
        var node = Process.Start(start)!;
        node.StandardInput.WriteLine(asked.ToJsonString());
        return new Peer(node);
    }

    private static string? Missing()
    {
        var name = OperatingSystem.IsWindows() ? "node.exe" : "node";
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, name))))
            return "Slack's own clients need node, which is not on the PATH.";
        return Directory.Exists(Path.Combine(Peers, "node_modules", "@slack", "web-api")) ? null : "Slack's own clients are not installed: run npm ci in tests/peers.";
    }

    private sealed class Peer(Process node) : IDisposable
    {
        public StreamReader Output => node.StandardOutput;

        public void Dispose()
        {
            // A client whose server is gone tries for ever.
            if (!node.HasExited)
                node.Kill();
            node.Dispose();
        }
    }
}
