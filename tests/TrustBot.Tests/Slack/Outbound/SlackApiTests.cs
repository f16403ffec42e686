using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Slack.Outbound;

namespace TrustBot.Tests.Slack.Outbound;

public sealed class SlackApiTests : SlackTest
{
    [Fact]
    public async Task A_message_is_a_form_with_json_in_its_fields_and_the_token_in_its_header()
    {
        var chat = await ChatAsync();

        var ok = Ok(await Town.Api.PostMessageAsync(SlackTown.Token, chat, SlackTown.Message("Grüße & <b> 100% + 🙂"), "id-1", Cancellation));

        var call = Slack.Calls.Last();
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", call.ContentType);
        Assert.Equal($"Bearer {SlackTown.Token}", call.Authorization);
        Assert.Null(call["token"]);
        Assert.Equal(("false", "false", "false"), (call["unfurl_links"], call["unfurl_media"], call["mrkdwn"]));
        var post = Assert.Single(Slack.In(SlackTown.Team, "UANA"));
        Assert.Equal(("Grüße & <b> 100% + 🙂", (string?)ok["ts"]), (post.Text, post.Ts));
        Assert.Equal("""{"event_type":"trustbot_send","event_payload":{"id":"id-1"}}""", post.Metadata!.ToJsonString());
    }

    [Fact]
    public async Task Drawing_anew_changes_the_message_in_its_place_and_keeps_its_metadata()
    {
        var chat = await ChatAsync();
        var ts = (string)Ok(await Town.Api.PostMessageAsync(SlackTown.Token, chat, SlackTown.Message("First"), "id-1", Cancellation))["ts"]!;

        Ok(await Town.Api.UpdateMessageAsync(SlackTown.Token, chat, ts, SlackTown.Message("Second"), Cancellation));

        var post = Assert.Single(Slack.In(SlackTown.Team, "UANA"));
        Assert.Equal(("Second", 1), (post.Text, post.Version));
        Assert.NotNull(post.Metadata);
    }

    [Fact]
    public async Task People_are_found_by_id_and_by_mail()
    {
        Slack.Join(SlackTown.Team, "UGUEST", "guest@example.org", "America/Bogota", "es-LA", "Eva", guest: true);

        var user = Ok(await Town.Api.UserAsync(SlackTown.Token, "UGUEST", Cancellation))["user"]!;
        Assert.Equal(("America/Bogota", "es-LA", true), ((string?)user["tz"], (string?)user["locale"], (bool)user["is_restricted"]!));
        Assert.Equal("UGUEST", (string?)Ok(await Town.Api.UserByMailAsync(SlackTown.Token, "Guest@example.org", Cancellation))["user"]!["id"]);
        Assert.Equal(new SlackResult.Refused(SlackClass.Recipient, "users_not_found"), await Town.Api.UserByMailAsync(SlackTown.Token, "nobody@example.org", Cancellation));
    }

    [Fact]
    public async Task Views_are_opened_replaced_and_published()
    {
        var first = Ok(await Town.Api.OpenViewAsync(SlackTown.Token, Slack.Press("UANA"), Modal("One"), Cancellation))["view"]!;
        Ok(await Town.Api.UpdateViewAsync(SlackTown.Token, (string)first["id"]!, Modal("One again"), Cancellation));
        Assert.Equal(new SlackResult.Refused(SlackClass.Race, "not_found"), await Town.Api.UpdateViewAsync(SlackTown.Token, "VNONE", Modal("One again"), Cancellation));
        Assert.Equal(["One again"], Slack.ModalsOf(SlackTown.Team, "UANA").Select(view => (string?)view.Json["title"]!["text"]));

        var home = new JsonObject { ["type"] = "home", ["blocks"] = SlackTown.Message("Home").Blocks };
        Ok(await Town.Api.PublishViewAsync(SlackTown.Token, "UANA", home, Cancellation));
        Assert.NotNull(Slack.HomeOf(SlackTown.Team, "UANA"));
    }

    [Fact]
    public async Task A_trigger_is_good_once_and_for_three_seconds()
    {
        var (used, old) = (Slack.Press("UANA"), Slack.Press("UANA"));
        Ok(await Town.Api.OpenViewAsync(SlackTown.Token, used, Modal("One"), Cancellation));
        Town.Time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(new SlackResult.Refused(SlackClass.Race, "exchanged_trigger_id"), await Town.Api.OpenViewAsync(SlackTown.Token, used, Modal("One"), Cancellation));
        Assert.Equal(new SlackResult.Refused(SlackClass.Race, "expired_trigger_id"), await Town.Api.OpenViewAsync(SlackTown.Token, old, Modal("One"), Cancellation));
    }

    [Fact]
    public async Task A_code_is_exchanged_with_the_secret_in_the_header()
    {
        var body = Ok(await Town.Api.ExchangeCodeAsync("1.2", "se:cret", Slack.Agree("T2", "xoxb-2"), "https://example.org/slack/back", Cancellation));

        Assert.Equal(("xoxb-2", "T2"), ((string?)body["access_token"], (string?)body["team"]!["id"]));
        Assert.Equal($"Basic {Convert.ToBase64String("1.2:se%3Acret"u8)}", Slack.Calls.Last().Authorization);
        Ok(await Town.Api.TestAuthAsync("xoxb-2", Cancellation));
    }

    [Fact]
    public async Task A_socket_is_asked_for_with_the_token_of_the_app()
    {
        Slack.AllowSockets("xapp-1");

        Assert.StartsWith("ws://", (string?)Ok(await Town.Api.OpenSocketAsync("xapp-1", Cancellation))["url"]);
        Assert.Equal(new SlackResult.Refused(SlackClass.Config, "not_allowed_token_type"), await Town.Api.OpenSocketAsync(SlackTown.Token, Cancellation));
    }

    [Fact]
    public async Task History_comes_in_pages()
    {
        var chat = await ChatAsync();
        for (var n = 0; n < 60; n++)
            Ok(await Town.Api.PostMessageAsync(SlackTown.Token, chat, SlackTown.Message($"{n}"), $"id-{n}", Cancellation));

        var first = Ok(await Town.Api.HistoryAsync(SlackTown.Token, chat, Instant.FromUnixTimeSeconds(0), null, Cancellation));
        var cursor = (string)first["response_metadata"]!["next_cursor"]!;
        var second = Ok(await Town.Api.HistoryAsync(SlackTown.Token, chat, Instant.FromUnixTimeSeconds(0), cursor, Cancellation));

        Assert.Equal((50, 10), (first["messages"]!.AsArray().Count, second["messages"]!.AsArray().Count));
    }

    private async Task<string> ChatAsync() => (string)Ok(await Town.Api.OpenConversationAsync(SlackTown.Token, "UANA", Cancellation))["channel"]!["id"]!;

    private static JsonObject Ok(SlackResult result) => Assert.IsType<SlackResult.Ok>(result).Body;

    private static JsonObject Modal(string title) =>
        new() { ["type"] = "modal", ["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = title }, ["blocks"] = SlackTown.Message("A modal").Blocks };
}
