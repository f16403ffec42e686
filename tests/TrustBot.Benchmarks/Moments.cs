using System.Diagnostics;

namespace TrustBot.Benchmarks;

/// <summary>Evenly spaced moments that come by the clock, whoever waits for them.</summary>
internal sealed class Moments(int count, int perSecond)
{
    /// <summary>Timers count in milliseconds: a moment may come so much early.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly TaskCompletionSource[] come = [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    private readonly long started = Stopwatch.GetTimestamp();

    public async Task RunAsync()
    {
        using var ticks = new PeriodicTimer(Tick);
        for (var index = 0; index < count; index++)
        {
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Due(index)) > Tick)
                await ticks.WaitForNextTickAsync();
            come[index].SetResult();
        }
    }

    /// <returns>
    /// From when on to count: the moment, or now where it came early; and by how many ms this process was late to go on, though somebody waited.
    /// </returns>
    public async ValueTask<(long Begun, double Late)> WaitAsync(int index)
    {
        var waits = !come[index].Task.IsCompleted;
        await come[index].Task;
        var now = Stopwatch.GetTimestamp();
        return (Math.Min(Due(index), now), waits ? Stopwatch.GetElapsedTime(Due(index), now).TotalMilliseconds : 0);
    }

    private long Due(int index) => started + index * Stopwatch.Frequency / perSecond;
}
