using NodaTime;
using TrustBot.Pairs;
using TrustBot.Storage;
using TrustBot.Tests.Slack.Outbound;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>What is kept of one installation can't be read any more.</summary>
public sealed class LostNoteTests : InstallTest
{
    private const string Token = "xoxb-first";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_one_lost_installation_that_is_named_once_and_all_others_live(bool isSealed)
    {
        await TwoAsync();
        await SpoilAsync(isSealed);

        Assert.Null(await FindAsync(SlackTown.Team));
        Assert.Null(await FindAsync(SlackTown.Team, null));
        Assert.Equal("T2", Assert.Single(await Here.Installations.AllAsync(Cancellation)).Workspace);
        Assert.Empty(await Here.Installs.LostAsync(Cancellation));
        Assert.True(await LookAsync());
        await EndAsync(Now);

        Assert.Equal("T2", (await FindAsync("T2"))?.Workspace);
        Assert.Equal(1, Errors("the installation in T1 can't be read"));
    }

    [Fact]
    public async Task What_waits_for_it_goes_out_once_the_app_is_installed_again()
    {
        await TwoAsync();
        await Town.MoveInAsync();
        await SpoilAsync(isSealed: true);
        await Town.InviteAsync();
        await Town.World.PassAsync(Duration.FromDays(1));
        Assert.Equal(0, Slack.CallsOf("chat.postMessage"));

        await InstallAsync(new FakeSlack.Agreement(SlackTown.Team, "xoxb-again"));
        await LookAsync();
        await Town.World.PassAsync(Duration.FromMinutes(3));

        Assert.Equal((1, 1), (Slack.In(SlackTown.Team, "UANA").Count, Slack.In(SlackTown.Team, "UBO").Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_next_look_at_the_token_of_the_settings_writes_another(bool isSealed)
    {
        Start(SlackTown.Token);
        await LookAsync();
        await SpoilAsync(isSealed);
        Assert.Null(await FindAsync(SlackTown.Team));

        Assert.True(await LookAsync());

        Assert.Equal(SlackTown.Token, (await FindAsync(SlackTown.Team))?.Token);
    }

    private async Task TwoAsync()
    {
        Start();
        await InstallAsync(new FakeSlack.Agreement(SlackTown.Team, Token));
        await InstallAsync(new FakeSlack.Agreement("T2", "xoxb-second"));
        Assert.Equal(Token, (await FindAsync(SlackTown.Team))?.Token);
    }

    /// <param name="isSealed">Whether the seal is broken, rather than what it holds nothing that this version knows.</param>
    private async Task SpoilAsync(bool isSealed)
    {
        if (isSealed)
            await Town.World.Table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Put($"note:slack:{SlackTown.Team}", "{")], Cancellation);
        else
            await Here.Notes.ChangeAsync("slack", SlackTown.Team, _ => $$$"""{"workspace":"{{{SlackTown.Team}}}","credential":{"$type":"OfNextYear"}}""", Cancellation);
        Town.Time.Advance(TimeSpan.FromSeconds(31));
    }
}
