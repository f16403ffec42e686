using NodaTime;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;
using TrustBot.Storage;
using TrustBot.Tests.Slack.Outbound;
using TrustBot.Tests.Teams;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.Slack.People;

/// <summary>Who somebody is who comes to TrustBot in Slack.</summary>
public sealed class SlackPeopleTests : SlackPeopleTest
{
    [Fact]
    public async Task Whoever_was_imported_is_found_once_by_mail_and_then_without_a_call()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, "Cy@Example.org", tz: "America/New_York", locale: "de-DE");

        Assert.Equal(new Meeting.Known(Cy, Language.German), await MeetAsync(CyUser));
        Assert.Equal(new Meeting.Known(Cy, Language.German), await MeetAsync(CyUser));

        Assert.Equal(1, Asked);
        var cy = await ReadAsync(Cy);
        Assert.Equal((CyThere, "America/New_York", Language.German), (cy.Reachable, cy.Hours.Zone, cy.Language));
    }

    [Fact]
    public async Task A_guest_takes_part_like_everybody_else()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail, guest: true);

        Assert.IsType<Meeting.Known>(await MeetAsync(CyUser));
    }

    [Fact]
    public async Task A_stranger_is_told_so_in_their_language_and_asked_for_once_however_much_they_write()
    {
        Slack.Join(SlackTown.Team, "UDI", "di@example.org", locale: "de-AT");

        for (var i = 0; i < 20; i++)
            Assert.Equal(new Meeting.Stranger(Language.German), await MeetAsync("UDI"));

        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task A_stranger_who_is_imported_is_known_within_a_minute()
    {
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        Assert.IsType<Meeting.Stranger>(await MeetAsync(CyUser));
        await ImportCyAsync();

        Town.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<Meeting.Known>(await MeetAsync(CyUser));
    }

    [Theory]
    [InlineData("bot")]
    [InlineData("deleted")]
    [InlineData("stranger")]
    [InlineData("other team")]
    [InlineData("slackbot")]
    [InlineData("unknown")]
    public async Task Nobody_else_is_found_by_the_mail_that_they_show(string what)
    {
        await ImportCyAsync();
        var user = what == "slackbot" ? "USLACKBOT" : CyUser;
        if (what != "unknown")
            Slack.Join(SlackTown.Team, user, CyMail, bot: what == "bot", deleted: what == "deleted");
        if (what is "stranger")
            Slack.Change(SlackTown.Team, user, profile => profile["is_stranger"] = true);
        if (what is "other team")
            Slack.Change(SlackTown.Team, user, profile => profile["team_id"] = "T2");

        Assert.IsType<Meeting.Nobody>(await MeetAsync(user));

        Assert.Null((await ReadAsync(Cy)).Address);
    }

    [Fact]
    public async Task A_mail_that_nobody_confirmed_proves_nothing()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        Slack.Change(SlackTown.Team, CyUser, user => user["is_email_confirmed"] = false);

        Assert.IsType<Meeting.Stranger>(await MeetAsync(CyUser));
    }

    [Theory]
    [InlineData("chat:write,users:read")]
    [InlineData("chat:write")]
    public async Task Without_the_scopes_whoever_is_not_bound_yet_is_a_stranger(string scopes)
    {
        await ImportCyAsync();
        Slack.Install(SlackTown.Team, SlackTown.Token, scopes.Split(','));
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        Slack.Join(SlackTown.Team, "UDI", "di@example.org");

        Assert.IsType<Meeting.Stranger>(await MeetAsync(CyUser));
        Town.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<Meeting.Stranger>(await MeetAsync("UDI"));

        Assert.Equal(scopes.Contains("users:read", StringComparison.Ordinal) ? 0 : 1, Log.Text.Split("does not let TrustBot call").Length - 1);
        Assert.DoesNotContain(CyMail, Log.Text);
    }

    [Fact]
    public async Task While_Slack_does_not_answer_nobody_is_called_a_stranger()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        Slack.NextOf(SlackMethods.User, Fault.Status(503));
        Assert.IsType<Meeting.NotNow>(await MeetAsync(CyUser));

        Town.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<Meeting.Known>(await MeetAsync(CyUser));
    }

    [Fact]
    public async Task An_answer_that_takes_more_than_a_second_is_not_waited_for()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        var silence = Fault.Silence(lands: false);
        Slack.NextOf(SlackMethods.User, silence);

        var meeting = MeetAsync(CyUser);
        await silence.Arrived;
        Town.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<Meeting.NotNow>(await meeting);
    }

    [Fact]
    public async Task Who_could_not_be_reached_is_there_again_without_a_call()
    {
        await Town.MoveInAsync();
        await Store.LoseAsync(SlackTown.AnaThere, Reach.Removed, null, Cancellation);

        Assert.IsType<Meeting.Known>(await MeetAsync("UANA"));

        Assert.Equal((SlackTown.AnaThere, 0), ((await ReadAsync(World.Ana)).Reachable, Asked));
    }

    [Fact]
    public async Task Who_was_forgotten_is_a_stranger()
    {
        await Town.MoveInAsync();
        await Store.BeginForgettingAsync(World.Ana, Instant.MinValue, Cancellation);
        Assert.IsType<Meeting.Stranger>(await MeetAsync("UANA"));
        await Town.World.PassAsync(Duration.FromMinutes(2));
        Assert.True((await ReadAsync(World.Ana)).Forgetting!.Done);

        Assert.IsType<Meeting.Stranger>(await MeetAsync("UANA"));

        Assert.Null((await ReadAsync(World.Ana)).Address);
        Assert.Null(await Store.FindByAddressAsync(SlackTown.AnaThere, Cancellation));
    }

    [Fact]
    public async Task A_second_account_with_the_same_mail_does_not_take_over_the_first()
    {
        await Town.MoveInAsync();
        Slack.Join(SlackTown.Team, "UANA2", "ana@example.org");

        Assert.IsType<Meeting.Stranger>(await MeetAsync("UANA2"));
        Assert.Equal(SlackTown.AnaThere, (await ReadAsync(World.Ana)).Reachable);

        await Store.LoseAsync(SlackTown.AnaThere, Reach.Removed, null, Cancellation);
        Town.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<Meeting.Known>(await MeetAsync("UANA2"));
        Assert.Null(await Store.FindByAddressAsync(SlackTown.AnaThere, Cancellation));
    }

    [Fact]
    public async Task Whose_address_no_longer_leads_to_them_has_it_again_once_they_come()
    {
        await Town.MoveInAsync();
        var row = (await Town.World.Table.ReadAsync(Tables.Directory, Keys.PartitionOf(SlackTown.AnaThere), Keys.Person, Cancellation))!;
        await Town.World.Table.WriteAsync(Tables.Directory, Keys.PartitionOf(SlackTown.AnaThere), [new Change.Delete(row.Key, row.ETag)], Cancellation);

        Assert.Equal(new Meeting.Known(World.Ana, Language.English), await MeetAsync("UANA"));

        Assert.Equal(World.Ana, await Store.FindByAddressAsync(SlackTown.AnaThere, Cancellation));
    }

    [Fact]
    public async Task Who_was_forgotten_and_is_still_led_to_is_so_by_nothing_once_they_come()
    {
        await Town.World.ProposeAsync();
        await Store.BeginForgettingAsync(World.Ana, Instant.MinValue, Cancellation);
        await Town.World.PassAsync(Duration.FromMinutes(2));
        Assert.True((await ReadAsync(World.Ana)).Forgetting!.Done);
        await Town.World.Table.WriteAsync(Tables.Directory, Keys.PartitionOf(SlackTown.AnaThere), [new Change.Insert(Keys.Person, PairJson.Write(new DirectoryRow(Layout.Version, World.Ana)))], Cancellation);

        Assert.IsType<Meeting.Stranger>(await MeetAsync("UANA"));

        Assert.Null(await Store.FindByAddressAsync(SlackTown.AnaThere, Cancellation));
    }

    [Fact]
    public async Task Only_what_they_do_brings_somebody_here_from_another_platform()
    {
        await Town.World.ProposeAsync();
        var elsewhere = (await ReadAsync(World.Ana)).Reachable!;

        Assert.Equal(new Meeting.Known(World.Ana, Language.English), await MeetAsync("UANA", acts: false));
        Assert.Equal(elsewhere, (await ReadAsync(World.Ana)).Reachable);
        Assert.Null(await Store.FindByAddressAsync(SlackTown.AnaThere, Cancellation));

        Town.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(new Meeting.Known(World.Ana, Language.English), await MeetAsync("UANA"));
        Assert.Equal(SlackTown.AnaThere, (await ReadAsync(World.Ana)).Reachable);
        Assert.Null(await Store.FindByAddressAsync(elsewhere, Cancellation));
    }

    [Fact]
    public async Task Who_comes_from_another_platform_keeps_language_and_hours_that_they_chose()
    {
        await Town.World.ProposeAsync();
        Slack.Join(SlackTown.Team, "UANA", "ana@example.org", tz: "Asia/Tokyo", locale: "de-DE");

        await MeetAsync("UANA");

        var ana = await ReadAsync(World.Ana);
        Assert.Equal(("Europe/Berlin", Language.English), (ana.Hours.Zone, ana.Language));
    }

    [Fact]
    public async Task A_token_that_died_is_reported_and_its_successor_asked_with()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        Slack.Kill(SlackTown.Token, "token_expired");
        Slack.Install(SlackTown.Team, "xoxb-next");
        Town.Installations.Successor = "xoxb-next";

        Assert.IsType<Meeting.Known>(await MeetAsync(CyUser));

        Assert.Equal((SlackTown.Team, "token_expired"), Assert.Single(Town.Installations.Deaths));
    }

    [Fact]
    public async Task In_a_Grid_a_person_of_the_organisation_is_found_whichever_workspace_is_theirs()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        Slack.Change(SlackTown.Team, CyUser, user =>
        {
            user["team_id"] = "T7";
            user["enterprise_user"] = new System.Text.Json.Nodes.JsonObject { ["enterprise_id"] = "E1", ["teams"] = new System.Text.Json.Nodes.JsonArray("T7", "T8") };
        });

        Assert.IsType<Meeting.Known>(await Who.MeetAsync(Here with { Workspace = "E1" }, CyUser, acts: true, Cancellation));
        Assert.Equal(new SlackAddress("E1", CyUser).ToAddress(), (await ReadAsync(Cy)).Reachable);
    }
}
