using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Slack.Outbound;

namespace TrustBot.Tests.Slack;

/// <summary>What the fake holds us to, where no client of Slack's own would show it.</summary>
public sealed class FakeSlackTests : SlackTest
{
    [Fact]
    public async Task A_second_message_in_a_second_is_too_many_where_limits_are_kept()
    {
        Slack.KeepsLimits = true;
        var (ana, bo) = (Slack.Opened(SlackTown.Team, "UANA"), Slack.Opened(SlackTown.Team, "UBO"));

        Assert.IsType<SlackResult.Ok>(await PostAsync(ana, "1"));
        Assert.Equal(SlackClass.Wait, Assert.IsType<SlackResult.Refused>(await PostAsync(ana, "2")).Class);
        Assert.IsType<SlackResult.Ok>(await PostAsync(bo, "3"));
        Town.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<SlackResult.Ok>(await PostAsync(ana, "4"));
        Assert.Equal(1, Slack.CallsBeyondLimits);
    }

    [Theory]
    [InlineData("section", 3_000, "/blocks/0/text/text")]
    [InlineData("header", 150, "/blocks/0/text/text")]
    public async Task A_text_may_be_as_long_as_it_may_be(string type, int most, string place)
    {
        var chat = Slack.Opened(SlackTown.Team, "UANA");

        Assert.IsType<SlackResult.Ok>(await PostAsync(chat, Block(most)));
        Assert.Equal(new SlackResult.Refused(SlackClass.Bug, "invalid_blocks", Detail: place), await PostAsync(chat, Block(most + 1)));

        JsonArray Block(int length) => [new JsonObject { ["type"] = type, ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = new string('x', length) } }];
    }

    [Fact]
    public async Task A_message_has_fifty_blocks_at_most_and_not_too_much_text_in_all()
    {
        var chat = Slack.Opened(SlackTown.Team, "UANA");

        Assert.IsType<SlackResult.Ok>(await PostAsync(chat, Blocks(50, 10)));
        Assert.Equal(new SlackResult.Refused(SlackClass.Bug, "invalid_blocks", Detail: "/blocks"), await PostAsync(chat, Blocks(51, 10)));
        Assert.Equal(new SlackResult.Refused(SlackClass.Bug, "msg_blocks_too_long"), await PostAsync(chat, Blocks(5, 2_900)));

        static JsonArray Blocks(int count, int length) =>
            [.. Enumerable.Range(0, count).Select(JsonNode (_) => new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = new string('x', length) } })];
    }

    [Fact]
    public async Task An_address_of_a_socket_is_good_once_and_a_silent_socket_answers_no_ping()
    {
        Slack.AllowSockets("xapp-1");
        var url = new Uri((string)Assert.IsType<SlackResult.Ok>(await Town.Api.OpenSocketAsync("xapp-1", Cancellation)).Body["url"]!);
        using var socket = new ClientWebSocket();
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(3));
        await socket.ConnectAsync(url, Cancellation);
        var buffer = new byte[4096];
        var hello = await socket.ReceiveAsync(buffer, Cancellation);
        Assert.Equal("hello", (string?)JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, hello.Count))!["type"]);

        using var second = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(url, Cancellation));
        await Slack.ConnectedAsync(Cancellation);
        Slack.Sockets[0].FallSilent();

        var missed = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => socket.ReceiveAsync(buffer, Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        Assert.Contains("KeepAliveTimeout", Assert.IsType<WebSocketException>(missed.GetBaseException()).Message, StringComparison.Ordinal);
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    private ValueTask<SlackResult> PostAsync(string chat, string text) => Town.Api.PostMessageAsync(SlackTown.Token, chat, SlackTown.Message(text), text, Cancellation);

    private ValueTask<SlackResult> PostAsync(string chat, JsonArray blocks) => Town.Api.PostMessageAsync(SlackTown.Token, chat, new SlackMessage("x", blocks), "id", Cancellation);
}
