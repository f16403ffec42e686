using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Slack.Outbound;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.People;

/// <summary>Profiles change by themselves: somebody travels, is renamed, or leaves.</summary>
public sealed class SlackProfilesTests : SlackPeopleTest
{
    [Fact]
    public async Task Who_travels_is_prompted_by_the_hours_of_where_they_are_from_the_next_day_on()
    {
        await ArriveAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail, tz: "Asia/Tokyo");
        await MeetAsync(CyUser);
        await Profiles.RunOnceAsync(Cancellation);
        Assert.Equal("Europe/Berlin", (await ReadAsync(Cy)).Hours.Zone);

        Town.Time.Advance(TimeSpan.FromDays(1));
        await MeetAsync(CyUser);
        Assert.Equal(1, Asked);
        await Profiles.RunOnceAsync(Cancellation);

        Assert.Equal("Asia/Tokyo", (await ReadAsync(Cy)).Hours.Zone);
        await MeetAsync(CyUser);
        await Profiles.RunOnceAsync(Cancellation);
        Assert.Equal(2, Asked);
    }

    [Fact]
    public async Task Whoever_is_written_to_is_looked_at_too()
    {
        await ArriveAsync();
        Town.Time.Advance(TimeSpan.FromDays(1));
        Due.Add(CyThere);
        Due.Add(CyThere);

        await Profiles.RunOnceAsync(Cancellation);

        Assert.Equal(2, Asked);
    }

    [Fact]
    public async Task Hours_and_a_language_that_somebody_chose_and_the_name_that_they_were_imported_with_stay()
    {
        await ImportCyAsync(hoursChosen: true, languageChosen: true);
        await LookAsync(() => Slack.Join(SlackTown.Team, CyUser, CyMail, tz: "Asia/Tokyo", locale: "de-DE", name: "Cynthia"));

        var cy = await ReadAsync(Cy);
        Assert.Equal(("Europe/London", "Cy Young", Language.English), (cy.Hours.Zone, cy.Name, cy.Language));
    }

    [Fact]
    public async Task The_programme_s_language_gives_way_to_the_one_that_somebody_reads_Slack_in()
    {
        await ImportCyAsync();
        await LookAsync(() => Slack.Join(SlackTown.Team, CyUser, CyMail, tz: "Europe/London", locale: "de-DE"));

        Assert.Equal(Language.German, (await ReadAsync(Cy)).Language);
    }

    [Fact]
    public async Task Whose_account_was_closed_is_written_to_no_more_and_is_there_again_at_their_next_word()
    {
        await ArriveAsync();
        await LookAsync(() => Slack.Join(SlackTown.Team, CyUser, CyMail, deleted: true));
        Assert.Equal((Reach.Left, CyThere), ((await ReadAsync(Cy)).Reach, (await ReadAsync(Cy)).Address));

        await MeetAsync(CyUser);

        Assert.Equal(CyThere, (await ReadAsync(Cy)).Reachable);
    }

    [Fact]
    public async Task A_look_that_fails_changes_nothing()
    {
        await ArriveAsync();
        await LookAsync(() => Slack.NextOf(SlackMethods.User, Fault.Status(500)));

        Assert.Equal((CyThere, "Europe/Berlin"), ((await ReadAsync(Cy)).Reachable, (await ReadAsync(Cy)).Hours.Zone));
    }

    [Theory]
    [InlineData(3600, "Europe/London", "Etc/GMT-1")]
    [InlineData(-18000, "Europe/London", "Etc/GMT+5")]
    [InlineData(0, "Europe/London", "Europe/London")]
    [InlineData(3600, "Europe/Berlin", "Europe/Berlin")]
    [InlineData(19800, "Europe/Berlin", null)]
    public void Without_a_zone_that_is_known_the_offset_of_today_says_one(int offset, string known, string? zone)
    {
        var user = new TrustBot.Slack.People.SlackUser(CyUser, true, false, null, "No/Where", offset, null);

        Assert.Equal(zone, user.ZoneNow(known, Town.World.Now));
        Assert.Equal("Asia/Tokyo", (user with { Zone = "Asia/Tokyo" }).ZoneNow(known, Town.World.Now));
    }

    private async Task ArriveAsync()
    {
        await ImportCyAsync();
        Slack.Join(SlackTown.Team, CyUser, CyMail);
        await MeetAsync(CyUser);
    }

    private async Task LookAsync(Action change)
    {
        await Store.BindAsync(Cy, CyThere, Cancellation);
        change();
        Town.Time.Advance(TimeSpan.FromDays(1));
        Due.Add(CyThere);
        await Profiles.RunOnceAsync(Cancellation);
    }
}
