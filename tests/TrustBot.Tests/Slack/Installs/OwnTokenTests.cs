using NodaTime;
using TrustBot.Hosting;
using TrustBot.Pairs;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Slack.Outbound;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>One workspace, whose token stands in the settings.</summary>
public sealed class OwnTokenTests : InstallTest
{
    [Fact]
    public async Task The_workspace_of_the_token_is_found_and_no_other()
    {
        Start(SlackTown.Token);
        Assert.True(await LookAsync());

        Assert.Equal(new SlackInstallation(SlackTown.Team, SlackTown.Token, "UBOTT1", "BUBOTT1"), await FindAsync(SlackTown.Team));
        Assert.NotNull(await FindAsync(SlackTown.Team, null));
        Assert.Null(await FindAsync("T2"));
        Assert.Null(await FindAsync("T2", null));
        Assert.Equal(1, Slack.CallsOf(SlackMethods.TestAuth));
    }

    [Fact]
    public async Task Before_Slack_has_told_messages_wait_and_deliveries_are_asked_for_again()
    {
        Start(SlackTown.Token);
        await Town.MoveInAsync();
        Slack.AlwaysOf(SlackMethods.TestAuth, Fault.Status(503));
        Assert.False(await LookAsync());
        await Town.InviteAsync();
        await Assert.ThrowsAsync<NotReadyException>(async () => await FindAsync(SlackTown.Team, null));
        Assert.Equal(0, Slack.CallsOf(SlackMethods.PostMessage));

        Slack.AlwaysOf(SlackMethods.TestAuth, null);
        Assert.True(await LookAsync(Duration.FromMinutes(1)));
        await Town.World.PassAsync(Duration.FromMinutes(3));

        Assert.Equal((1, 1), (Slack.In(SlackTown.Team, "UANA").Count, Slack.In(SlackTown.Team, "UBO").Count));
    }

    [Fact]
    public async Task After_a_start_while_Slack_is_down_the_same_token_is_believed_and_another_is_not()
    {
        Start(SlackTown.Token);
        await LookAsync();
        Slack.AlwaysOf(SlackMethods.TestAuth, Fault.Status(503));

        Start(SlackTown.Token);
        Assert.True(await LookAsync());
        Assert.Equal(SlackTown.Token, (await FindAsync(SlackTown.Team))?.Token);

        Start("xoxb-another");
        Assert.False(await LookAsync());
        Assert.Null(await FindAsync(SlackTown.Team));
        await Assert.ThrowsAsync<NotReadyException>(async () => await FindAsync(SlackTown.Team, null));
    }

    [Fact]
    public async Task A_dead_token_is_told_of_once_and_lives_again_when_Slack_takes_it_again()
    {
        Start(SlackTown.Token);
        await LookAsync();
        var before = (await FindAsync(SlackTown.Team))!;
        Slack.Kill(SlackTown.Token, "account_inactive");
        await Here.Installations.DiedAsync(before, "account_inactive", Cancellation);
        await Here.Installations.DiedAsync(before, "account_inactive", Cancellation);
        await LookAsync();
        await LookAsync();

        Assert.Null(await FindAsync(SlackTown.Team));
        Assert.Null(await FindAsync(SlackTown.Team, null));
        var lost = Assert.Single(await Here.Installs.LostAsync(Cancellation));
        Assert.Equal(("Test", "test.slack.com", Now - Duration.FromMinutes(20), "Slack:BotToken"), (lost.Name, lost.Host, lost.Since, lost.Setting));
        Assert.Equal(1, Errors("no longer lets TrustBot into T1 (account_inactive)"));

        Slack.Install(SlackTown.Team, SlackTown.Token);
        await LookAsync();
        Assert.NotNull(await FindAsync(SlackTown.Team));
        Assert.Empty(await Here.Installs.LostAsync(Cancellation));
    }

    [Fact]
    public async Task A_start_with_another_token_ends_the_death_of_the_first()
    {
        Start(SlackTown.Token);
        await LookAsync();
        Slack.Kill(SlackTown.Token);
        await LookAsync();
        Assert.Single(await Here.Installs.LostAsync(Cancellation));

        Slack.Install(SlackTown.Team, "xoxb-new");
        Start("xoxb-new");
        await LookAsync();

        Assert.Equal("xoxb-new", (await FindAsync(SlackTown.Team))?.Token);
        Assert.Empty(await Here.Installs.LostAsync(Cancellation));
    }

    [Fact]
    public async Task A_token_that_is_refused_from_the_first_is_lost_without_a_name()
    {
        Start("xoxb-never-any-good");
        Assert.True(await LookAsync());
        await LookAsync();

        Assert.Null(await FindAsync(SlackTown.Team, null));
        var lost = Assert.Single(await Here.Installs.LostAsync(Cancellation));
        Assert.Equal((null, "Slack:BotToken"), (lost.Name, lost.Setting));
        Assert.Equal(1, Errors("refuses the token of the settings (invalid_auth)"));

        Slack.Install(SlackTown.Team, "xoxb-never-any-good");
        await LookAsync();
        Assert.Empty(await Here.Installs.LostAsync(Cancellation));
    }

    [Fact]
    public async Task Nothing_of_the_token_is_stored()
    {
        Start(SlackTown.Token);
        await LookAsync();

        var rows = await Town.World.Table.ReadRangeAsync(Tables.Workspaces, Keys.Organisation, " ", "~", 0, Cancellation);
        Assert.DoesNotContain(SlackTown.Token, Assert.Single(rows).Data);
        Assert.DoesNotContain(SlackTown.Token, await Here.Notes.ReadAsync("slack", SlackTown.Team, Cancellation));
        Assert.DoesNotContain(SlackTown.Token, Town.Logged);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_watch_looks_at_the_start_and_again_and_again_by_itself()
    {
        Start(SlackTown.Token);
        await Here.Watch.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(async () => await FindAsync(SlackTown.Team) is not null);

        Slack.Kill(SlackTown.Token);
        await UntilAsync(async () => await FindAsync(SlackTown.Team) is null);
        Slack.Install(SlackTown.Team, SlackTown.Token);
        await UntilAsync(async () => await FindAsync(SlackTown.Team) is not null);

        await Here.Watch.StopAsync(Cancellation);
        Assert.Equal(1, Errors("no longer lets TrustBot into T1 (token_revoked)"));
    }

    /// <summary>Minutes pass, and in each there is time for a call.</summary>
    private async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            Town.Time.Advance(TimeSpan.FromMinutes(1));
            for (var calls = 0; calls < 5; calls++)
                await Town.Api.UserAsync("xoxb-of-nobody", "UANA", Cancellation);
        }
    }
}
