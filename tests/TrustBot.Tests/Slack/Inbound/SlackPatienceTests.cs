using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TrustBot.Slack;
using TrustBot.Storage;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>A store that is away, a turn that takes its time, a caller who hangs up: nothing is acknowledged that is not stored, and nothing is dropped.</summary>
public sealed class SlackPatienceTests : IAsyncLifetime
{
    private SlackDoor door = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => door = await SlackDoor.StartAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Theory]
    [InlineData("events/message_channel.json")]
    [InlineData("interactive/view_submission.json")]
    [InlineData("interactive/block_suggestion.json")]
    [InlineData("commands/plus.form.txt")]
    public async Task A_store_that_is_away_is_an_empty_503(string name)
    {
        door.Turns.Answer = (_, _) => throw new StoreUnavailableException("locked");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await door.SendAsync(SlackSamples.Attempt(name)));
    }

    [Theory]
    [InlineData("events/message_channel.json", false)]
    [InlineData("interactive/view_submission.json", false)]
    [InlineData("commands/plus.form.txt", true)]
    public async Task A_turn_that_takes_longer_than_Slack_waits_is_an_empty_503_and_goes_on(string name, bool holdsItsThread)
    {
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var finished = new TaskCompletionSource<bool>();
        door.Turns.Answer = async (_, stopping) =>
        {
            begun.SetResult();
            if (holdsItsThread)
                ((IAsyncResult)go.Task).AsyncWaitHandle.WaitOne();
            await go.Task;
            finished.SetResult(stopping.IsCancellationRequested);
            return new SlackReply(new JsonObject());
        };
        var sending = door.SendAsync(SlackSamples.Attempt(name));
        await begun.Task.WaitAsync(Cancellation);
        door.Time.Advance(TimeSpan.FromMilliseconds(2499));
        Assert.False(sending.IsCompleted);
        while (!sending.IsCompleted)
        {
            // The wait may begin a moment after the turn, and then counts from there.
            door.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await sending);
        go.SetResult();
        Assert.False(await finished.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task What_comes_too_late_fills_no_log()
    {
        const int many = 10;
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource<SlackReply>();
        var count = 0;
        door.Turns.Answer = (_, _) =>
        {
            if (Interlocked.Increment(ref count) == many)
                begun.SetResult();
            return go.Task;
        };
        var sending = Task.WhenAll(Enumerable.Range(0, many).Select(_ => door.SendAsync(SlackAttempt.Said("secret"))));
        await begun.Task.WaitAsync(Cancellation);
        for (var waited = 0; !sending.IsCompleted && waited < 20; waited++)
        {
            door.Time.Advance(TimeSpan.FromMilliseconds(2500));
            await door.SendAsync(SlackAttempt.Fields("ssl_check=1").Unsigned());
        }

        Assert.All(await sending.WaitAsync(Cancellation), status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.Single(door.Logged.Lines, line => line.Level >= LogLevel.Warning);
        go.SetResult(SlackReply.Done);
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
            return SlackReply.Done;
        };
        using (var hangUp = new CancellationTokenSource())
        {
            using var request = SlackAttempt.Said().ToRequest();
            var sending = door.Http.SendAsync(request, hangUp.Token);
            await begun.Task.WaitAsync(Cancellation);
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }
        await door.HungUp.WaitAsync(Cancellation);

        go.SetResult();
        Assert.False(await finished.Task.WaitAsync(Cancellation));
    }
}
