using System.Net;
using System.Text.Json.Nodes;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Tests.Teams.Inbound;
using static TrustBot.Tests.Teams.Life.TeamsTown;

namespace TrustBot.Tests.Teams.Life;

/// <summary>What the Sandbox can't show: dialogs, installing and removing, blocking, repeats, and a service that fails.</summary>
public sealed class TeamsLifeTests
{
    private const string Help = "What TrustBot can do for you";

    [Fact]
    public async Task From_installing_to_a_signed_agreement_in_dialogs_and_nothing_typed_is_echoed()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        foreach (var (resident, other) in ((Resident, Resident)[])[(Ana, Bo), (Bo, Ana)])
        {
            var page = await town.PressAsync(resident, "Answer the kickoff");
            while (page is not null)
                page = await town.SendAsync(page, id => id is "i:boundaries" or "i:purpose" ? $"~{resident.Id} {id}" : null);
        }
        await town.IdleAsync();
        Assert.DoesNotContain("~ana i:boundaries", town.ChatOf(Bo) + town.ChatOf(Ana), StringComparison.Ordinal);
        foreach (var resident in (Resident[])[Ana, Bo])
            await town.SendAsync((await town.PressAsync(resident, "Read and sign"))!, _ => null);

        Assert.IsType<KickoffState.Signed>((await town.PairAsync()).Kickoff);
    }

    [Fact]
    public async Task An_error_shows_at_its_field_and_what_was_typed_stays()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        await town.SayAsync(Ana, "settings");
        var dialog = (await town.PressAsync(Ana, "Change days or hour"))!;

        var again = (await town.SendAsync(dialog, id => id == "i:hour" ? "25:00" : null))!;

        Assert.Contains("25:00", again.Text, StringComparison.Ordinal);
        Assert.Contains("attention", again.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Null(await town.SendAsync(again, id => id == "i:hour" ? "10:00" : null));
    }

    [Fact]
    public async Task Whoever_arrives_is_greeted_once_however_it_is_reported()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.InviteAsync();
        await Task.WhenAll(town.InstallAsync(Ana), town.AddAsync(Ana), town.InstallAsync(Ana), town.AddAsync(Ana));
        await town.AddAsync(Bo);
        await town.InstallAsync(Bo);

        foreach (var resident in (Resident[])[Ana, Bo])
        {
            await town.UntilAsync(() => town.Find(resident, "Join") is not null && town.CountIn(resident, "Hello ") > 0, "both are there");
            await town.SayAsync(resident, "help");
            await town.UntilAsync(() => town.CountIn(resident, Help) == 1, "what comes later is there");
            Assert.Equal(1, town.CountIn(resident, "Hello "));
        }
    }

    [Fact]
    public async Task A_stranger_is_told_once_at_the_door_and_at_every_word()
    {
        await using var town = await TeamsTown.StartAsync();
        var cy = new Resident("cy", "Cy Young");
        await town.BringAsync(cy);
        await Task.WhenAll(town.InstallAsync(cy), town.AddAsync(cy));
        Assert.Equal(1, town.CountIn(cy, "I do not know you yet"));

        await town.SayAsync(cy, "help");
        Assert.Equal(2, town.CountIn(cy, "I do not know you yet"));
        Assert.Contains("I do not know you yet", (await town.InvokeAsync(cy, "task/fetch", new JsonObject())).Body!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_directory_does_not_answer_nobody_is_called_a_stranger()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.InviteAsync();
        town.Connector.NextIn(Ana.Chat, Fault.Status(503));
        await town.SayAsync(Ana, "help");
        Assert.Equal(1, town.CountIn(Ana, "in a few minutes"));

        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.Find(Ana, "Join") is not null, "the invitation arrives");
        Assert.Equal(0, town.CountIn(Ana, "I do not know you yet"));
    }

    [Fact]
    public async Task The_same_activity_again_has_no_second_effect()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        var said = town.Activity(Ana, "message", activity => activity["text"] = "privacy");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await town.PostAsync(said.DeepClone().AsObject())).Status);
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "what comes later is there");

        Assert.Equal(1, town.CountIn(Ana, "Who can see what"));
    }

    [Fact]
    public async Task Of_twenty_messages_at_once_none_is_lost()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => town.SayAsync(Ana, "help")));

        await town.UntilAsync(() => town.CountIn(Ana, Help) == 20, "all twenty are answered");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_under_two_invokes_is_sent_once()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        await town.SayAsync(Ana, "goals");
        var filled = (await town.PressAsync(Ana, "Add a goal"))!.Filled(id => id == "i:goal" ? "Lead a round" : null);

        await Task.WhenAll(town.InvokeAsync(Ana, "task/submit", filled), town.InvokeAsync(Ana, "task/submit", filled));
        await town.InvokeAsync(Ana, "task/submit", filled);

        Assert.Single((await town.PairAsync()).Goals);
    }

    [Theory]
    [InlineData("ConversationBlockedByUser", Reach.Blocked)]
    [InlineData("BotNotInConversationRoster", Reach.Removed)]
    [InlineData("BotDisabledByAdmin", Reach.TurnedOff)]
    public async Task Who_cannot_be_reached_is_said_to_be_and_gets_everything_once_they_are_back(string code, Reach why)
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        town.Connector.AlwaysIn(Ana.Chat, Fault.Status(403, code));
        await town.SayAsync(Ana, "goals");
        await town.UntilAsync(async () => await town.ReachOfAsync(Ana) == why, "it is known");
        Assert.Null(town.Find(Ana, "Add a goal"));

        town.Connector.AlwaysIn(Ana.Chat, null);
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1 && town.Find(Ana, "Add a goal") is not null, "both answers are there");

        Assert.Equal(Reach.Here, await town.ReachOfAsync(Ana));
    }

    [Fact]
    public async Task Who_takes_the_app_away_hears_nothing_and_goes_on_where_they_were_after_installing_it_again()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.InviteAsync();
        await town.InstallAsync(Ana);
        await town.RemoveAsync(Ana);
        Assert.Equal(Reach.Removed, await town.ReachOfAsync(Ana));
        await town.InstallAsync(Bo);
        await town.PressAsync(Bo, "Join");

        await town.InstallAsync(Ana);
        await town.PressAsync(Ana, "Join");

        await town.UntilAsync(() => town.Find(Ana, "Answer the kickoff") is not null, "they begin");
        await town.UntilAsync(() => town.CountIn(Ana, "Hello ") == 2, "each arrival is greeted");
        Assert.Equal(Reach.Here, await town.ReachOfAsync(Ana));
    }

    [Theory]
    [InlineData(429, "Throttled", "1")]
    [InlineData(412, "PreconditionFailed", null)]
    public async Task What_the_service_surely_did_not_take_is_sent_again_and_arrives_once(int status, string code, string? retryAfter)
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        town.Connector.NextIn(Ana.Chat, Fault.Status(status, code, retryAfter));

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
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        town.Connector.NextIn(Ana.Chat, Fault.Status(500, "ServiceError", lands: lands));

        await town.SayAsync(Ana, "privacy");
        await town.UntilAsync(() => town.StatesOf(Ana.Person).Any(state => state is SendState.Unknown), "it is known to be unknown");
        await town.DayAsync();
        await town.UntilAsync(() => town.StatesOf(Ana.Person).Any(state => state is SendState.Unconfirmed), "it stays unknown");
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "what was said later is answered");

        Assert.Equal(seen, town.CountIn(Ana, "Who can see what"));
    }

    [Fact]
    public async Task Good_news_goes_to_the_channel_that_both_agreed_to_and_to_no_other()
    {
        await using var town = await TeamsTown.StartAsync();
        var team = new Resident("ana", "Ana Ruiz", "channel") { Chat = "19:wins@thread.tacv2" };
        town.Connector.Open(team.Chat);
        town.Connector.Open($"{team.Chat};messageid=1");
        await town.AddAsync(team);
        await town.PostAsync(Mentioning(town, team));
        await town.BothJoinAsync(new ChannelId("#wins"));
        await town.SayAsync(Bo, "win");
        var preview = await town.SendAsync((await town.PressAsync(Bo, "Write it down"))!, id => id == "i:line" ? "~I led the round" : id == "i:for" ? "both" : null);
        await town.SendAsync(preview!, _ => null);
        await town.SendAsync((await town.PressAsync(Bo, "Post to #wins"))!, _ => null);
        Assert.Single(town.Connector.In(team.Chat));
        await town.PressAsync(Ana, "Agree to exactly this");
        await town.UntilAsync(() => town.CountIn(Bo, "Both agreed") == 1, "both agreed");
        await town.DayAsync();
        await town.UntilAsync(() => town.Connector.In(team.Chat).Count == 2, "it is posted");

        Assert.Contains("~I led the round", town.Connector.In(team.Chat)[1].Activity.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_is_told_once_who_the_bot_is_and_nothing_else_is_taken_in()
    {
        await using var town = await TeamsTown.StartAsync();
        var team = new Resident("ana", "Ana Ruiz", "channel") { Chat = "19:wins@thread.tacv2" };
        town.Connector.Open(team.Chat);
        town.Connector.Open($"{team.Chat};messageid=1");
        await Task.WhenAll(town.AddAsync(team), town.InstallAsync(team));
        Assert.Single(town.Connector.In(team.Chat));

        await town.PostAsync(town.Activity(team, "message", activity => activity["text"] = "help"));
        Assert.Single(town.Connector.In(team.Chat));

        await town.PostAsync(Mentioning(town, team));
        Assert.Single(town.Connector.In($"{team.Chat};messageid=1"));
    }

    [Theory]
    [InlineData("adaptiveCard/action", HttpStatusCode.NotImplemented)]
    [InlineData("task/fetch", HttpStatusCode.BadRequest)]
    [InlineData("task/submit", HttpStatusCode.BadRequest)]
    public async Task An_invoke_that_means_nothing_is_refused(string name, HttpStatusCode status)
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();

        Assert.Equal(status, (await town.InvokeAsync(Ana, name, new JsonObject { ["x"] = 1 })).Status);
    }

    [Fact]
    public async Task A_button_of_somebody_elses_pair_changes_nothing()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.InviteAsync();
        await town.InstallAsync(Ana);
        await town.InstallAsync(Bo);
        await town.UntilAsync(() => town.Find(Bo, "Join") is not null, "the invitation is there");
        var (message, join) = town.Find(Bo, "Join")!.Value;
        var cy = new Resident("cy", "Cy Young");
        await town.BringAsync(cy);

        await town.PostAsync(town.Activity(cy, "message", activity => (activity["value"], activity["replyToId"]) = (join["data"]!.DeepClone(), message)));
        await town.IdleAsync();

        Assert.False((await town.PairAsync()).IsLiving);
    }

    private static JsonObject Mentioning(TeamsTown town, Resident team) => town.Activity(team, "message", activity =>
    {
        activity["text"] = "<at>TrustBot</at> hello";
        activity["conversation"]!["id"] = $"{team.Chat};messageid=1";
        activity["channelData"]!["channel"] = new JsonObject { ["id"] = team.Chat, ["name"] = "Wins" };
        activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>TrustBot</at>", ["mentioned"] = new JsonObject { ["id"] = $"28:{Attempt.App}" } });
    });
}
