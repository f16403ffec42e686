using System.Net.WebSockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Slack;
using TrustBot.Slack.Sockets;
using TrustBot.Storage;
using TrustBot.Tests.Slack.Inbound;

namespace TrustBot.Tests.Slack.Sockets;

/// <summary>What becomes of what Slack sends on a socket, and what it hears of that.</summary>
public sealed class SocketDeliveryTests : IAsyncLifetime
{
    private const string Last = "the last one";
    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private SocketDoor door = null!;
    private FakeSlack.Socket socket = null!;

    public async ValueTask InitializeAsync()
    {
        door = await SocketDoor.OneAsync(new SocketTimes { LongestFrame = 64 * 1024 });
        socket = door.Newest;
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task An_acknowledgement_is_the_envelopes_id_and_nothing_else()
    {
        await SendAsync(new JsonObject { ["envelope_id"] = "7d1f8d2e-aa11", ["type"] = "events_api", ["accepts_response_payload"] = false, ["payload"] = SlackSamples.Said("hello"), ["retry_attempt"] = 1, ["retry_reason"] = "timeout" });

        Assert.Equal(["""{"envelope_id":"7d1f8d2e-aa11"}"""], await EndAsync());
    }

    [Theory]
    [InlineData(true, true, """{"envelope_id":"E","payload":{"response_action":"errors","errors":{"q":"Größe?"}}}""")]
    [InlineData(true, false, """{"envelope_id":"E"}""")]
    [InlineData(false, true, """{"envelope_id":"E"}""")]
    public async Task An_answer_goes_along_only_where_Slack_takes_one(bool accepts, bool answers, string expected)
    {
        door.Turns.Answer = (_, _) => Task.FromResult(new SlackReply(answers ? JsonNode.Parse("""{"response_action":"errors","errors":{"q":"Größe?"}}""") : null));
        await SendAsync(new JsonObject { ["envelope_id"] = "E", ["type"] = "interactive", ["accepts_response_payload"] = accepts, ["payload"] = SlackSamples.Json("interactive/view_submission.json") });

        Assert.Equal(expected, JsonNode.Parse(Assert.Single(await EndAsync()))!.ToJsonString(AsIs));
    }

    [Fact]
    public async Task What_could_not_be_stored_is_not_acknowledged_and_is_taken_when_it_comes_again()
    {
        var away = true;
        var refused = new TaskCompletionSource();
        door.Turns.Answer = (_, _) =>
        {
            if (!away)
                return Task.FromResult(SlackReply.Done);
            refused.SetResult();
            throw new StoreUnavailableException("locked");
        };
        await SendAsync(Event("first", "Ev7"));
        await refused.Task.WaitAsync(door.Cancellation);
        away = false;
        await SendAsync(Event("again", "Ev7"));

        Assert.Equal(["""{"envelope_id":"again"}"""], await EndAsync());
    }

    [Fact]
    public async Task A_turn_that_takes_longer_than_Slack_waits_is_not_acknowledged_and_goes_on()
    {
        var (begun, go, finished) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        door.Turns.Answer = async (delivery, _) =>
        {
            if (delivery is SlackDelivery.Event { Id: "EvSlow" })
            {
                begun.SetResult();
                await go.Task;
                finished.SetResult();
            }
            return SlackReply.Done;
        };
        await SendAsync(Event("slow", "EvSlow"));
        await begun.Task.WaitAsync(door.Cancellation);
        await door.Time.PassAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5), door.Cancellation);

        Assert.Empty(await EndAsync());
        go.SetResult();
        await finished.Task.WaitAsync(door.Cancellation);
    }

    [Fact]
    public async Task A_slow_turn_holds_up_nobody_else()
    {
        var go = new TaskCompletionSource();
        door.Turns.Answer = async (delivery, _) =>
        {
            if (delivery is SlackDelivery.Event { Id: "EvSlow" })
                await go.Task;
            return SlackReply.Done;
        };
        await SendAsync(Event("slow", "EvSlow"));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => door.DeliverAsync(socket, $"{i}")));
        Assert.DoesNotContain(socket.Heard, said => said.Contains("slow", StringComparison.Ordinal));
        go.SetResult();
        await UntilHeardAsync("""{"envelope_id":"slow"}""");

        Assert.Equal(51, door.Turns.Taken.Count);
    }

    [Fact]
    public async Task With_more_turns_than_it_holds_a_socket_is_read_on_when_one_of_them_ends()
    {
        await using var narrow = await SocketDoor.OneAsync(new SocketTimes { MostTurns = 2 });
        var go = new TaskCompletionSource();
        narrow.Turns.Answer = async (_, _) =>
        {
            await go.Task;
            return SlackReply.Done;
        };
        var all = Task.WhenAll(Enumerable.Range(0, 5).Select(i => narrow.DeliverAsync(narrow.Newest, $"{i}")));
        while (narrow.Turns.Taken.Count < 2)
            await Task.Yield();
        go.SetResult();
        await all;

        Assert.Equal(5, narrow.Turns.Taken.Count);
    }

    [Theory]
    [InlineData("""{"type":"nonsense_of_next_year","envelope_id":"x","payload":{"text":"secret"}}""", "nonsense_of_next_year")]
    [InlineData("""{"type":"a type that says secret","payload":{}}""", "unknown")]
    [InlineData("""{"type":"events_api","envelope_id":"x"}""", "events_api")]
    [InlineData("""{"type":"events_api","envelope_id":"x","payload":"secret"}""", "events_api")]
    [InlineData("""{"type":"events_api","payload":{"type":"event_callback","event_id":"Ev1","event":{"type":"message"}}}""", "events_api")]
    [InlineData("""{"type":"interactive","envelope_id":"x","payload":{"secret":1}}""", "interactive")]
    [InlineData("""{"type":"slash_commands","envelope_id":"x","payload":{"text":"secret"}}""", "slash_commands")]
    [InlineData("""{"type":7}""", "unknown")]
    [InlineData("""["secret"]""", "no JSON")]
    [InlineData("secret", "no JSON")]
    [InlineData("""{"type":"hello","type":"hello"}""", "no JSON")]
    public async Task A_frame_that_nobody_knows_is_named_and_ignored(string frame, string named)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, 1, door.Cancellation);

        Assert.Empty(await EndAsync());
        Assert.Contains(door.Logged.Lines, line => line.Line.Contains($"ignored: {named}", StringComparison.Ordinal));
        Assert.DoesNotContain(door.Logged.Lines, line => line.Line.Contains("secret", StringComparison.Ordinal));
        Assert.Single(door.Turns.Taken);
    }

    [Fact]
    public async Task Frames_that_are_no_text_or_too_long_are_ignored_and_fragments_are_joined()
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(Event("binary", "EvB").ToJsonString()), WebSocketMessageType.Binary, 1, door.Cancellation);
        var large = Event("large", "EvL");
        large["padding"] = new string('x', 64 * 1024);
        await socket.SendAsync(Encoding.UTF8.GetBytes(large.ToJsonString()), WebSocketMessageType.Text, 7, door.Cancellation);
        var fits = Event("fits", "EvF");
        fits["padding"] = new string('ü', 30 * 1024);
        await socket.SendAsync(Encoding.UTF8.GetBytes(fits.ToJsonString(AsIs)), WebSocketMessageType.Text, 100, door.Cancellation);
        await UntilHeardAsync("""{"envelope_id":"fits"}""");

        Assert.Single(door.Turns.Taken);
        Assert.Contains(door.Logged.Lines, line => line.Line.Contains("ignored: no text", StringComparison.Ordinal));
        Assert.Contains(door.Logged.Lines, line => line.Line.Contains("ignored: too long", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_payload_through_both_doors_is_the_same_delivery()
    {
        using var http = new HttpClient { BaseAddress = door.Address };
        foreach (var name in SlackSamples.Names.Where(name => !name.Contains("url_verification", StringComparison.Ordinal)))
        {
            door.Turns.Taken.Clear();
            using var request = At(SlackSamples.Attempt(name)).ToRequest();
            using var answer = await http.SendAsync(request, door.Cancellation);
            Assert.True(answer.IsSuccessStatusCode, name);
            await door.Slack.DeliverAsync(socket, TypeOf(name), PayloadOf(name), door.Cancellation);

            Assert.Equal(2, door.Turns.Taken.Count);
            var (first, second) = (door.Turns.Taken.First(), door.Turns.Taken.Last());
            Assert.Equal((first.GetType(), first.Workspace), (second.GetType(), second.Workspace));
            Assert.Equal(Plain(first), Plain(second));
        }
    }

    private SlackAttempt At(SlackAttempt attempt)
    {
        attempt.Timestamp = SlackAttempt.At(door.Time.GetUtcNow());
        return attempt;
    }

    private static string TypeOf(string name) => name.Split('/')[0] switch { "events" => "events_api", "interactive" => "interactive", _ => "slash_commands" };

    private static JsonObject PayloadOf(string name) => name switch
    {
        _ when name.StartsWith("events/inner_", StringComparison.Ordinal) => SlackSamples.Envelope(SlackSamples.Json(name)),
        _ when name.StartsWith("commands/", StringComparison.Ordinal) => new JsonObject(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(SlackSamples.Text(name)).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)$"{field.Value}"))),
        _ => SlackSamples.Json(name),
    };

    private static string Plain(SlackDelivery delivery) => delivery switch
    {
        SlackDelivery.Event it => $"{it.Id} {it.Time} {it.Inner.ToJsonString()}",
        SlackDelivery.Interaction it => $"{it.Type} {it.Payload.ToJsonString()}",
        SlackDelivery.Command it => string.Join('\n', it.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}")),
        _ => "",
    };

    private static JsonObject Event(string envelope, string id) =>
        new() { ["envelope_id"] = envelope, ["type"] = "events_api", ["accepts_response_payload"] = false, ["payload"] = SlackSamples.Said("hello", id) };

    private Task SendAsync(JsonObject frame) => socket.SendAsync(frame, door.Cancellation);

    /// <summary>Everything that was sent before has been read, all turns are over, and the connection is closed.</summary>
    /// <returns>What was said, but for the answer to one delivery more.</returns>
    private async Task<List<string>> EndAsync()
    {
        await door.DeliverAsync(socket, Last);
        await door.StopAsync();
        await socket.Gone.WaitAsync(door.Cancellation);
        return [.. socket.Heard.Except(socket.Heard.Where(said => Guid.TryParse((string?)JsonNode.Parse(said)!["envelope_id"], out _)))];
    }

    private async Task UntilHeardAsync(string text)
    {
        while (!socket.Heard.Contains(text))
        {
            door.Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
