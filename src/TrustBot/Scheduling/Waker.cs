using System.Collections.Concurrent;
using NodaTime;
using TrustBot.Delivery;
using TrustBot.Pairs;

namespace TrustBot.Scheduling;

/// <param name="AtATime">Partitions looked after at the same time; one makes every run the same run.</param>
internal sealed record WakerSettings(int AtATime = 8);

/// <summary>Reads the hints that have come due and looks after whom they name. A hint is deleted only when nothing can depend on it any more.</summary>
internal sealed partial class Waker(
    Hints hints, Dispatcher dispatcher, KeyedGate gate, Nudges nudges, StoryClock clock, TimeProvider system, Instance instance, WakerSettings settings,
    ILogger<Waker> logger)
{
    private const int HintsInAPage = 500;

    /// <summary>Read in one go and committed with few others: many more would hold up whoever presses meanwhile.</summary>
    internal const int DecidedTogether = 32;
    private const int MostRounds = 1000;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    /// <summary>A writer puts its hint first; after this long its own write is over, one way or the other.</summary>
    private static readonly Duration Fresh = Duration.FromMinutes(2);

    private readonly ConcurrentDictionary<string, (string ETag, Instant Again)> looked = new();

    /// <summary>Looks after everyone whose hint has come due at <paramref name="now"/>.</summary>
    /// <returns>How many there were.</returns>
    public async ValueTask<int> RunOnceAsync(Instant now, CancellationToken cancellation)
    {
        var done = 0;
        string? after = null;
        IReadOnlyList<Hint> page;
        do
        {
            page = await hints.DueAsync(now, after, HintsInAPage, cancellation);
            var due = page.Where(IsNews).GroupBy(hint => hint.Subject).ToList();
            await LookAfterAllAsync(due, cancellation);
            done += due.Count;
            after = page.Count > 0 ? page[^1].Key : null;
        }
        while (page.Count == HintsInAPage);
        Forget();
        return done;
    }

    /// <summary>The earliest moment, in story time, for which there is a hint that was not looked at yet; null when there is none.</summary>
    public async ValueTask<Instant?> NextDueAsync(CancellationToken cancellation)
    {
        string? after = null;
        IReadOnlyList<Hint> page;
        do
        {
            page = await hints.AllAsync(after, HintsInAPage, cancellation);
            if (page.FirstOrDefault(IsNews) is { } next)
                return next.Due;
            after = page.Count > 0 ? page[^1].Key : null;
        }
        while (page.Count == HintsInAPage);
        return null;
    }

    /// <summary>Follows nudges and hints until neither is left at the present story time.</summary>
    public async ValueTask RunUntilIdleAsync(CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            nudges.Ripen();
            var nudged = nudges.TryTake(out var subject);
            if (nudged)
                await FollowAsync(subject, cancellation);
            else if (await RunOnceAsync(clock.Now, cancellation) == 0)
                return;
        }
    }

    /// <summary>The same, and what only waits for its turn with a platform gets it before story time goes on.</summary>
    /// <param name="patience">System time, in all. What waits for longer, as for a platform that is down, is left to its hint.</param>
    public async ValueTask RunUntilIdleAsync(TimeSpan patience, CancellationToken cancellation)
    {
        await RunUntilIdleAsync(cancellation);
        while (nudges.UntilOneIsRipe is { } wait && wait <= patience)
        {
            wait = wait > ShortestWait ? wait : ShortestWait;
            await Task.Delay(wait, system, cancellation);
            patience -= wait;
            await RunUntilIdleAsync(cancellation);
        }
    }

    private async ValueTask FollowAsync(Subject subject, CancellationToken cancellation)
    {
        try
        {
            await dispatcher.RunAsync(subject, cancellation);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            // Its hint was put before the nudge, and brings it up again.
            Log.Failed(logger, subject.Id, e.GetType().Name, e.StackTrace);
        }
    }

    private async ValueTask LookAfterAllAsync(List<IGrouping<Subject, Hint>> due, CancellationToken cancellation)
    {
        var woken = new ConcurrentDictionary<Subject, Woken>();
        await EachAsync(due.Select(one => one.Key).Chunk(DecidedTogether), (some, stop) => WakeAsync(some, woken, stop), cancellation);
        // One write for many hints: until it, they are superfluous, and whatever else wakes the same subject decides nothing twice.
        var settled = new ConcurrentQueue<Hint>();
        await EachAsync(due, (one, stop) => LookAfterAsync(one, woken[one.Key], settled, stop), cancellation);
        await hints.DeleteAsync(settled, cancellation);
    }

    private async ValueTask EachAsync<T>(IEnumerable<T> all, Func<T, CancellationToken, ValueTask> look, CancellationToken cancellation)
    {
        if (settings.AtATime > 1)
        {
            await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = settings.AtATime, CancellationToken = cancellation }, look);
            return;
        }
        foreach (var one in all)
            await look(one, cancellation);
    }

    private async ValueTask WakeAsync(Subject[] some, ConcurrentDictionary<Subject, Woken> woken, CancellationToken cancellation)
    {
        if (instance.Alone)
        {
            foreach (var subject in some)
                await PassAsync(subject, cancellation);
        }
        var outcomes = await dispatcher.WakeAsync(some, settings.AtATime > 1, cancellation);
        for (var i = 0; i < some.Length; i++)
            woken[some[i]] = outcomes[i];
    }

    private async ValueTask LookAfterAsync(IGrouping<Subject, Hint> due, Woken woken, ConcurrentQueue<Hint> settled, CancellationToken cancellation)
    {
        var failure = woken.Failure;
        try
        {
            await dispatcher.RunAsync(due.Key, cancellation);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            failure ??= e;
        }
        if (failure is null)
        {
            Settle(due, woken.Written, settled);
            return;
        }
        // One that can't be decided must not hold up the others; its hint stays, and it is tried again in a while.
        Log.Failed(logger, due.Key.Id, failure.GetType().Name, failure.StackTrace);
        Remember(due);
    }

    /// <summary>In a store of our own, whoever had put a hint that we read has written when this completes, and whoever puts it later changes its ETag.</summary>
    private async ValueTask PassAsync(Subject subject, CancellationToken cancellation) => (await gate.EnterAsync(subject, cancellation)).Dispose();

    private void Settle(IGrouping<Subject, Hint> due, bool written, ConcurrentQueue<Hint> settled)
    {
        var old = hints.SystemNow - Fresh;
        foreach (var hint in due)
        {
            if (written || instance.Alone || hint.Written < old)
                settled.Enqueue(hint);
        }
        Remember(due.Where(hint => !written && !instance.Alone && hint.Written >= old));
    }

    private void Remember(IEnumerable<Hint> due)
    {
        foreach (var hint in due)
            looked[hint.Key] = (hint.ETag, hints.SystemNow + Fresh);
    }

    private bool IsNews(Hint hint) => !looked.TryGetValue(hint.Key, out var last) || last.ETag != hint.ETag || last.Again < hints.SystemNow;

    private void Forget()
    {
        foreach (var (key, last) in looked)
        {
            if (last.Again + Fresh < hints.SystemNow)
                looked.TryRemove(key, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Waking {Subject} failed ({Kind}) {Stack}")]
        public static partial void Failed(ILogger logger, string subject, string kind, string? stack);
    }
}
