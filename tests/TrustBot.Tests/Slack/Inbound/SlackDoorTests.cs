using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TrustBot.Slack;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>What is not a signature's fault, and what becomes of a delivery that came in.</summary>
public sealed class SlackDoorTests : IAsyncLifetime
{
    private SlackDoor door = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => door = await SlackDoor.StartAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    public async Task Only_a_post_is_taken(string method)
    {
        using var request = SlackAttempt.Said().ToRequest();
        request.Method = new HttpMethod(method);
        using var answer = await door.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Empty(door.Turns.Taken);
    }

    [Theory]
    [InlineData("/slack/events")]
    [InlineData("/slack/interactions")]
    [InlineData("/slack/options")]
    [InlineData("/slack/commands")]
    public async Task Every_address_takes_every_kind(string path)
    {
        foreach (var name in (string[])["events/message_channel.json", "interactive/view_submission.json", "interactive/block_suggestion.json", "commands/plus.form.txt"])
        {
            var attempt = SlackSamples.Attempt(name);
            attempt.Path = path;
            Assert.Equal(HttpStatusCode.OK, await door.SendAsync(attempt));
        }

        Assert.Equal(["[event Ev0HARBOUR01]", "[view_submission]", "[block_suggestion]", "[command]"], door.Turns.Taken.Select(it => it.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    [InlineData("application/json-patch+json")]
    public async Task Anything_but_JSON_and_forms_is_refused_once_its_sender_is_known(string? type)
    {
        await RefusedAsync(415, SlackAttempt.Said(), attempt => attempt.ContentType = type);
        await RefusedAsync(401, SlackAttempt.Said().Unsigned(), attempt => attempt.ContentType = type);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused_before_its_signature_is_looked_at()
    {
        await RefusedAsync(413, new SlackAttempt { Body = new byte[(1024 * 1024) + 1] }.Unsigned());
        await RefusedAsync(413, SlackAttempt.Fields("ssl_check=1&x=" + new string('a', 1024 * 1024)).Unsigned());
    }

    [Fact]
    public async Task A_body_that_does_not_say_how_long_it_is_is_read_to_a_megabyte_and_no_further()
    {
        foreach (var (length, status) in ((int, HttpStatusCode)[])[(1_000_000, HttpStatusCode.OK), (1024 * 1024, HttpStatusCode.RequestEntityTooLarge)])
        {
            var attempt = SlackAttempt.Said(new string('a', length));
            using var request = attempt.ToRequest();
            request.Content = new Unmeasured(attempt.Body);
            using var answer = await door.Http.SendAsync(request, Cancellation);
            Assert.Equal(status, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        }
        Assert.Single(door.Turns.Taken);
    }

    public static TheoryData<string, string> MalformedJson => new()
    {
        { "nothing", "" },
        { "half", "{\"type\":\"event_callback\"" },
        { "null", "null" },
        { "a list", "[]" },
        { "two objects", "{}{}" },
        { "a comment", "{/*x*/}" },
        { "an empty object", "{}" },
        { "a type that is a number", "{\"type\":5}" },
        { "no event", "{\"type\":\"event_callback\",\"event_id\":\"Ev1\"}" },
        { "an event that is a word", "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":\"message\"}" },
        { "an event without a type", "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{}}" },
        { "no id", "{\"type\":\"event_callback\",\"event\":{\"type\":\"message\"}}" },
        { "a name twice", "{\"type\":\"a\",\"type\":\"b\"}" },
        { "half a surrogate pair", "{\"type\":\"a\",\"text\":\"\\ud800\"}" },
        { "half a surrogate pair, in capitals", "{\"type\":\"a\",\"text\":\"\\uD800\"}" },
        { "too deep", "{\"type\":\"a\",\"x\":" + new string('[', 100) + new string(']', 100) + "}" },
        { "a challenge that is a number", "{\"type\":\"url_verification\",\"challenge\":5}" },
    };

    [Theory]
    [MemberData(nameof(MalformedJson))]
    public async Task What_Slack_would_not_send_is_refused(string name, string body)
    {
        Assert.NotEmpty(name);
        await RefusedAsync(400, SlackAttempt.Event(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("command=")]
    [InlineData("command=%2Ftrustbot&command=%2Ftrustbot")]
    [InlineData("command=%2Ftrustbot&text=%ff")]
    [InlineData("payload=")]
    [InlineData("payload=%7B")]
    [InlineData("payload=[]")]
    [InlineData("payload=%7B%7D")]
    [InlineData("payload={\"type\":null}")]
    [InlineData("payload={\"type\":\"shortcut\"}&payload={\"type\":\"shortcut\"}")]
    public async Task A_form_that_Slack_would_not_send_is_refused(string body) => await RefusedAsync(400, SlackAttempt.Fields(body));

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused() =>
        await RefusedAsync(400, new SlackAttempt { Body = [.. "{\"type\":\"a\",\"text\":\""u8, 0xc3, 0x28, .. "\"}"u8] });

    [Fact]
    public async Task Slack_hears_that_the_address_is_ours_when_the_question_is_signed()
    {
        var (status, body, type) = await door.AskAsync(SlackSamples.Attempt("events/url_verification.json"));
        Assert.Equal((HttpStatusCode.OK, "{\"challenge\":\"say-this-back\"}", "application/json; charset=utf-8"), (status, body, type));

        await RefusedAsync(401, SlackSamples.Attempt("events/url_verification.json").Unsigned());
    }

    [Fact]
    public async Task A_bug_is_a_500_that_tells_the_log_no_word()
    {
        door.Turns.Answer = (delivery, _) => throw new InvalidOperationException((string?)((SlackDelivery.Event)delivery).Inner["text"]);

        Assert.Equal(HttpStatusCode.InternalServerError, await door.SendAsync(SlackAttempt.Said("secret")));
        Assert.Contains(door.Logged.Lines, line => line.Level == LogLevel.Error);
        Assert.DoesNotContain(door.Logged.Lines, line => line.Line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusals_fill_no_log_and_quote_nothing()
    {
        for (var i = 0; i < 30; i++)
            await door.SendAsync(Forged());
        door.Time.Advance(TimeSpan.FromMinutes(1));
        await door.SendAsync(Forged());

        var warnings = door.Logged.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Line).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.Contains("(30 since", warnings[1], StringComparison.Ordinal);
        Assert.DoesNotContain(door.Logged.Lines, line => line.Line.Contains("secret", StringComparison.Ordinal));

        static SlackAttempt Forged()
        {
            var attempt = SlackAttempt.Said("secret");
            attempt.Signatures = _ => ["v0=secret"];
            return attempt;
        }
    }

    [Fact]
    public async Task A_body_that_stops_half_way_brings_nothing_in()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Http.BaseAddress!.Port, Cancellation);
        var stream = socket.GetStream();
        await stream.WriteAsync("POST /slack/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nssl_check=1"u8.ToArray(), Cancellation);
        socket.Client.Shutdown(SocketShutdown.Send);
        try
        {
            while (await stream.ReadAsync(new byte[1024], Cancellation) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The server may hang up in either way.
        }

        Assert.Empty(door.Turns.Taken);
        Assert.DoesNotContain(door.Logged.Lines, line => line.Level == LogLevel.Error);
    }

    private async Task RefusedAsync(int status, SlackAttempt attempt, Action<SlackAttempt>? spoil = null)
    {
        spoil?.Invoke(attempt);

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
