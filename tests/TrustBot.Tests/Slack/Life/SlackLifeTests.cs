using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Scheduling;
using TrustBot.Slack;
using TrustBot.Slack.Blocks;
using TrustBot.Tests.Drawn;
using TrustBot.Tests.Slack.Inbound;
using TrustBot.Tests.Stories;
using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Slack.Life;

/// <summary>What only Slack has: modals, the Home tab, the command, shortcuts, and how it repeats and loses things.</summary>
public sealed class SlackLifeTests : IAsyncLifetime
{
    private const string Help = "What TrustBot can do for you";
    private const string InChat = "The answer is in your chat with TrustBot.";

    private SlackStreet street = null!;
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        street = await SlackStreet.OpenAsync();
        town = await Town.StartAsync(street);
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task From_the_first_hello_to_a_signed_agreement_in_modals_and_nothing_typed_is_echoed()
    {
        await town.BothSignAsync();

        Assert.IsType<KickoffState.Signed>((await town.PairAsync()).Kickoff);
        Assert.DoesNotContain("~ana boundaries", town.ChatOf(Ana) + town.ChatOf(Bo), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_shows_at_its_field()
    {
        await town.BothJoinAsync();
        await town.SayAsync(Ana, "settings");
        var window = (await town.PressAsync(Ana, "Change days or hour"))!;

        var (_, body) = await street.SubmitAsync(window, field => field == "hour" ? "25:00" : null);

        Assert.EndsWith(":hour", Assert.Single(body!["errors"]!.AsObject()).Key, StringComparison.Ordinal);
        Assert.Null(await town.SendAsync(window, field => field == "hour" ? "10:00" : null));
    }

    [Fact]
    public async Task Whoever_opens_the_chat_is_greeted_once()
    {
        await town.InviteAsync();
        await Task.WhenAll(town.ArriveAsync(Ana), street.OpenHomeAsync(Ana), town.ArriveAsync(Ana));
        await town.ArriveAsync(Ana);
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1 && town.CanPress(Ana, "Join"), "what comes later is there");

        Assert.Equal(1, town.CountIn(Ana, "Hello "));
    }

    [Fact]
    public async Task A_stranger_is_told_so_wherever_they_ask()
    {
        var cy = new Resident("cy", "Cy Young");
        street.Bring(cy);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => street.SayAsync(cy, "help")));
        await town.UntilAsync(() => street.ChatOf(cy).Count > 0, "they are told");
        Assert.Contains("I do not know you yet", (await street.ShortcutAsync(cy, SlackApp.Menu))!.Text, StringComparison.Ordinal);
        Assert.Contains("I do not know you yet", (string?)(await street.CommandAsync(cy, "help")).Body!["text"], StringComparison.Ordinal);
        await street.OpenHomeAsync(cy);
        await town.UntilAsync(() => street.Slack.HomeOf(SlackStreet.Team, "UCY") is not null, "their Home tab says it too");
        Assert.Contains("I do not know you yet", Assert.Single(street.ChatOf(cy)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task N06_N07_The_same_message_again_under_its_event_id_or_another_has_no_second_effect()
    {
        await town.BothJoinAsync();
        var said = street.Envelope(Ana, "message", inner => (inner["channel_type"], inner["channel"], inner["ts"], inner["text"]) = ("im", street.Slack.Opened(SlackStreet.Team, "UANA"), "5.5", "privacy"));
        var again = said.DeepClone().AsObject();
        again["event_id"] = "EvOther";
        foreach (var delivery in (JsonObject[])[said, said, again])
            Assert.Equal(HttpStatusCode.OK, (await street.PostAsync(SlackAttempt.Event(delivery))).Status);
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "what comes later is there");

        Assert.Equal(1, town.CountIn(Ana, "Who can see what"));
    }

    [Theory]
    [InlineData("message_changed", "UANA", null)]
    [InlineData("message_deleted", "UANA", null)]
    [InlineData("bot_message", null, "BUBOTT1")]
    [InlineData(null, "UBOTT1", "BUBOTT1")]
    [InlineData(null, "UBOTT1", null)]
    public async Task N10_What_nobody_said_is_not_answered(string? subtype, string? user, string? bot)
    {
        await town.BothJoinAsync();
        await street.SayAsync(Ana, "help", inner => (inner["subtype"], inner["user"], inner["bot_id"]) = (subtype, user, bot));
        await town.SayAsync(Ana, "privacy");
        await town.UntilAsync(() => town.CountIn(Ana, "Who can see what") == 1, "what comes later is there");

        Assert.Equal(0, town.CountIn(Ana, Help));
    }

    [Fact]
    public async Task Of_twenty_messages_at_once_none_is_lost()
    {
        await town.BothJoinAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => town.SayAsync(Ana, "help")));

        await town.UntilAsync(() => town.CountIn(Ana, Help) == 20, "all twenty are answered");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_sent_once()
    {
        await town.BothJoinAsync();
        await town.SayAsync(Ana, "goals");
        var window = (await town.PressAsync(Ana, "Add a goal"))!;

        await Task.WhenAll(street.SubmitAsync(window, Goal), street.SubmitAsync(window, Goal));
        await street.SubmitAsync(window, Goal);

        Assert.Single((await town.PairAsync()).Goals);

        static string? Goal(string field) => field == "goal" ? "Lead a round" : null;
    }

    [Fact]
    public async Task After_a_press_the_message_is_a_summary_where_it_stood()
    {
        await town.InviteAsync();
        await town.ArriveAsync(Ana);
        await town.UntilAsync(() => town.CanPress(Ana, "Join"), "the invitation is there");
        var invitation = street.Find(Ana, "Join")!.Value.Message;

        await town.PressAsync(Ana, "Join");

        await town.UntilAsync(() => !town.CanPress(Ana, "Join"), "it can't be pressed again");
        Assert.Contains(street.Slack.In(SlackStreet.Team, "UANA"), post => post.Ts == invitation.Ts && post.Version > 0);
    }

    [Fact]
    public async Task The_home_tab_shows_where_the_pair_stands_and_is_published_once_while_nothing_changes()
    {
        await town.BothSignAsync();
        await street.OpenHomeAsync(Ana);
        await town.UntilAsync(() => street.Slack.HomeOf(SlackStreet.Team, "UANA") is not null, "it is drawn");
        var home = street.Slack.HomeOf(SlackStreet.Team, "UANA")!.Json.ToJsonString();
        await street.OpenHomeAsync(Ana);
        await street.SayAsync(Ana, "help");

        Assert.Contains("You and Bo", home, StringComparison.Ordinal);
        Assert.Contains("signed, version 1", home, StringComparison.Ordinal);
        Assert.Contains("Change days or hour", home, StringComparison.Ordinal);
        Assert.Equal(1, street.Slack.CallsOf("views.publish"));
    }

    [Fact]
    public async Task What_is_pressed_on_the_home_tab_is_answered_in_the_chat_and_the_tab_is_drawn_anew()
    {
        await town.BothSignAsync();
        await street.OpenHomeAsync(Ana);
        await town.UntilAsync(() => street.Slack.HomeOf(SlackStreet.Team, "UANA") is not null, "it is drawn");

        Assert.Contains(InChat, (await street.PressAtHomeAsync(Ana, "Auf Deutsch"))!.Text, StringComparison.Ordinal);

        await town.UntilAsync(() => street.Slack.HomeOf(SlackStreet.Team, "UANA")!.Json.ToJsonString().Contains("Einstellungen", StringComparison.Ordinal), "it speaks German");
    }

    [Fact]
    public async Task The_command_is_answered_in_the_chat_and_says_so_anywhere_else()
    {
        await town.BothJoinAsync();

        Assert.Equal(InChat, Unjoined((string?)(await street.CommandAsync(Ana, "status")).Body!["text"]));
        Assert.Equal("ephemeral", (string?)(await street.CommandAsync(Ana, "what?")).Body!["response_type"]);
        Assert.Null((await street.CommandAsync(Ana, "", street.Slack.Opened(SlackStreet.Team, "UANA"))).Body);
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 2 && town.CountIn(Ana, "You and Bo") > 0, "each has its answer");
    }

    [Fact]
    public async Task The_menu_opens_from_anywhere()
    {
        await town.BothJoinAsync();

        Assert.Contains(Help, (await street.ShortcutAsync(Ana, SlackApp.Menu))!.Text, StringComparison.Ordinal);
        await street.PressInWindowAsync(Ana, "Where we stand");
        await town.UntilAsync(() => street.WindowOf(Ana)?.Text.Contains(InChat, StringComparison.Ordinal) == true, "the menu says where the answer is");
    }

    [Fact]
    public async Task N20_A_broadcast_that_somebody_writes_is_inert()
    {
        await town.BothJoinAsync();
        await town.SayAsync(Ana, "thanks");
        var window = (await town.PressAsync(Ana, "Write it down"))!;
        var preview = (await town.SendAsync(window, field => field switch { "line" => "<!channel> @here <@UBO> *look* <https://a.example|here>", "for" => "both", _ => null }))!;
        await town.SendAsync(preview, _ => null);
        await town.UntilAsync(() => town.CountIn(Bo, "<!channel> @here") == 1, "the other reads it as it was written");

        var message = street.Slack.In(SlackStreet.Team, "UBO")[^1];
        Assert.DoesNotContain("channel", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(((JsonNode)message.Blocks!).Objects(), element => (string?)(element["type"] as JsonValue) is "mrkdwn" or "broadcast" or "link" or "user");
    }

    private static string? Unjoined(string? text) => text?.Replace("\u2060", "", StringComparison.Ordinal);
}
