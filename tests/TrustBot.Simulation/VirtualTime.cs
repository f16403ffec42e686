using NodaTime;

namespace TrustBot.Simulation;

/// <summary>System time that moves only when it is told to, and never back. Timers never fire: who waits too long is told so by what it waits for.</summary>
public sealed class VirtualTime(Instant start) : TimeProvider
{
    public Instant Now { get; private set; } = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void AdvanceTo(Instant moment)
    {
        if (moment > Now)
            Now = moment;
    }

    public void Advance(Duration by) => AdvanceTo(Now + by);

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    public override long GetTimestamp() => Now.ToUnixTimeTicks();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Silent();

    private sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
