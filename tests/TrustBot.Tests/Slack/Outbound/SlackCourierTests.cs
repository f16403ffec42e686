using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Pairs;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Teams;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.Slack.Outbound;

/// <summary>The real courier over HTTP: whatever happens on the way, each person sees an invitation once.</summary>
public sealed class SlackCourierTests : SlackTest
{
    [Theory]
    [InlineData("arrives")]
    [InlineData("answer lost")]
    [InlineData("request lost")]
    [InlineData("cut")]
    [InlineData("page")]
    [InlineData("fatal")]
    [InlineData("answer lost, looking fails")]
    [InlineData("request lost, looking fails")]
    [InlineData("limited")]
    [InlineData("opening lost")]
    [InlineData("unavailable")]
    public async Task Each_invitation_is_there_once(string how)
    {
        await Town.MoveInAsync();
        Slack.NextOf(SlackMethods.PostMessage, how.Split(',')[0] switch
        {
            "answer lost" => [Fault.Status(504, lands: true), Fault.Status(502, lands: true)],
            "request lost" => [Fault.Status(504), Fault.Status(502), Fault.Status(502)],
            "cut" => [Fault.Cut(200), Fault.Cut(200, lands: false)],
            "page" => [Fault.Html(200, lands: true), Fault.Html(200)],
            "fatal" => [SlackFault.Says("fatal_error", lands: true), SlackFault.Says("internal_error")],
            "limited" => [SlackFault.RateLimited(40), SlackFault.RateLimited(null)],
            "unavailable" => [SlackFault.Says("service_unavailable")],
            _ => [],
        });
        if (how.EndsWith("looking fails", StringComparison.Ordinal))
            Slack.NextOf(SlackMethods.History, Fault.Status(502), SlackFault.RateLimited(20), Fault.Html(200), SlackFault.Says("internal_error"));
        if (how == "opening lost")
            Slack.NextOf(SlackMethods.OpenConversation, Fault.Status(504, lands: true), Fault.Cut(200));
        await Town.InviteAsync();
        await Town.World.PassAsync(Duration.FromMinutes(40));

        Assert.Single(Slack.In(SlackTown.Team, "UANA"));
        Assert.Single(Slack.In(SlackTown.Team, "UBO"));
        Assert.All(await Town.World.LedgerAsync(), row => Assert.IsType<SendState.Sent>(row.State));
    }

    [Fact]
    public async Task Without_the_right_to_look_a_doubtful_message_ends_unconfirmed_and_is_never_there_twice()
    {
        Slack.Install(SlackTown.Team, SlackTown.Token, ["chat:write", "im:write"]);
        await Town.MoveInAsync();
        Slack.NextOf(SlackMethods.PostMessage, Fault.Status(504, lands: true));
        await Town.InviteAsync();
        await Town.World.PassAsync(Duration.FromMinutes(10));

        Assert.Equal(1, Slack.CallsOf(SlackMethods.History));
        Assert.Equal((1, 1), (Slack.In(SlackTown.Team, "UANA").Count, Slack.In(SlackTown.Team, "UBO").Count));
        Assert.Single(await Town.World.LedgerAsync(), row => row.State is SendState.Unconfirmed);
    }

    [Fact]
    public async Task A_token_that_dies_among_many_stops_all_at_once_and_they_go_on_from_there()
    {
        await Town.MoveInAsync();
        Slack.Kill(SlackTown.Token);
        await Town.InviteAsync();
        await Town.World.PassAsync(Duration.FromHours(3));

        Assert.Single(Town.Installations.Deaths);
        Assert.Single(Slack.Calls);
        Assert.All(await Town.World.LedgerAsync(), row => Assert.IsType<SendState.Wait>(row.State));

        Slack.Install(SlackTown.Team, "xoxb-new");
        Town.Installations.Live(new SlackInstallation(SlackTown.Team, "xoxb-new", "UBOT", "B1"));
        await Town.World.PassAsync(Duration.FromMinutes(70));

        Assert.Single(Slack.In(SlackTown.Team, "UANA"));
        Assert.Single(Slack.In(SlackTown.Team, "UBO"));
    }

    [Fact]
    public async Task What_Slack_can_not_take_ends_and_holds_up_nobody()
    {
        await Town.MoveInAsync();
        Slack.NextOf(SlackMethods.PostMessage, SlackFault.Says("invalid_blocks"));
        await Town.InviteAsync();
        await Town.World.PassAsync(Duration.FromMinutes(10));

        var rows = await Town.World.LedgerAsync();
        Assert.Equal("invalid_blocks", Assert.IsType<SendState.Failed>(Assert.Single(rows, row => row.State is SendState.Failed).State).Reason);
        Assert.Single(rows, row => row.State is SendState.Sent);
        Assert.DoesNotContain(SlackTown.Token, Town.Logged);
        Assert.DoesNotContain(Slack.In(SlackTown.Team, "UBO").Concat(Slack.In(SlackTown.Team, "UANA")).Single().Text, Town.Logged);
    }

    [Fact]
    public async Task Hours_without_Slack_are_borne_with_few_calls_and_made_good_within_minutes()
    {
        await Town.MoveInAsync();
        Slack.AlwaysOf(SlackMethods.OpenConversation, Fault.Status(503));
        await Town.InviteAsync();
        await Town.World.PassAsync(Duration.FromHours(6));
        Assert.InRange(Slack.Calls.Count, 2, 6 * 60 * 2);

        Slack.AlwaysOf(SlackMethods.OpenConversation, null);
        await Town.World.PassAsync(Duration.FromMinutes(15));

        Assert.Equal((1, 1), (Slack.In(SlackTown.Team, "UANA").Count, Slack.In(SlackTown.Team, "UBO").Count));
    }
}
