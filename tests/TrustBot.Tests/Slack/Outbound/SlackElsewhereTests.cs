using System.Text.Json.Nodes;
using TrustBot.Delivery.Web;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.Outbound;

/// <summary>Whatever the settings say, whatever Slack answers: no token goes to another host, or unencrypted.</summary>
public sealed class SlackElsewhereTests : SlackTest
{
    [Theory]
    [InlineData("http://slack.com/api/")]
    [InlineData("https://user:pass@slack.com/api/")]
    [InlineData("https://slack.com/api")]
    [InlineData("https://slack.com/api/?x=1")]
    [InlineData("https://slack.com/api/#x")]
    [InlineData("ftp://slack.com/api/")]
    [InlineData("slack.com/api/")]
    [InlineData("")]
    public async Task An_address_that_may_not_be_called_is_not_called(string url) => Assert.Equal(
        new SlackResult.Refused(SlackClass.Config, NotSentBecause.HostNotAllowed), await Town.ApiOf(url).TestAuthAsync(SlackTown.Token, Cancellation));

    [Fact]
    public async Task This_machine_is_called_in_development_only()
    {
        Assert.IsType<SlackResult.Refused>(await Town.ApiOf(Slack.ApiBaseUrl, development: false).TestAuthAsync(SlackTown.Token, Cancellation));
        Assert.Empty(Slack.Calls);

        Assert.IsType<SlackResult.Ok>(await Town.ApiOf(Slack.ApiBaseUrl).TestAuthAsync(SlackTown.Token, Cancellation));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_redirect_is_followed(int status)
    {
        var arrived = 0;
        await using var elsewhere = await LoopbackServer.StartAsync(_ =>
        {
            arrived++;
            return Task.CompletedTask;
        });
        Slack.Next(Fault.Redirect(elsewhere.Address, status), Fault.Redirect(new Uri(Slack.ApiBaseUrl), status));

        Assert.Equal(new SlackResult.Refused(SlackClass.Transient, SlackCodes.Redirected), await Town.Api.TestAuthAsync(SlackTown.Token, Cancellation));
        Assert.Equal(new SlackResult.Refused(SlackClass.Transient, SlackCodes.Redirected), await Town.Api.TestAuthAsync(SlackTown.Token, Cancellation));
        Assert.Equal((0, 2), (arrived, Slack.Calls.Count));
    }

    [Fact]
    public async Task Each_call_carries_the_token_that_it_was_given_and_no_other()
    {
        Slack.Install("T2", "xoxb-2");

        await Town.Api.TestAuthAsync(SlackTown.Token, Cancellation);
        await Town.Api.TestAuthAsync("xoxb-2", Cancellation);

        Assert.Equal([$"Bearer {SlackTown.Token}", "Bearer xoxb-2"], Slack.Calls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task Neither_tokens_nor_words_are_printed_or_logged()
    {
        await Town.MoveInAsync();
        foreach (var code in (string[])["invalid_blocks", "missing_scope", "internal_error", "user_disabled", "token_revoked"])
        {
            Slack.NextOf(SlackMethods.PostMessage, SlackFault.Says(code));
            await Town.SendAsync();
        }

        Assert.Contains("invalid_blocks", Town.Logged);
        Assert.Contains("token_revoked", Town.Logged);
        object[] printed = [Town.Logged, new SlackInstallation("T1", SlackTown.Token, "UBOT", "B1"), SlackTown.Message(SlackTown.Title), new SlackResult.Ok(new JsonObject { ["text"] = SlackTown.Title })];
        Assert.All(printed, one => Assert.False($"{one}".Contains(SlackTown.Token, StringComparison.Ordinal) || $"{one}".Contains(SlackTown.Title, StringComparison.Ordinal)));
    }
}
