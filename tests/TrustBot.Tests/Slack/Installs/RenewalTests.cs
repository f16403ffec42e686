using NodaTime;
using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Slack.Outbound;
using TrustBot.Storage;
using TrustBot.Tests.Slack.Outbound;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>Item 17 of the checklist: tokens that run out.</summary>
public sealed class RenewalTests : InstallTest
{
    private const string First = "xoxe.xoxb-first";

    private int Renewals => Slack.Calls.Count(call => call["grant_type"] == "refresh_token");

    [Fact]
    public async Task A_token_that_is_good_for_less_than_two_hours_is_renewed_by_the_watch_and_no_sender_waits()
    {
        await RotatingAsync();
        await LookAsync(Duration.FromHours(9.5));
        Assert.Equal(0, Renewals);
        Town.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((First, 0), ((await FindAsync(SlackTown.Team))?.Token, Renewals));

        await LookAsync();

        Assert.NotEqual(First, (await FindAsync(SlackTown.Team))?.Token);
        Assert.Equal(1, Renewals);
    }

    [Fact]
    public async Task N17_Two_senders_at_once_renew_a_token_once()
    {
        await RotatingAsync();
        Town.Time.Advance(TimeSpan.FromHours(12.5));

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FindAsync(SlackTown.Team).AsTask())));

        Assert.Equal(1, Renewals);
        foreach (var one in found)
            Assert.IsType<SlackResult.Ok>(await Town.Api.TestAuthAsync(one!.Token, Cancellation));
        Assert.NotEqual(First, (await FindAsync(SlackTown.Team))?.Token);
    }

    [Fact]
    public async Task Two_processes_at_once_renew_a_token_once_and_speak_with_the_same_one()
    {
        var one = await RotatingAsync();
        var two = Start();
        Town.Time.Advance(TimeSpan.FromHours(13));
        var arrived = Fault.Silence(lands: false);
        Slack.NextOf(SlackMethods.Access, arrived);
        var first = one.Installations.FindAsync(SlackTown.Team, Cancellation).AsTask();
        await arrived.Arrived;

        Assert.Null(await two.Installations.FindAsync(SlackTown.Team, Cancellation));
        Assert.Equal(1, Renewals);

        Town.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await first);
        var renewed = (await two.Installations.FindAsync(SlackTown.Team, Cancellation))!.Token;
        Assert.IsType<SlackResult.Ok>(await Town.Api.TestAuthAsync(renewed, Cancellation));
        Town.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(renewed, (await one.Installations.FindAsync(SlackTown.Team, Cancellation))?.Token);
        Assert.Equal(2, Renewals);
    }

    [Fact]
    public async Task A_new_token_is_stored_before_it_is_used_and_not_asked_for_again_when_the_store_was_away()
    {
        await RotatingAsync();
        Town.Time.Advance(TimeSpan.FromHours(13));
        var writes = 0;
        Town.World.Table.Faults = (table, _, _) => table == Tables.Workspaces && ++writes == 2 ? WriteFault.LostRequest : WriteFault.None;
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await FindAsync(SlackTown.Team));

        Town.Time.Advance(TimeSpan.FromMinutes(2));
        var token = (await FindAsync(SlackTown.Team))?.Token;
        Assert.NotEqual(First, token);
        Assert.Equal((token, 1), ((await Start().Installations.FindAsync(SlackTown.Team, Cancellation))?.Token, Renewals));
    }

    [Fact]
    public async Task A_token_that_has_run_out_by_Slacks_clock_is_renewed_once()
    {
        await RotatingAsync();
        var old = (await FindAsync(SlackTown.Team))!;
        Slack.Kill(First, "token_expired");
        await Here.Installations.DiedAsync(old, "token_expired", Cancellation);
        await Here.Installations.DiedAsync(old, "token_expired", Cancellation);

        Assert.NotEqual(First, (await FindAsync(SlackTown.Team))?.Token);
        Assert.Equal((1, 0), (Renewals, Errors("no longer lets")));
    }

    [Fact]
    public async Task A_token_that_runs_out_and_can_not_be_renewed_is_dead()
    {
        Start();
        await InstallAsync(new FakeSlack.Agreement(SlackTown.Team, First));
        await Here.Installations.DiedAsync((await FindAsync(SlackTown.Team))!, "token_expired", Cancellation);

        Assert.Null(await FindAsync(SlackTown.Team));
    }

    [Fact]
    public async Task A_refused_renewal_is_a_death_that_is_told_of_once()
    {
        await RotatingAsync();
        Town.Time.Advance(TimeSpan.FromHours(13));
        Slack.AlwaysOf(SlackMethods.Access, SlackFault.Says("invalid_refresh_token"));
        Assert.Null(await FindAsync(SlackTown.Team));
        await LookAsync();
        await LookAsync();

        Assert.Single(await Here.Installs.LostAsync(Cancellation));
        Assert.Equal(1, Errors("no longer lets TrustBot into T1 (invalid_refresh_token)"));
    }

    [Fact]
    public async Task What_waited_for_a_renewal_goes_out_when_it_is_there()
    {
        await RotatingAsync();
        await Town.MoveInAsync();
        Slack.AlwaysOf(SlackMethods.Access, Fault.Status(503));
        Town.Time.Advance(TimeSpan.FromDays(1));
        await Town.InviteAsync();
        await Town.World.PassAsync(Duration.FromMinutes(3));
        Assert.Equal(0, Slack.CallsOf(SlackMethods.OpenConversation));

        Slack.AlwaysOf(SlackMethods.Access, null);
        await LookAsync();
        await Town.World.PassAsync(Duration.FromMinutes(3));
        Assert.Equal((1, 1), (Slack.In(SlackTown.Team, "UANA").Count, Slack.In(SlackTown.Team, "UBO").Count));
    }

    [Fact]
    public async Task Neither_tokens_nor_secrets_are_stored_in_the_open_or_logged()
    {
        await RotatingAsync();
        Town.Time.Advance(TimeSpan.FromHours(13));
        var second = (await FindAsync(SlackTown.Team))!.Token;
        Slack.Kill(second);
        await Here.Installations.DiedAsync((await FindAsync(SlackTown.Team))!, "token_revoked", Cancellation);
        await Here.Flow.InviteAsync(Cancellation);

        var rows = await Town.World.Table.ReadRangeAsync(Tables.Workspaces, Keys.Organisation, " ", "~", 0, Cancellation);
        var note = (await Here.Book.ReadAsync(SlackTown.Team, Cancellation))!;
        object[] open = [Town.Logged, note, note.Credential, .. rows];
        Assert.Contains(second, await Here.Notes.ReadAsync("slack", SlackTown.Team, Cancellation));
        Assert.All(open, one => Assert.DoesNotContain("xox", $"{one}"));
        Assert.DoesNotContain(InstallProcess.ClientSecret, string.Concat(open));
    }

    private async Task<InstallProcess> RotatingAsync()
    {
        Start();
        await InstallAsync(new FakeSlack.Agreement(SlackTown.Team, First, Rotates: true));
        return Here;
    }
}
