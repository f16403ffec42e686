using Microsoft.Extensions.Logging;
using TrustBot.Slack;
using TrustBot.Slack.Sockets;

namespace TrustBot.Tests.Slack.Sockets;

/// <summary>How connections begin, are replaced and end; the eighteenth of the checklist is among them.</summary>
public sealed class SocketLifeTests
{
    private static readonly SocketTimes Usual = new();

    [Fact]
    public async Task Two_connections_open_ten_seconds_apart()
    {
        await using var door = await SocketDoor.StartAsync();
        await door.ReadyAsync();
        await door.Time.UntilWaitedAsync(TimeSpan.FromSeconds(10), door.Cancellation);
        door.Time.Advance(TimeSpan.FromMilliseconds(9_999));
        Assert.Equal((1, 1), (door.Openings, door.Slack.Sockets.Count));

        door.Time.Advance(TimeSpan.FromMilliseconds(1));
        await door.ReadyAsync();

        Assert.Equal((2, 2), (door.Openings, door.Slack.Sockets.Count));
        Assert.All(door.Slack.Calls, call => Assert.Equal($"Bearer {SocketDoor.AppToken}", call.Authorization));
        await UntilAsync(door, () => door.Health.Ready == 2);
        Assert.Equal((2, "2026-06-01T09:00:10Z", null), (door.Health.Ready, door.Health.LastFrame, door.Health.Trouble));
    }

    [Fact]
    public async Task N18_A_socket_without_a_hello_is_not_ready_and_is_given_up()
    {
        await using var door = await SocketDoor.StartAsync(Usual with { Connections = 1 }, slack => slack.HoldGreetings());
        await UntilAsync(door, () => door.Logged.Lines.Any(line => line.Line.Contains("waits for its hello", StringComparison.Ordinal)));
        Assert.Equal(0, door.Health.Ready);

        await door.PassAsync(20);
        await door.PassAsync(1); // For its close, which nobody answers.
        door.Slack.GreetNext();
        await door.Time.PassAsync(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), door.Cancellation);
        await door.ReadyAsync();

        Assert.Equal(2, door.Openings);
        Assert.Contains(door.Logged.Lines, line => line.Line.Contains("never said hello", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("a_reason_of_next_year")]
    public async Task N18_A_warned_socket_serves_until_the_next_one_has_said_hello(string reason)
    {
        await using var door = await SocketDoor.OneAsync();
        var old = door.Newest;
        door.Slack.HoldGreetings();

        await door.DisconnectAsync(old, reason);
        await door.Slack.ArrivedAsync(door.Cancellation);
        await door.Slack.ArrivedAsync(door.Cancellation);
        await door.DeliverAsync(old, "while the next one comes");
        Assert.False(old.Gone.IsCompleted);
        door.Slack.Greet();
        var next = await door.ReadyAsync();

        Assert.True(await old.Gone.WaitAsync(door.Cancellation));
        await door.DeliverAsync(next, "after");
        Assert.Equal(2, door.Turns.Taken.Count);
        await UntilAsync(door, () => door.Health.Ready == 1);
        Assert.Equal(2, door.Openings);
    }

    [Fact]
    public async Task N18_Nothing_is_lost_in_a_refresh_with_deliveries_under_way()
    {
        await using var door = await SocketDoor.OneAsync();
        var old = door.Newest;
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        door.Turns.Answer = async (delivery, _) =>
        {
            if (TextOf(delivery) == "slow")
            {
                begun.SetResult();
                await go.Task;
            }
            return SlackReply.Done;
        };
        var slow = door.DeliverAsync(old, "slow");
        await begun.Task.WaitAsync(door.Cancellation);

        await door.DisconnectAsync(old, "warning");
        var next = await door.ReadyAsync();
        await door.DeliverAsync(next, "on the new one");
        await door.DeliverAsync(old, "still on the old one");
        Assert.False(old.Gone.IsCompleted);
        go.SetResult();
        await slow;

        Assert.True(await old.Gone.WaitAsync(door.Cancellation));
        Assert.Equal(2, old.Heard.Count);
        Assert.Equal(["slow", "on the new one", "still on the old one"], door.Turns.Taken.Select(TextOf));
    }

    [Fact]
    public async Task A_close_that_nobody_answers_is_waited_for_a_second()
    {
        await using var door = await SocketDoor.OneAsync();
        var old = door.Newest;
        door.Slack.AnswersClose = false;

        await door.DisconnectAsync(old, "warning");
        await door.ReadyAsync();
        await door.PassAsync(1);

        Assert.False(await old.Gone.WaitAsync(door.Cancellation));
        door.Slack.AnswersClose = true;
    }

    [Fact]
    public async Task N18_Where_Socket_Mode_was_switched_off_it_stops_says_so_once_and_looks_again_later()
    {
        await using var door = await SocketDoor.StartAsync();
        var first = await door.ReadyAsync();
        await door.PassAsync(10);
        var second = await door.ReadyAsync();
        await UntilAsync(door, () => door.Health is { Ready: 2 });

        await Task.WhenAll(door.DisconnectAsync(first, "link_disabled"), door.DisconnectAsync(second, "link_disabled"));
        Assert.True(await first.Gone.WaitAsync(door.Cancellation));
        Assert.True(await second.Gone.WaitAsync(door.Cancellation));
        await UntilAsync(door, () => door.Health is { Ready: 0, Trouble: "link_disabled", IsWell: false });
        await door.Time.UntilWaitedAsync(Usual.LookAgain, door.Cancellation, count: 2);
        door.Time.Advance(TimeSpan.FromMinutes(9.9));
        Assert.Equal((2, 1), (door.Openings, door.Errors));

        door.Time.Advance(TimeSpan.FromMinutes(0.2));
        await door.ReadyAsync();
        await UntilAsync(door, () => door.Health is { Trouble: null, IsWell: true });
        await door.PassAsync(10);
        await door.ReadyAsync();
    }

    [Fact]
    public async Task Where_there_are_too_many_sockets_a_minute_passes_first()
    {
        await using var door = await SocketDoor.OneAsync();
        var old = door.Newest;

        await door.DisconnectAsync(old, "too_many_websockets");
        Assert.True(await old.Gone.WaitAsync(door.Cancellation));
        await door.PassAsync(60);
        await door.ReadyAsync();

        Assert.Equal(2, door.Openings);
    }

    [Fact]
    public async Task N18_A_half_dead_socket_is_noticed_by_its_pongs_and_replaced()
    {
        await using var door = await SocketDoor.OneAsync(Usual with { Ping = TimeSpan.FromMilliseconds(50), Pong = TimeSpan.FromSeconds(3) });

        door.Newest.FallSilent();
        await door.Time.PassAsync(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), door.Cancellation);
        var next = await door.ReadyAsync();

        await door.DeliverAsync(next);
        Assert.Equal((2, 1), (door.Openings, door.Health.Ready));
        // What is closed or cut off by the other side is another kind.
        Assert.Contains("(OperationCanceledException)", Assert.Single(door.Logged.Lines, line => line.Line.Contains("broke", StringComparison.Ordinal)).Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N18_A_socket_on_which_nothing_comes_is_replaced_though_it_answers_pings()
    {
        await using var door = await SocketDoor.OneAsync();
        var old = door.Newest;
        await door.DeliverAsync(old);
        await door.Time.UntilDoneAsync(Usual.Send, door.Cancellation);

        await door.Time.PassAsync(TimeSpan.FromMinutes(30), door.Cancellation);
        // Something came ten seconds later than hello.
        await door.PassAsync(10);
        await door.ReadyAsync();

        Assert.True(await old.Gone.WaitAsync(door.Cancellation));
    }

    [Fact]
    public async Task N18_A_socket_that_is_not_refreshed_in_its_time_is_replaced()
    {
        await using var door = await SocketDoor.StartAsync(Usual with { Connections = 1, Silence = TimeSpan.FromDays(9) }, slack => slack.SocketLifetime = 3600);
        var old = await door.ReadyAsync();

        await door.PassAsync(3600 + 300);
        await door.ReadyAsync();

        Assert.True(await old.Gone.WaitAsync(door.Cancellation));
    }

    [Fact]
    public async Task A_broken_socket_is_replaced_after_a_moment()
    {
        await using var door = await SocketDoor.OneAsync();

        door.Newest.Break();
        await door.Time.PassAsync(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), door.Cancellation);
        await door.DeliverAsync(await door.ReadyAsync());

        Assert.Single(door.Turns.Taken);
        Assert.Contains(door.Logged.Lines, line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task At_shutdown_sockets_are_closed_in_order_and_what_is_finished_is_acknowledged()
    {
        var door = await SocketDoor.OneAsync();
        var socket = door.Newest;
        var begun = new TaskCompletionSource();
        door.Turns.Answer = async (delivery, stopping) =>
        {
            var stopped = new TaskCompletionSource();
            await using var _ = stopping.Register(stopped.SetResult);
            begun.TrySetResult();
            await stopped.Task;
            if (TextOf(delivery) == "given up")
                stopping.ThrowIfCancellationRequested();
            return SlackReply.Done;
        };
        var (finished, given) = (door.DeliverAsync(socket, "finished"), door.DeliverAsync(socket, "given up"));
        await begun.Task.WaitAsync(door.Cancellation);
        await UntilAsync(door, () => door.Turns.Taken.Count == 2);

        await door.StopAsync();

        Assert.True(await socket.Gone.WaitAsync(door.Cancellation));
        await finished;
        Assert.False(given.IsCompleted);
        Assert.Single(socket.Heard);
        Assert.Equal((0, 0), (door.Health.Ready, door.Errors));
        await door.DisposeAsync();
    }

    private static string? TextOf(SlackDelivery delivery) => (string?)Assert.IsType<SlackDelivery.Event>(delivery).Inner["text"];

    private static async Task UntilAsync(SocketDoor door, Func<bool> holds)
    {
        while (!holds())
        {
            door.Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
