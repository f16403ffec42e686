using TrustBot.Delivery;
using TrustBot.People;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.Outbound;

public sealed class OpenedConversationsTests : SlackTest
{
    private static readonly SlackInstallation Installation = new(SlackTown.Team, SlackTown.Token, "UBOT", "B1");

    [Fact]
    public async Task A_chat_is_opened_once_and_known_after_a_restart()
    {
        var first = await OpenAsync();
        var restarted = new OpenedConversations(new Places(Town.World.Table), Town.Api, Town.Paces);

        Assert.Equal(first, await restarted.OpenAsync(Installation, SlackTown.AnaThere, Cancellation));
        Assert.Equal(1, Slack.CallsOf(SlackMethods.OpenConversation));
    }

    [Fact]
    public async Task Several_at_once_are_one_call()
    {
        var openings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync()));

        Assert.Single(openings.Distinct());
        Assert.Equal(1, Slack.CallsOf(SlackMethods.OpenConversation));
    }

    [Fact]
    public async Task Who_loses_patience_ends_it_for_nobody_else()
    {
        var silence = Fault.Silence(lands: true);
        Slack.Next(silence);
        using var hurry = new CancellationTokenSource();
        var hasty = Town.Opened.OpenAsync(Installation, SlackTown.AnaThere, hurry.Token).AsTask();
        await silence.Arrived.WaitAsync(Cancellation);
        var patient = OpenAsync();

        await hurry.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hasty);
        Town.Time.Advance(TrustBot.Delivery.Web.Exchange.LongestCall);

        Assert.IsType<SlackResult.Unknown>(Assert.IsType<Opening.Not>(await patient).Why);
        Assert.IsType<Opening.There>(await AfterAPlaceAsync());
    }

    [Fact]
    public async Task A_chat_that_Slack_no_longer_knows_is_opened_anew()
    {
        Assert.IsType<Outcome.Landed>(await Town.SendAsync(key: "k1"));
        Slack.Reopen(SlackTown.Team, "UANA");
        Town.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.IsType<Outcome.Landed>(await Town.SendAsync(key: "k2"));
        Assert.Equal(2, Slack.In(SlackTown.Team, "UANA").Count);
    }

    private Task<Opening> OpenAsync() => Town.Opened.OpenAsync(Installation, SlackTown.AnaThere, Cancellation).AsTask();

    private Task<Opening> AfterAPlaceAsync()
    {
        Town.Time.Advance(TimeSpan.FromSeconds(2));
        return OpenAsync();
    }
}
