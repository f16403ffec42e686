using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using TrustBot.Slack.Inbound;

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
    public async Task No_more_than_so_many_bodies_are_read_at_once_and_who_sends_slowly_keeps_no_place()
    {
        var slow = new List<TcpClient>();
        for (var i = 0; i < Door.MostUnverified; i++)
            slow.Add(await PostAsync(SlackAttempt.Json, 0, "v0=" + new string('0', 64), 500, "{"));
        var status = HttpStatusCode.OK;
        for (var probe = 0; status == HttpStatusCode.OK && probe < Probes; probe++)
            status = await door.SendAsync(SlackAttempt.Said());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(door.Logged.Lines, line => line.Level == LogLevel.Warning && line.Line.Contains("too many bodies", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(SlackAttempt.Fields("ssl_check=1").Unsigned()));

        var answers = Task.WhenAll(slow.Select(StatusAsync));
        while (!answers.IsCompleted)
        {
            door.Time.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }
        Assert.All(await answers, answer => Assert.Equal(400, answer));
        var late = SlackAttempt.Said();
        late.Timestamp = SlackAttempt.At(door.Time.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(late));
    }

    /// <summary>Says how long it will be, sends what there is, and waits.</summary>
    private async Task<TcpClient> PostAsync(string type, int? secondsAgo, string? signature, int length, string body)
    {
        var caller = new TcpClient();
        callers.Add(caller);
        await caller.ConnectAsync(IPAddress.Loopback, door.Http.BaseAddress!.Port, Cancellation);
        var head = new StringBuilder($"POST /slack/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n");
        if (secondsAgo is { } seconds)
            head.Append("X-Slack-Request-Timestamp: ").Append(SlackAttempt.At(SlackAttempt.Now.AddSeconds(-seconds))).Append("\r\n");
        if (signature is not null)
            head.Append("X-Slack-Signature: ").Append(signature).Append("\r\n");
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{head}\r\n{body}"), Cancellation);
        return caller;
    }

    private static async Task<int> StatusAsync(TcpClient caller)
    {
        var start = new byte["HTTP/1.1 200".Length];
        await caller.GetStream().ReadExactlyAsync(start, Cancellation);
        return int.Parse(start.AsSpan()[^3..], provider: null);
    }
}
