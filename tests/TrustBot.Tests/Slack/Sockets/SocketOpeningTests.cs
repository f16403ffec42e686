using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TrustBot.Slack;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.Sockets;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.Sockets;

/// <summary>Asking for sockets: not too often, not where it does not help, and never at another host.</summary>
public sealed class SocketOpeningTests
{
    private static readonly SocketTimes One = new() { Connections = 1 };

    [Theory]
    [InlineData("not_authed")]
    [InlineData("invalid_auth")]
    [InlineData("account_inactive")]
    [InlineData("user_removed_from_team")]
    [InlineData("team_disabled")]
    [InlineData("missing_scope")]
    [InlineData("not_allowed_token_type")]
    public async Task What_only_somebodys_hand_helps_against_is_said_once_and_looked_at_every_ten_minutes(string code)
    {
        await using var door = await SocketDoor.StartAsync(One, slack => slack.AlwaysOf(SlackMethods.OpenSocket, SlackFault.Says(code)));
        for (var look = 0; look < 3; look++)
            await door.Time.PassAsync(TimeSpan.FromMinutes(10), door.Cancellation);
        await door.Time.UntilWaitedAsync(TimeSpan.FromMinutes(10), door.Cancellation);
        Assert.Equal((4, 1), (door.Openings, door.Errors));
        Assert.Equal((0, code), (door.Health.Ready, door.Health.Trouble));

        door.Slack.AlwaysOf(SlackMethods.OpenSocket, null);
        await door.Time.PassAsync(TimeSpan.FromMinutes(10), door.Cancellation);
        await door.ReadyAsync();
        Assert.DoesNotContain(door.Logged.Lines, line => line.Line.Contains(SocketDoor.AppToken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Slack_is_asked_again_when_it_said_to()
    {
        await using var door = await SocketDoor.StartAsync(One, slack => slack.NextOf(SlackMethods.OpenSocket, SlackFault.RateLimited(37)));

        await door.PassAsync(37);
        await door.ReadyAsync();

        Assert.Equal(2, door.Openings);
    }

    [Fact]
    public async Task Failures_are_tried_again_more_and_more_seldom_up_to_a_minute()
    {
        var often = One with { Apart = TimeSpan.Zero, OpeningsAtOnce = 1_000 };
        await using var door = await SocketDoor.StartAsync(often, slack => slack.AlwaysOf(SlackMethods.OpenSocket, SlackFault.Says("service_unavailable")));
        foreach (var most in (double[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            var waited = await door.Time.PassAsync(TimeSpan.FromSeconds(most / 2), TimeSpan.FromSeconds(most), door.Cancellation);
            Assert.InRange(waited.TotalSeconds, most / 2, most);
        }
        await door.Time.UntilWaitedAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), door.Cancellation);
        door.Slack.AlwaysOf(SlackMethods.OpenSocket, null);
        await door.Time.PassAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), door.Cancellation);
        await door.ReadyAsync();

        Assert.Equal((10, 0), (door.Openings, door.Errors));
    }

    [Fact]
    public async Task A_few_may_be_opened_one_after_the_other_and_then_one_a_minute()
    {
        await using var door = await SocketDoor.OneAsync();
        using var api = new SlackApi(door.Slack.ApiBaseUrl, development: true, door.Time);
        var opener = Opener(door, api);
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<SocketOffer.At>(await opener.OpenAsync(door.Cancellation));
            Assert.Equal(new SocketOffer.Later(TimeSpan.FromSeconds(10)), await opener.OpenAsync(door.Cancellation));
            door.Time.Advance(TimeSpan.FromSeconds(10));
        }

        // Forty seconds of the minute that a fifth one needs are over.
        var later = Assert.IsType<SocketOffer.Later>(await opener.OpenAsync(door.Cancellation));
        Assert.Equal(20, later.Wait.TotalSeconds, 0.001);
        door.Time.Advance(TimeSpan.FromSeconds(20.01));
        Assert.IsType<SocketOffer.At>(await opener.OpenAsync(door.Cancellation));
        door.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(50, Assert.IsType<SocketOffer.Later>(await opener.OpenAsync(door.Cancellation)).Wait.TotalSeconds, 0.1);
    }

    [Theory]
    [InlineData("wss://wss-primary.slack.com/link/?ticket=secret", "https://slack.com/api/", false, true)]
    [InlineData("wss://slack.com/link/", "https://slack.com/api/", false, true)]
    [InlineData("wss://wss-primary.slack-gov.com/link/", "https://slack-gov.com/api/", false, true)]
    [InlineData("wss://wss-primary.slack.com/link/", "https://slack.example/api/", false, true)]
    [InlineData("wss://wss-primary.slack-gov.com/link/", "https://slack.com/api/", false, false)]
    [InlineData("wss://notslack.com/link/", "https://slack.com/api/", false, false)]
    [InlineData("wss://slack.com.example.org/link/", "https://slack.com/api/", false, false)]
    [InlineData("wss://slack.com@example.org/link/", "https://slack.com/api/", false, false)]
    [InlineData("wss://user@slack.com/link/", "https://slack.com/api/", false, false)]
    [InlineData("https://slack.com/link/", "https://slack.com/api/", false, false)]
    [InlineData("ws://slack.com/link/", "https://slack.com/api/", true, false)]
    [InlineData("ws://127.0.0.1:8123/link/", "http://127.0.0.1:8123/api/", true, true)]
    [InlineData("ws://localhost:8123/link/", "http://127.0.0.1:8123/api/", true, true)]
    [InlineData("ws://127.0.0.1:8123/link/", "http://127.0.0.1:8123/api/", false, false)]
    [InlineData("ws://127.0.0.1:8123/link/", "https://slack.com/api/", true, false)]
    [InlineData("wss://127.0.0.1:8123/link/", "https://slack.com/api/", true, false)]
    public void A_socket_leads_to_Slack_or_to_the_host_of_its_API(string url, string api, bool development, bool may) =>
        Assert.Equal(may, SocketHosts.MayOpen(new Uri(url), new Uri(api), development));

    [Theory]
    [InlineData("wss://socket.example/link/?ticket=secret", "host-not-allowed", 600)]
    [InlineData("nonsense", null, 1)]
    public async Task An_address_elsewhere_is_not_opened_and_the_log_says_which_host_it_was(string url, string? trouble, int seconds)
    {
        var fault = Fault.Body(200, "application/json", $$"""{"ok":true,"url":"{{url}}"}""");
        await using var door = await SocketDoor.StartAsync(One, slack => slack.NextOf(SlackMethods.OpenSocket, fault));

        await door.Time.PassAsync(TimeSpan.FromSeconds(seconds / 2.0), TimeSpan.FromSeconds(seconds), door.Cancellation);
        Assert.Equal(trouble, door.Health.Trouble);
        if (trouble is null)
            await door.Time.PassAsync(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10), door.Cancellation);
        await door.ReadyAsync();

        Assert.Equal(trouble is not null, door.Logged.Lines.Any(line => line.Line.Contains("wss://socket.example,", StringComparison.Ordinal)));
        Assert.DoesNotContain(door.Logged.Lines, line => line.Line.Contains("secret", StringComparison.Ordinal));
    }

    private static SocketOpener Opener(SocketDoor door, SlackApi api) => door.Make<SocketOpener>(
        api, Options.Create(new SlackOptions { AppToken = SocketDoor.AppToken, ApiBaseUrl = door.Slack.ApiBaseUrl }), new SocketTimes(), NullLogger<SocketOpener>.Instance);
}
