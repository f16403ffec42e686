using System.Globalization;
using NodaTime;
using TrustBot.Scheduling;

namespace TrustBot.Sandbox;

public enum ClockMove
{
    Next,
    Hour,
    Day,
}

/// <param name="Chapter">Its id.</param>
/// <param name="Act">Which one is played now, from 1.</param>
public sealed record Playing(string Chapter, int Act, int Acts);

/// <summary>
/// Moves story time forward. A leap is lived, not skipped: the clock stands at each due moment in turn until everything due there has
/// happened. The offset is stored before it is used, so that no message can be older than the clock of the next start.
/// </summary>
public sealed class SandboxTime(StoryClock clock, TimeProvider system, SandboxStore store, SandboxStage stage, SandboxEvents events) : IDisposable
{
    private static readonly LocalTime FirstMorning = new(9, 0);

    private const int HopsAtMost = 40;
    private static readonly Duration QuietAtMost = Duration.FromDays(14);

    private readonly SemaphoreSlim gate = new(1);

    public bool Moving => gate.CurrentCount == 0;

    public Instant Now => clock.Now;

    /// <summary>The chapter that moves time just now; null when it is a person's.</summary>
    public Playing? Playing { get; set; }

    /// <summary>Sets the clock as the last run left it; at the very first start, to nine in the morning of the next working day.</summary>
    public void Restore()
    {
        if (long.TryParse(store.Setting("offset"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            clock.SetOffset(Duration.FromMilliseconds(milliseconds));
        else
            Jump(NextMorning(clock.Now));
    }

    /// <returns>False when another move is still under way.</returns>
    public async ValueTask<bool> TryMoveAsync(ClockMove move, CancellationToken cancellation)
    {
        if (!await gate.WaitAsync(0, cancellation))
            return false;
        try
        {
            events.ClockChanged();
            if (move == ClockMove.Next)
                await WalkToSomethingAsync(Instant.MaxValue, cancellation);
            else
                await WalkAsync(clock.Now + (move == ClockMove.Hour ? Duration.FromHours(1) : Duration.FromDays(1)), cancellation);
        }
        finally
        {
            gate.Release();
            events.StoryChanged();
        }
        return true;
    }

    /// <summary>Keeps the clock for a chapter: nobody else moves it until <paramref name="work"/> is done.</summary>
    public async ValueTask HoldAsync(Func<ValueTask> work, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            Playing = null;
            gate.Release();
            events.StoryChanged();
        }
    }

    public void Dispose() => gate.Dispose();

    internal static Instant NextMorning(Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var day = now.InZone(zone).Date.PlusDays(1);
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
            day = day.PlusDays(1);
        return day.At(FirstMorning).InZoneLeniently(zone).ToInstant();
    }

    /// <summary>Much that comes due is quiet, such as a look whether a window has opened. What a person waits for is seen in a chat.</summary>
    /// <param name="until">Time goes no further, even where nothing is seen before.</param>
    internal async ValueTask WalkToSomethingAsync(Instant until, CancellationToken cancellation)
    {
        var coming = await stage.Coming(cancellation);
        // Where a message was promised, one that is merely drawn anew on the way is not what was promised.
        Func<int> seen = coming is null ? () => store.Changes + stage.Elsewhere() : () => store.Arrivals + stage.Elsewhere();
        var before = seen();
        var farthest = Instant.Max(clock.Now + QuietAtMost, coming?.At ?? clock.Now);
        for (var hops = 0; hops < HopsAtMost && seen() == before; hops++)
        {
            if (await stage.NextDue(cancellation) is not { } due || (hops > 0 && due > farthest))
                return;
            if (due > until)
            {
                await WalkAsync(until, cancellation);
                return;
            }
            await WalkAsync(due > clock.Now ? due : clock.Now + Duration.FromMinutes(1), cancellation);
        }
    }

    internal async ValueTask WalkAsync(Instant target, CancellationToken cancellation)
    {
        var patience = Duration.FromMinutes(1);
        await stage.RunUntilIdle(cancellation);
        while (clock.Now < target)
        {
            var due = await stage.NextDue(cancellation) ?? target;
            var stuck = due <= clock.Now;
            Jump(Instant.Min(target, stuck ? clock.Now + patience : due));
            // What stays due, such as a message to a platform that is down, must not hold time up: the steps grow to an hour.
            patience = stuck ? Duration.Min(patience + patience, Duration.FromHours(1)) : Duration.FromMinutes(1);
            events.ClockChanged();
            await stage.RunUntilIdle(cancellation);
        }
    }

    private void Jump(Instant to)
    {
        var offset = Duration.FromMilliseconds(Math.Ceiling((to - Instant.FromDateTimeOffset(system.GetUtcNow())).TotalMilliseconds));
        if (offset <= clock.Offset)
            return;
        store.Set("offset", ((long)offset.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        clock.SetOffset(offset);
    }
}
