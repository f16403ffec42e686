using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.Inbound;
using TrustBot.Tests.Slack.Blocks;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>How much of a body is read, and waited for, before its sender is known.</summary>
public sealed class SlackBodiesTests : IAsyncLifetime
{
    private const int Probes = 2000;

    private readonly List<TcpClient> callers = [];

    private SlackDoor door = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => door = await SlackDoor.StartAsync();

    public ValueTask DisposeAsync()
    {
        callers.ForEach(caller => caller.Dispose());
        return door.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "v0=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(0, null)]
    [InlineData(301, "v0=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(0, "v0=00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(0, "v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(0, "v0=ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    public async Task A_body_that_can_not_be_genuine_is_not_waited_for(int? secondsAgo, string? signature) =>
        Assert.Equal(401, await StatusAsync(await PostAsync(SlackAttempt.Json, secondsAgo, signature, 1_000_000, "")));

    [Theory]
    [InlineData(200, "ssl_check=1&x=")]
    [InlineData(401, "x=")]
    [InlineData(401, "payload=ssl_check=1&x=")]
    public async Task Of_a_form_without_a_signature_only_the_beginning_is_waited_for(int status, string start) =>
        Assert.Equal(status, await StatusAsync(await PostAsync(SlackAttempt.Form, null, null, 1_000_000, start + new string('a', 5000))));

    [Theory]
    [InlineData(4090)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(4098)]
    public async Task A_field_that_goes_on_where_reading_ends_is_not_taken_for_a_shorter_one(int end)
    {
        const string field = "&ssl_check=1";
        var body = "x=" + new string('a', end - 2 - field.Length) + field + "1" + new string('1', 5000);

        Assert.Equal(401, await StatusAsync(await PostAsync(SlackAttempt.Form, null, null, 1_000_000, body)));
    }

    [Fact]
    public async Task Whoever_sends_little_and_slowly_stands_in_nobody_s_way()
    {
        var slow = await SlowAsync(2 * Door.MostUnverified, 500, "{");

        for (var i = 0; i < Door.MostUnverified; i++)
            Assert.Equal(HttpStatusCode.OK, await door.SendAsync(SlackAttempt.Said(id: $"Ev{i}")));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(Large()));
        await AssertCutShortAsync(slow);
    }

    [Fact]
    public async Task No_more_than_so_many_long_bodies_are_read_at_once_and_who_sends_slowly_keeps_no_place()
    {
        var slow = await SlowAsync(Door.MostUnverified, 200_000, new string('a', Door.LongestUsual + 1));
        var status = HttpStatusCode.OK;
        for (var probe = 0; status == HttpStatusCode.OK && probe < Probes; probe++)
            status = await door.SendAsync(Large());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(door.Logged.Lines, line => line.Level == LogLevel.Warning && line.Line.Contains("too many long bodies", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(SlackAttempt.Said()));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(Large(Door.LongestUsual)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await door.SendAsync(Large(Door.LongestUsual + 1)));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(SlackAttempt.Fields("ssl_check=1").Unsigned()));

        await AssertCutShortAsync(slow);
        for (var i = 0; i < 2 * Door.MostUnverified; i++)
            Assert.Equal(HttpStatusCode.OK, await door.SendAsync(Large()));
    }

    [Fact]
    public void A_press_on_a_message_or_a_home_tab_takes_no_place() =>
        Assert.InRange(EveryBlocks.All.Where(drawn => drawn.Form is null).Max(drawn => LengthOf(drawn.Json)), 40_000, Door.LongestUsual);

    [Theory]
    [InlineData("Wir haben über vieles gesprochen, und es war gut. ")]
    [InlineData("We talked about many things, and \"all\" was good; ")]
    public void A_press_on_a_home_tab_that_is_full_to_the_brim_takes_no_place(string words)
    {
        var text = string.Concat(Enumerable.Repeat(words, 40));
        var message = new Message { Title = "You and Bo", Preview = "", Parts = [new Part.Paragraph(text)], Buttons = [new("Change", new ActionId("pairs.change.v1"), null)] };
        var home = HomeView.Draw([.. Enumerable.Repeat(new HomeCard(message, new PairId("p")), 60)], new HomeCard(message, null), Language.English);

        Assert.InRange(LengthOf(home), 50_000, Door.LongestUsual);
    }

    /// <summary>As a press would bring it back: Slack escapes what is not ASCII, gives every block an id, and adds who and where.</summary>
    private static int LengthOf(JsonObject drawn) => Uri.EscapeDataString(drawn.ToJsonString()).Length + (drawn["blocks"]!.AsArray().Count * 40) + 4000;

    /// <summary>A genuine one.</summary>
    private SlackAttempt Large(int length = 2 * Door.LongestUsual)
    {
        var frame = SlackAttempt.Said("").Body.Length;
        var attempt = SlackAttempt.Said(new string('a', length - frame));
        attempt.Timestamp = SlackAttempt.At(door.Time.GetUtcNow());
        return attempt;
    }

    /// <summary>Many whose signature may be good, each of which is being read.</summary>
    private async Task<List<TcpClient>> SlowAsync(int count, int length, string start)
    {
        var slow = new List<TcpClient>();
        for (var i = 0; i < count; i++)
        {
            var caller = await PostAsync(SlackAttempt.Json, 0, "v0=" + new string('0', 64), length, "", "Expect: 100-continue\r\n");
            const string goOn = "HTTP/1.1 100 Continue\r\n\r\n";
            var answer = new byte[goOn.Length];
            await caller.GetStream().ReadExactlyAsync(answer, Cancellation);
            Assert.Equal(goOn, Encoding.ASCII.GetString(answer));
            await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(start), Cancellation);
            slow.Add(caller);
        }
        return slow;
    }

    private async Task AssertCutShortAsync(List<TcpClient> slow)
    {
        var answers = Task.WhenAll(slow.Select(StatusAsync));
        while (!answers.IsCompleted)
        {
            door.Time.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }
        Assert.All(await answers, answer => Assert.Equal(400, answer));
    }

    /// <summary>Says how long it will be, sends what there is, and waits.</summary>
    private async Task<TcpClient> PostAsync(string type, int? secondsAgo, string? signature, int length, string body, string headers = "")
    {
        var caller = new TcpClient();
        callers.Add(caller);
        await caller.ConnectAsync(IPAddress.Loopback, door.Http.BaseAddress!.Port, Cancellation);
        var head = new StringBuilder($"POST /slack/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n");
        if (secondsAgo is { } seconds)
            head.Append("X-Slack-Request-Timestamp: ").Append(SlackAttempt.At(SlackAttempt.Now.AddSeconds(-seconds))).Append("\r\n");
        if (signature is not null)
            head.Append("X-Slack-Signature: ").Append(signature).Append("\r\n");
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{head}{headers}\r\n{body}"), Cancellation);
        return caller;
    }

    private static async Task<int> StatusAsync(TcpClient caller)
    {
        var start = new byte["HTTP/1.1 200".Length];
        await caller.GetStream().ReadExactlyAsync(start, Cancellation);
        return int.Parse(start.AsSpan()[^3..], provider: null);
    }
}
