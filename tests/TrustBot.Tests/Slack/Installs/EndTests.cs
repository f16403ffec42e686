using NodaTime;
using TrustBot.Slack;
using TrustBot.Slack.Installs;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Slack.Outbound;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>Item 12 of the checklist, and the ways in which a token dies.</summary>
public sealed class EndTests : InstallTest
{
    private static readonly FakeSlack.Agreement First = new(SlackTown.Team, "xoxb-first");
    private static readonly FakeSlack.Agreement Again = new(SlackTown.Team, "xoxb-again");

    [Theory]
    [InlineData("app_uninstalled", "tokens_revoked")]
    [InlineData("tokens_revoked", "app_uninstalled")]
    [InlineData("app_uninstalled")]
    [InlineData("tokens_revoked")]
    public async Task N12_Uninstall_tokens_revoked_and_a_stale_uninstall_after_a_new_install(params string[] told)
    {
        Start();
        await InstallAsync(First);
        Town.Time.Advance(TimeSpan.FromMinutes(5));
        var ended = Now;
        Slack.Kill(First.Token);
        foreach (var _ in told)
            await EndAsync(ended);

        Assert.Null(await FindAsync(SlackTown.Team));
        Assert.Single(await Here.Installs.LostAsync(Cancellation));
        Assert.Equal(1, Errors("no longer lets TrustBot into T1 (ended)"));

        Town.Time.Advance(TimeSpan.FromMinutes(5));
        await InstallAsync(Again);
        await EndAsync(ended);
        Assert.Equal(Again.Token, (await FindAsync(SlackTown.Team))?.Token);
        Assert.Empty(await Here.Installs.LostAsync(Cancellation));
    }

    [Fact]
    public async Task An_end_in_the_second_of_the_install_is_an_end()
    {
        Start();
        Town.Time.Advance(TimeSpan.FromMilliseconds(600));
        await InstallAsync(First);
        await EndAsync(Now);

        Assert.Null(await FindAsync(SlackTown.Team));
    }

    [Fact]
    public async Task An_end_in_the_second_before_the_install_is_stale()
    {
        Start();
        await InstallAsync(First);
        await EndAsync(Now - Duration.FromSeconds(1));

        Assert.NotNull(await FindAsync(SlackTown.Team));
    }

    [Fact]
    public async Task The_token_is_forgotten_once_Slack_has_refused_it()
    {
        Start();
        await InstallAsync(First);
        Slack.Kill(First.Token);
        await EndAsync(Now);
        Assert.Contains(First.Token, await Here.Notes.ReadAsync("slack", SlackTown.Team, Cancellation));

        await LookAsync();
        Assert.DoesNotContain(First.Token, await Here.Notes.ReadAsync("slack", SlackTown.Team, Cancellation));
        Assert.Single(await Here.Installs.LostAsync(Cancellation));
    }

    [Fact]
    public async Task An_end_that_Slack_itself_does_not_know_of_is_over_with_the_next_look()
    {
        Start();
        await InstallAsync(First);
        await EndAsync(Now);
        Assert.Null(await FindAsync(SlackTown.Team));

        await LookAsync();
        Assert.Equal(First.Token, (await FindAsync(SlackTown.Team))?.Token);
    }

    [Fact]
    public async Task The_end_of_a_workspace_is_not_that_of_the_organisation_around_it()
    {
        Start();
        await InstallAsync(new FakeSlack.Agreement(null, "xoxb-org", "E1"));

        await Here.Installations.EndedAsync(new SlackWorkspace("T7", "E1"), Now, Cancellation);
        Assert.NotNull(await FindAsync("E1"));

        await Here.Installations.EndedAsync(new SlackWorkspace(null, "E1", IsEnterpriseInstall: true), Now, Cancellation);
        Assert.Null(await FindAsync("E1"));
    }

    [Fact]
    public async Task A_token_that_died_takes_none_with_it_that_came_in_its_place()
    {
        Start();
        await InstallAsync(First);
        var old = (await FindAsync(SlackTown.Team))!;
        await InstallAsync(Again);
        await Here.Installations.DiedAsync(old, "token_revoked", Cancellation);

        Assert.Equal(Again.Token, (await FindAsync(SlackTown.Team))?.Token);
        Assert.Equal(0, Errors("no longer lets"));
    }

    [Fact]
    public async Task A_death_that_another_process_noted_is_seen_here_when_the_token_is_refused()
    {
        var other = Start();
        await InstallAsync(First);
        var known = (await FindAsync(SlackTown.Team))!;
        Start();
        Assert.NotNull(await FindAsync(SlackTown.Team));
        await other.Installations.DiedAsync(known, "token_revoked", Cancellation);
        await Here.Installations.DiedAsync(known, "token_revoked", Cancellation);

        Assert.Null(await FindAsync(SlackTown.Team));
        Assert.Equal(1, Errors("no longer lets"));
    }

    [Fact]
    public async Task A_token_that_dies_as_a_message_goes_out_stops_all_and_after_a_new_install_each_arrives_once()
    {
        Start();
        await InstallAsync(First);
        await Town.MoveInAsync();
        Slack.Kill(First.Token, "account_inactive");
        await Town.InviteAsync();
        await Town.World.PassAsync(Duration.FromMinutes(20));
        Assert.Single(Slack.Calls, call => call.Token == First.Token && call.Method != SlackMethods.TestAuth);
        Assert.Single(await Here.Installs.LostAsync(Cancellation));
        Assert.Equal(1, Errors("no longer lets TrustBot into T1 (account_inactive)"));

        Assert.Equal(new Installing.Done("Test"), await InstallAsync(Again));
        await LookAsync(Duration.FromSeconds(1));
        await Town.World.PassAsync(Duration.FromMinutes(3));

        Assert.Equal((1, 1), (Slack.In(SlackTown.Team, "UANA").Count, Slack.In(SlackTown.Team, "UBO").Count));
        Assert.Empty(await Here.Installs.LostAsync(Cancellation));
        await Town.World.PassAsync(Duration.FromHours(2));
        Assert.Equal((1, 1), (Slack.In(SlackTown.Team, "UANA").Count, Slack.In(SlackTown.Team, "UBO").Count));
    }

    [Fact]
    public async Task A_dead_token_of_OAuth_that_Slack_takes_again_lives_again()
    {
        Start();
        await InstallAsync(First);
        Slack.Kill(First.Token, "invalid_auth");
        await LookAsync();
        Assert.Null(await FindAsync(SlackTown.Team));

        Slack.Install(SlackTown.Team, First.Token);
        await LookAsync();
        Assert.NotNull(await FindAsync(SlackTown.Team));
    }
}
