using Microsoft.Extensions.Time.Testing;
using TrustBot.Tests.Slack.Inbound;

namespace TrustBot.Tests.Slack.Sockets;

/// <summary>A clock that stands still and knows who waits for it, so that a test moves it when, and only when, the program has come to wait.</summary>
public sealed class WatchedTime() : FakeTimeProvider(SlackAttempt.Now)
{
    private readonly Lock at = new();
    private readonly List<Waiting> timers = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var waiting = new Waiting(this, state is CancellationTokenSource, dueTime, GetUtcNow() + (dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero));
        waiting.Timer = base.CreateTimer(
            given =>
            {
                Forget(waiting);
                callback(given);
            },
            state, dueTime, period);
        lock (at)
        {
            if (dueTime > TimeSpan.Zero)
                timers.Add(waiting);
            Tell();
        }
        return waiting;
    }

    /// <summary>Waits until somebody waits for so long, and then moves to the end of that.</summary>
    public Task PassAsync(TimeSpan wait, CancellationToken cancellation) => PassAsync(wait, wait, cancellation);

    /// <summary>Waits until somebody waits for about so long, and does nothing else, and then moves to the end of that.</summary>
    /// <returns>How long it was.</returns>
    public async Task<TimeSpan> PassAsync(TimeSpan least, TimeSpan most, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(least, most, cancellation);
        if (waiting.Due > GetUtcNow())
            Advance(waiting.Due - GetUtcNow());
        return waiting.For;
    }

    /// <summary>Waits until so many wait for so long, by default one.</summary>
    public Task UntilWaitedAsync(TimeSpan wait, CancellationToken cancellation, int count = 1) =>
        UntilAsync(() => timers.Count(timer => timer.For == wait) >= count ? timers : null, cancellation);

    /// <summary>Waits until somebody waits for about so long, and does nothing else.</summary>
    public Task UntilWaitedAsync(TimeSpan least, TimeSpan most, CancellationToken cancellation) => WaitingAsync(least, most, cancellation);

    /// <summary>Waits until nobody has so long for something any more.</summary>
    public Task UntilDoneAsync(TimeSpan limit, CancellationToken cancellation) =>
        UntilAsync(() => timers.Exists(timer => timer.For == limit) ? null : timers, cancellation);

    private Task<Waiting> WaitingAsync(TimeSpan least, TimeSpan most, CancellationToken cancellation) =>
        UntilAsync(() => timers.Find(timer => timer.For >= least && timer.For <= most && (least == most || !timer.IsLimit)), cancellation);

    private async Task<T> UntilAsync<T>(Func<T?> look, CancellationToken cancellation)
        where T : class
    {
        while (true)
        {
            Task next;
            lock (at)
            {
                if (look() is { } found)
                    return found;
                next = changed.Task;
            }
            await next.WaitAsync(cancellation);
        }
    }

    private void Forget(Waiting waiting)
    {
        lock (at)
        {
            timers.Remove(waiting);
            Tell();
        }
    }

    private void Tell()
    {
        changed.TrySetResult();
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Waiting(WatchedTime time, bool isLimit, TimeSpan @for, DateTimeOffset due) : ITimer
    {
        /// <summary>Of something else that is done meanwhile.</summary>
        public bool IsLimit { get; } = isLimit;

        public TimeSpan For { get; } = @for;

        public DateTimeOffset Due { get; } = due;

        public ITimer? Timer { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer!.Change(dueTime, period);

        public void Dispose()
        {
            time.Forget(this);
            Timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            time.Forget(this);
            return Timer!.DisposeAsync();
        }
    }
}
