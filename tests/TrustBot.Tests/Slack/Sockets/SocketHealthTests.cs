using System.Text.Json;
using Microsoft.Extensions.Options;
using TrustBot.Hosting;
using TrustBot.Slack;
using TrustBot.Slack.Sockets;

namespace TrustBot.Tests.Slack.Sockets;

public sealed class SocketHealthTests
{
    private static readonly HealthReport Before = new("ok", "up", "running", null, "1.0.0", null, 0, null);

    [Fact]
    public void Health_speaks_of_sockets_only_where_Socket_Mode_is_on()
    {
        Assert.Null(Of(null).Report());
        Assert.DoesNotContain("slack", JsonSerializer.Serialize(Before, JsonSerializerOptions.Web), StringComparison.OrdinalIgnoreCase);

        var on = Of("xapp-1");
        Assert.EndsWith("""
            "slackSockets":{"ready":0,"lastFrame":null,"trouble":null}}
            """, Written(on), StringComparison.Ordinal);
        on.Frame();
        on.Opened();
        Assert.EndsWith("""
            "slackSockets":{"ready":1,"lastFrame":"2026-06-01T09:00:00Z","trouble":null}}
            """, Written(on), StringComparison.Ordinal);
    }

    [Fact]
    public void All_is_well_with_one_socket_and_no_trouble()
    {
        var health = Of("xapp-1");
        Assert.False(health.Report()!.IsWell);
        health.Opened();
        Assert.True(health.Report()!.IsWell);
        Assert.True(health.IsNews("link_disabled"));
        Assert.False(health.IsNews("link_disabled"));
        Assert.False(health.Report()!.IsWell);
        health.Opened();
        health.Closed();
        Assert.Equal((1, null), (health.Report()!.Ready, health.Report()!.Trouble));
        health.Closed();
        Assert.False(health.Report()!.IsWell);
    }

    private static string Written(SocketHealth health) => JsonSerializer.Serialize(Before with { SlackSockets = health.Report() }, JsonSerializerOptions.Web);

    private static SocketHealth Of(string? appToken) => new(Options.Create(new SlackOptions { AppToken = appToken }), new WatchedTime());
}
