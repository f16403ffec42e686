using TrustBot.Core.People;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Slack.Outbound;
using TrustBot.Tests.Teams;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.Slack.People;

/// <summary>From a row of an import to somebody in Slack whom TrustBot may write to first.</summary>
public sealed class SlackFinderTests : SlackPeopleTest
{
    [Fact]
    public async Task Whoever_the_workspace_knows_by_mail_is_bound_there_with_their_zone()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, "CY@example.org", tz: "America/New_York");

        Assert.True(await FindAsync());

        var cy = await ReadAsync(Cy);
        Assert.Equal((CyThere, "America/New_York"), (cy.Reachable, cy.Hours.Zone));
    }

    [Fact]
    public async Task Each_workspace_is_asked_until_one_knows_them()
    {
        await ImportCyAsync();
        Slack.Install("T2", "xoxb-2");
        Slack.Install("T3", "xoxb-3");
        Slack.Join("T2", "UCY2", CyMail);
        Slack.Join("T3", "UCY3", CyMail);
        Town.Installations.Live(new SlackInstallation("T2", "xoxb-2", "UBOT", "B1"));
        Town.Installations.Live(new SlackInstallation("T3", "xoxb-3", "UBOT", "B1"));

        Assert.True(await FindAsync());

        Assert.Equal(new SlackAddress("T2", "UCY2").ToAddress(), (await ReadAsync(Cy)).Reachable);
        Assert.Equal(2, Slack.CallsOf(SlackMethods.UserByMail));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("bot")]
    [InlineData("deleted")]
    [InlineData("other team")]
    [InlineData("unconfirmed mail")]
    public async Task Nobody_else_is_bound(string what)
    {
        await ImportCyAsync();
        if (what != "nobody")
            Slack.Join(SlackTown.Team, CyUser, CyMail, bot: what == "bot", deleted: what == "deleted");
        if (what == "other team")
            Slack.Change(SlackTown.Team, CyUser, user => user["team_id"] = "T2");
        if (what == "unconfirmed mail")
            Slack.Change(SlackTown.Team, CyUser, user => user["is_email_confirmed"] = false);

        Assert.True(await FindAsync());

        Assert.Null((await ReadAsync(Cy)).Address);
    }

    [Fact]
    public async Task Who_is_somewhere_already_stays_there_and_is_not_asked_for()
    {
        await Town.World.ProposeAsync();
        var before = (await ReadAsync(World.Ana)).Reachable;

        Assert.True(await Finder.FindAsync(World.Ana, "ana@example.org", Cancellation));

        Assert.Equal((before, 0), ((await ReadAsync(World.Ana)).Reachable, Slack.Calls.Count));
    }

    [Fact]
    public async Task Without_the_scope_nobody_is_asked_for_again_and_it_is_said_once()
    {
        await ImportCyAsync();
        Slack.Install(SlackTown.Team, SlackTown.Token, ["chat:write", "users:read"]);
        Slack.Join(SlackTown.Team, CyUser, CyMail);

        Assert.True(await FindAsync());
        Assert.True(await FindAsync());

        Assert.Equal(1, Log.Text.Split("does not let TrustBot call").Length - 1);
        Assert.Contains("users:read.email", Log.Text);
        Assert.DoesNotContain(CyMail, Log.Text);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task What_could_not_be_asked_is_asked_again(int status)
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        Slack.NextOf(SlackMethods.UserByMail, Fault.Status(status));
        Assert.False(await FindAsync());

        Town.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await FindAsync());
        Assert.Equal(CyThere, (await ReadAsync(Cy)).Reachable);
    }

    private async Task<bool> FindAsync()
    {
        var found = await Finder.FindAsync(Cy, CyMail, Cancellation);
        Town.Time.Advance(TimeSpan.FromSeconds(10));
        return found;
    }
}
