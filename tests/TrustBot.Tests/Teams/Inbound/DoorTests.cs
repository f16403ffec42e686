using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TrustBot.Storage;
using TrustBot.Teams;
using TrustBot.Teams.Protocol;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>What is not a token's fault, and what becomes of an activity that came in.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    private TeamsDoor door = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => door = await TeamsDoor.StartAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Only_a_post_is_taken(string method)
    {
        using var request = new Attempt(TeamsDoor.First).ToRequest();
        request.Method = new HttpMethod(method);
        using var answer = await door.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Empty(door.Turns.Taken);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Anything_but_JSON_in_UTF8_is_refused_whoever_sends_it(string? type) => await RefusedAsync(415, attempt => attempt.ContentType = type);

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task JSON_may_be_called_so_in_other_ways(string type) =>
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(new Attempt(TeamsDoor.First) { ContentType = type }));

    [Fact]
    public async Task A_packed_body_is_refused()
    {
        using var request = new Attempt(TeamsDoor.First).ToRequest();
        request.Content!.Headers.ContentEncoding.Add("gzip");
        using var answer = await door.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused_before_its_token_is_looked_at() =>
        await RefusedAsync(413, attempt => (attempt.RawBody, attempt.Authorization) = (new byte[(1024 * 1024) + 1], _ => null));

    [Fact]
    public async Task A_body_that_does_not_say_how_long_it_is_is_read_to_a_megabyte_and_no_further()
    {
        var attempt = new Attempt(TeamsDoor.First);
        attempt.Body["text"] = new string('a', 1024 * 1024);
        using var request = attempt.ToRequest();
        request.Content = new Unmeasured(Encoding.UTF8.GetBytes(attempt.Body.ToJsonString()));
        using var answer = await door.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Empty(door.Turns.Taken);
    }

    [Fact]
    public async Task A_long_body_comes_in_whole_with_its_length_or_without()
    {
        var attempt = new Attempt(TeamsDoor.First);
        attempt.Body["text"] = new string('a', 1_000_000);
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(attempt));
        using var request = attempt.ToRequest();
        request.Content = new Unmeasured(Encoding.UTF8.GetBytes(attempt.Body.ToJsonString()));
        using var answer = await door.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(door.Turns.Taken, activity => Assert.Equal(1_000_000, activity.Text!.Length));
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "nothing", "" },
        { "half", "{\"type\":\"message\"" },
        { "null", "null" },
        { "a list", "[]" },
        { "a word", "\"message\"" },
        { "two objects", "{}{}" },
        { "a comment", "{/*x*/}" },
        { "an empty object", "{}" },
        { "no type", Without("type") },
        { "no channel", Without("channelId") },
        { "no sender", Without("from") },
        { "no recipient", Without("recipient") },
        { "no conversation", Without("conversation") },
        { "no address", Without("serviceUrl") },
        { "a sender without id", With("from", "{}") },
        { "a recipient with an empty id", With("recipient", "{\"id\":\"\"}") },
        { "a conversation with a number for id", With("conversation", "{\"id\":5}") },
        { "an endless id", With("id", $"\"{new string('i', 1025)}\"") },
        { "a type that is a number", With("type", "5") },
        { "a text that is an object", With("text", "{}") },
        { "a field twice", With("value", "1,\"value\":2") },
        { "a field twice, in capitals", With("value", "1,\"TYPE\":\"invoke\"") },
        { "a field twice, deeper", With("value", "{\"a\":1,\"a\":2}") },
        { "half a surrogate pair", With("text", "\"\\ud800\"") },
        { "half a surrogate pair, deeper", With("value", "{\"a\":[\"\\udc00\"]}") },
        { "half a surrogate pair in a name", With("value", "{\"\\ud800\":1}") },
        { "too deep", With("value", new string('[', 100) + new string(']', 100)) },
        { "a member that is null", With("membersAdded", "[null]") },
        { "a member without id", With("membersAdded", "[{}]") },
        { "a removed member that is null", With("membersRemoved", "[null]") },
        { "an attachment that is null", With("attachments", "[null]") },
        { "an attachment without a type", With("attachments", "[{}]") },
        { "an entity that is null", With("entities", "[null]") },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_no_activity_is_refused(string name, string body)
    {
        Assert.NotEmpty(name);
        await RefusedAsync(400, attempt => attempt.RawBody = Encoding.UTF8.GetBytes(body));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused() =>
        await RefusedAsync(400, attempt => attempt.RawBody = [.. Encoding.UTF8.GetBytes(With("value", "\""))[..^1], 0xc3, 0x28, .. "\"}"u8]);

    [Fact]
    public async Task The_answer_to_an_invoke_is_what_the_turn_says()
    {
        door.Turns.Answer = (_, _) => Task.FromResult(new TurnReply(200, new JsonObject { ["task"] = new JsonObject { ["value"] = "Grüße <b>" } }));
        using var request = new Attempt(TeamsDoor.First).ToRequest();
        using var answer = await door.Http.SendAsync(request, Cancellation);

        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("Grüße <b>", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["task"]!["value"]);

        door.Turns.Answer = (_, _) => Task.FromResult(new TurnReply(501));
        Assert.Equal(HttpStatusCode.NotImplemented, await door.SendAsync(new Attempt(TeamsDoor.First)));
    }

    [Fact]
    public async Task A_store_that_is_away_is_a_503_and_a_bug_a_500_that_tells_the_log_no_word()
    {
        door.Turns.Answer = (_, _) => throw new StoreUnavailableException("locked");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync());

        door.Turns.Answer = (activity, _) => throw new InvalidOperationException(activity.Text);
        Assert.Equal(HttpStatusCode.InternalServerError, await StatusAsync());

        Assert.Contains(door.Logged.Lines, line => line.Level == LogLevel.Error);
        Assert.DoesNotContain(door.Logged.Lines, line => line.Line.Contains("hello", StringComparison.Ordinal) || line.Line.Contains("Ana", StringComparison.Ordinal));

        async Task<HttpStatusCode> StatusAsync()
        {
            using var request = new Attempt(TeamsDoor.First).ToRequest();
            using var answer = await door.Http.SendAsync(request, Cancellation);
            Assert.DoesNotContain("hello", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_turn_is_finished_though_its_caller_hangs_up()
    {
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var finished = new TaskCompletionSource<bool>();
        door.Turns.Answer = async (_, stopping) =>
        {
            begun.SetResult();
            await go.Task;
            finished.SetResult(stopping.IsCancellationRequested);
            return new TurnReply(200, new JsonObject());
        };
        using (var hangUp = new CancellationTokenSource())
        {
            using var request = new Attempt(TeamsDoor.First).ToRequest();
            var sending = door.Http.SendAsync(request, hangUp.Token);
            await begun.Task.WaitAsync(Cancellation);
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }
        await door.HungUp.WaitAsync(Cancellation);

        go.SetResult();
        Assert.False(await finished.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Refusals_fill_no_log_and_quote_nothing()
    {
        for (var i = 0; i < 30; i++)
            await door.SendAsync(new Attempt(TeamsDoor.First) { Authorization = _ => $"Bearer secret-{i}" });
        door.Time.Advance(TimeSpan.FromMinutes(1));
        await door.SendAsync(new Attempt(TeamsDoor.First) { Authorization = _ => "Bearer secret" });

        var warnings = door.Logged.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Line).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.Contains("(30 since", warnings[1], StringComparison.Ordinal);
        Assert.DoesNotContain(door.Logged.Lines, line => line.Line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_stops_half_way_brings_nothing_in()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Http.BaseAddress!.Port, Cancellation);
        var head = $"POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\nAuthorization: Bearer {new Attempt(TeamsDoor.First).Token}\r\n\r\n{{\"type\":";
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
        socket.Client.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(new byte[1024], Cancellation) > 0)
        {
        }

        Assert.Empty(door.Turns.Taken);
        Assert.DoesNotContain(door.Logged.Lines, line => line.Level == LogLevel.Error);
    }

    private static string With(string field, string json)
    {
        var body = new Attempt(TeamsDoor.First).Body;
        body.Remove(field);
        return $"{body.ToJsonString()[..^1]},\"{field}\":{json}}}";
    }

    private static string Without(string field)
    {
        var body = new Attempt(TeamsDoor.First).Body;
        body.Remove(field);
        return body.ToJsonString();
    }

    private async Task RefusedAsync(int status, Action<Attempt> spoil)
    {
        var attempt = new Attempt(TeamsDoor.First);
        spoil(attempt);

        Assert.Equal((HttpStatusCode)status, await door.SendAsync(attempt));
        Assert.Empty(door.Turns.Taken);
    }

    /// <summary>A body that goes out in chunks.</summary>
    private sealed class Unmeasured : HttpContent
    {
        private readonly byte[] bytes;

        public Unmeasured(byte[] bytes)
        {
            this.bytes = bytes;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
