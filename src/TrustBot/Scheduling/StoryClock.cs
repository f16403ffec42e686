using NodaTime;

namespace TrustBot.Scheduling;

/// <summary>
/// Story time: what decisions, due comparisons, the gate and retention use. It is system time plus an offset that only grows and is not
/// zero in the Sandbox alone. Leases, time-outs and freshness checks use the <see cref="TimeProvider"/> itself.
/// </summary>
public sealed class StoryClock(TimeProvider system)
{
    private long offset;

    public Instant Now => Instant.FromDateTimeOffset(system.GetUtcNow()) + Offset;

    public Duration Offset => Duration.FromNanoseconds(Interlocked.Read(ref offset));

    /// <exception cref="ArgumentOutOfRangeException">Story time never runs backwards.</exception>
    public void SetOffset(Duration value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, Offset);
        Interlocked.Exchange(ref offset, value.ToInt64Nanoseconds());
    }
}
