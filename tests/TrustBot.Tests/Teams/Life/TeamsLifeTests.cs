using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Teams;
using TrustBot.Tests.Stories;
using TrustBot.Tests.Teams.Inbound;
using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Teams.Life;

/// <summary>What the Sandbox can't show: dialogs, installing and removing, blocking, repeats, and a service that fails.</summary>
public sealed class TeamsLifeTests : IAsyncLifetime
{
    private const string Help = "What TrustBot can do for you";

    private static readonly TeamsStreet.Team Ward = new("19:wins@thread.tacv2");

    private TeamsStreet street = null!;
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        street = await TeamsStreet.OpenAsync();
        town = await Town.StartAsync(street);
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task From_installing_to_a_signed_agreement_in_dialogs_and_nothing_typed_is_echoed()
    {
        await town.BothSignAsync();

        Assert.IsType<KickoffState.Signed>((await town.PairAsync()).Kickoff);
        Assert.DoesNotContain("~ana boundaries", town.ChatOf(Bo) + town.ChatOf(Ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_shows_at_its_field_and_what_was_typed_stays()
    {
        await town.BothJoinAsync();
        await town.SayAsync(Ana, "settings");
        var dialog = (await town.PressAsync(Ana, "Change days or hour"))!;

        var again = (await town.SendAsync(dialog, field => field == "hour" ? "25:00" : null))!;

        Assert.Contains("25:00", again.Text, StringComparison.Ordinal);
        Assert.Contains("attention", again.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Null(await town.SendAsync(again, field => field == "hour" ? "10:00" : null));
    }

    [Fact]
    public async Task Whoever_arrives_is_greeted_once_however_it_is_reported()
    {
        await town.InviteAsync();
        await Task.WhenAll(street.InstallAsync(Ana), street.AddAsync(Ana), street.InstallAsync(Ana), street.AddAsync(Ana));
        await street.AddAsync(Bo);
        await street.InstallAsync(Bo);

        foreach (var resident in (Resident[])[Ana, Bo])
        {
            await town.UntilAsync(() => street.Find(resident, "Join") is not null && town.CountIn(resident, "Hello ") > 0, "both are there");
            await town.SayAsync(resident, "help");
            await town.UntilAsync(() => town.CountIn(resident, Help) == 1, "what comes later is there");
            Assert.Equal(1, town.CountIn(resident, "Hello "));
        }
    }

    [Fact]
    public async Task A_stranger_is_told_once_at_the_door_and_at_every_word()
    {
        var cy = new Resident("cy", "Cy Young");
        street.Bring(cy);
        await Task.WhenAll(street.InstallAsync(cy), street.AddAsync(cy));
        Assert.Equal(1, CountIn(cy));

        await street.SayAsync(cy, "help");
        Assert.Equal(2, CountIn(cy));
        Assert.Contains("I do not know you yet", (await street.InvokeAsync(cy, "task/fetch", new JsonObject())).Body!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_directory_does_not_answer_nobody_is_called_a_stranger()
    {
        await town.InviteAsync();
        street.Connector.NextIn(TeamsStreet.ChatWith(Ana), Fault.Status(503));
        await town.SayAsync(Ana, "help");
        Assert.Equal(1, town.CountIn(Ana, "in a few minutes"));

        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => street.Find(Ana, "Join") is not null, "the invitation arrives");
        Assert.Equal(0, town.CountIn(Ana, "I do not know you yet"));
    }

    [Fact]
    public async Task The_same_activity_again_has_no_second_effect()
    {
        await town.BothJoinAsync();
        var said = street.Activity(Ana, "message", activity => activity["text"] = "privacy");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await street.PostAsync(said.DeepClone().AsObject())).Status);
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "what comes later is there");

        Assert.Equal(1, town.CountIn(Ana, "Who can see what"));
    }

    [Fact]
    public async Task Of_twenty_messages_at_once_none_is_lost()
    {
        await town.BothJoinAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => town.SayAsync(Ana, "help")));

        await town.UntilAsync(() => town.CountIn(Ana, Help) == 20, "all twenty are answered");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_under_two_invokes_is_sent_once()
    {
        await town.BothJoinAsync();
        await town.SayAsync(Ana, "goals");
        var filled = TeamsStreet.Filled((await town.PressAsync(Ana, "Add a goal"))!, field => field == "goal" ? "Lead a round" : null);

        await Task.WhenAll(street.InvokeAsync(Ana, "task/submit", filled), street.InvokeAsync(Ana, "task/submit", filled));
        await street.InvokeAsync(Ana, "task/submit", filled);

        Assert.Single((await town.PairAsync()).Goals);
    }

    [Theory]
    [InlineData("ConversationBlockedByUser", Reach.Blocked)]
    [InlineData("BotNotInConversationRoster", Reach.Removed)]
    [InlineData("BotDisabledByAdmin", Reach.TurnedOff)]
    public async Task Who_cannot_be_reached_is_said_to_be_and_gets_everything_once_they_are_back(string code, Reach why)
    {
        await town.BothJoinAsync();
        street.Connector.AlwaysIn(TeamsStreet.ChatWith(Ana), Fault.Status(403, code));
        await town.SayAsync(Ana, "goals");
        await town.UntilAsync(async () => (await town.PersonAsync(Ana)).Reach == why, "it is known");
        Assert.Null(street.Find(Ana, "Add a goal"));

        street.Connector.AlwaysIn(TeamsStreet.ChatWith(Ana), null);
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1 && street.Find(Ana, "Add a goal") is not null, "both answers are there");

        Assert.Equal(Reach.Here, (await town.PersonAsync(Ana)).Reach);
    }

    [Fact]
    public async Task Who_takes_the_app_away_hears_nothing_and_goes_on_where_they_were_after_installing_it_again()
    {
        await town.InviteAsync();
        await street.InstallAsync(Ana);
        await street.RemoveAsync(Ana);
        Assert.Equal(Reach.Removed, (await town.PersonAsync(Ana)).Reach);
        await street.InstallAsync(Bo);
        await town.PressAsync(Bo, "Join");

        await street.InstallAsync(Ana);
        await town.PressAsync(Ana, "Join");

        await town.UntilAsync(() => street.Find(Ana, "Answer the kickoff") is not null, "they begin");
        await town.UntilAsync(() => town.CountIn(Ana, "Hello ") == 2, "each arrival is greeted");
        Assert.Equal(Reach.Here, (await town.PersonAsync(Ana)).Reach);
    }

    [Theory]
    [InlineData(429, "Throttled", "1")]
    [InlineData(412, "PreconditionFailed", null)]
    public async Task What_the_service_surely_did_not_take_is_sent_again_and_arrives_once(int status, string code, string? retryAfter)
    {
        await town.BothJoinAsync();
        street.Connector.NextIn(TeamsStreet.ChatWith(Ana), Fault.Status(status, code, retryAfter));

        await town.SayAsync(Ana, "privacy");
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "what was said later is answered");

        Assert.Equal(1, town.CountIn(Ana, "Who can see what"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task What_may_have_arrived_is_not_sent_again(bool lands, int seen)
    {
        await town.BothJoinAsync();
        street.Connector.NextIn(TeamsStreet.ChatWith(Ana), Fault.Status(500, "ServiceError", lands: lands));

        await town.SayAsync(Ana, "privacy");
        await town.UntilAsync(async () => (await town.StatesOfAsync(Ana)).Any(state => state is SendState.Unknown), "it is known to be unknown");
        await town.DayAsync();
        await town.UntilAsync(async () => (await town.StatesOfAsync(Ana)).Any(state => state is SendState.Unconfirmed), "it stays unknown");
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "what was said later is answered");

        Assert.Equal(seen, town.CountIn(Ana, "Who can see what"));
    }

    [Fact]
    public async Task Good_news_goes_to_the_channel_that_both_agreed_to_and_to_no_other()
    {
        await MeetAtTheWardAsync();
        await street.PostAsync(Mentioning(Ana));
        await AgreeToPostAsync();
        await town.UntilAsync(() => street.Connector.In(Ward.Channel).Count == 2, "it is posted");

        Assert.Contains("~I led the round", street.Connector.In(Ward.Channel)[1].Activity.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_can_lead_good_news_into_another_channel_of_the_same_name()
    {
        var elsewhere = new TeamsStreet.Team("19:elsewhere@thread.tacv2");
        var cy = new Resident("cy", "Cy Young");
        street.Bring(cy);
        street.Connector.Open(elsewhere.Channel);
        street.Connector.Open($"{elsewhere.Channel};messageid=1");
        await MeetAtTheWardAsync();
        await street.PostAsync(Mentioning(cy, elsewhere));
        await street.PostAsync(Mentioning(Ana));
        await street.PostAsync(Mentioning(Bo, elsewhere));
        await AgreeToPostAsync();

        await town.UntilAsync(() => street.Connector.In(Ward.Channel).Count == 2, "it is posted where it was to be");
        Assert.Empty(street.Connector.In(elsewhere.Channel));
    }

    [Fact]
    public async Task A_channel_that_a_message_does_not_name_is_known_by_its_team()
    {
        street.Connector.AddTeam("19:team@thread.tacv2", ("19:general@thread.tacv2", null), (Ward.Channel, "Wins"));
        await MeetAtTheWardAsync();
        var mention = Mentioning(Ana);
        mention["channelData"]!["channel"] = new JsonObject { ["id"] = Ward.Channel };
        mention["channelData"]!["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2" };
        await street.PostAsync(mention);
        await AgreeToPostAsync();

        await town.UntilAsync(() => street.Connector.In(Ward.Channel).Count == 2, "it is posted");
    }

    [Fact]
    public async Task After_a_channel_is_gone_another_may_take_its_name()
    {
        var successor = new TeamsStreet.Team("19:successor@thread.tacv2");
        street.Connector.Open(successor.Channel);
        street.Connector.Open($"{successor.Channel};messageid=1");
        await MeetAtTheWardAsync();
        await street.PostAsync(Mentioning(Ana));
        street.Connector.AlwaysIn(Ward.Channel, Fault.Status(404, "ConversationNotFound"));
        await AgreeToPostAsync();
        await street.PostAsync(Mentioning(Bo, successor));

        var place = await town.App.Services.GetRequiredService<TeamsPlaces>().ReadAsync(new Address("teams", $"{Attempt.Tenant}/#wins"), TestContext.Current.CancellationToken);
        Assert.Equal(successor.Channel, place!.Reference.Conversation);
    }

    [Fact]
    public async Task A_team_is_told_once_who_the_bot_is_and_nothing_else_is_taken_in()
    {
        OpenWard();
        await Task.WhenAll(street.AddAsync(Ana, Ward), street.InstallAsync(Ana, Ward));
        Assert.Single(street.Connector.In(Ward.Channel));

        await street.PostAsync(street.Activity(Ana, "message", activity => activity["text"] = "help", Ward));
        Assert.Single(street.Connector.In(Ward.Channel));

        await street.PostAsync(Mentioning(Ana));
        Assert.Single(street.Connector.In(Thread));
    }

    [Theory]
    [InlineData("adaptiveCard/action", HttpStatusCode.NotImplemented)]
    [InlineData("task/fetch", HttpStatusCode.BadRequest)]
    [InlineData("task/submit", HttpStatusCode.BadRequest)]
    public async Task An_invoke_that_means_nothing_is_refused(string name, HttpStatusCode status)
    {
        await town.BothJoinAsync();

        Assert.Equal(status, (await street.InvokeAsync(Ana, name, new JsonObject { ["x"] = 1 })).Status);
    }

    [Fact]
    public async Task A_button_of_somebody_elses_pair_changes_nothing()
    {
        await town.InviteAsync();
        await street.InstallAsync(Ana);
        await street.InstallAsync(Bo);
        await town.UntilAsync(() => street.Find(Bo, "Join") is not null, "the invitation is there");
        var (message, join) = street.Find(Bo, "Join")!.Value;
        var cy = new Resident("cy", "Cy Young");
        street.Bring(cy);

        await street.PostAsync(street.Activity(cy, "message", activity => (activity["value"], activity["replyToId"]) = (join["data"]!.DeepClone(), message)));
        await town.IdleAsync();

        Assert.False((await town.PairAsync()).IsLiving);
    }

    private int CountIn(Resident stranger) => street.ChatOf(stranger).Count(text => text.Contains("I do not know you yet", StringComparison.Ordinal));

    private void OpenWard()
    {
        street.Connector.Open(Ward.Channel);
        street.Connector.Open(Thread);
    }

    private static string Thread => $"{Ward.Channel};messageid=1";

    private async Task MeetAtTheWardAsync()
    {
        OpenWard();
        await street.AddAsync(Ana, Ward);
        await town.BothJoinAsync(new ChannelId("#wins"));
    }

    private async Task AgreeToPostAsync()
    {
        await town.SayAsync(Bo, "win");
        var preview = await town.SendAsync((await town.PressAsync(Bo, "Write it down"))!, field => field switch { "line" => "~I led the round", "for" => "both", _ => null });
        await town.SendAsync(preview!, _ => null);
        await town.SendAsync((await town.PressAsync(Bo, "Post to #wins"))!, _ => null);
        Assert.Single(street.Connector.In(Ward.Channel));
        await town.PressAsync(Ana, "Agree to exactly this");
        await town.UntilAsync(() => town.CountIn(Bo, "Both agreed") == 1, "both agreed");
        await town.DayAsync();
    }

    private JsonObject Mentioning(Resident by, TeamsStreet.Team? where = null)
    {
        where ??= Ward;
        return street.Activity(by, "message", activity =>
        {
            activity["text"] = "<at>TrustBot</at> hello";
            activity["conversation"]!["id"] = $"{where.Channel};messageid=1";
            activity["channelData"]!["channel"] = new JsonObject { ["id"] = where.Channel, ["name"] = "Wins" };
            activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>TrustBot</at>", ["mentioned"] = new JsonObject { ["id"] = $"28:{Attempt.App}" } });
        }, where);
    }
}
