using System.Collections.Concurrent;
using NodaTime;
using TrustBot.Delivery;
using TrustBot.Pairs;

namespace TrustBot.Scheduling;

/// <param name="AtATime">Partitions looked after at the same time; one makes every run the same run.</param>
internal sealed record WakerSettings(int AtATime = 8);

/// <summary>Reads the hints that have come due and looks after whom they name. A hint is deleted only when nothing can depend on it any more.</summary>
internal sealed partial class Waker(
    Hints hints, Dispatcher dispatcher, KeyedGate gate, Nudges nudges, StoryClock clock, Instance instance, WakerSettings settings, ILogger<Waker> logger)
{
    private const int HintsInAPage = 500;
    private const int MostRounds = 1000;

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
            await EachAsync(due, cancellation);
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

    private async ValueTask EachAsync(List<IGrouping<Subject, Hint>> due, CancellationToken cancellation)
    {
        if (settings.AtATime > 1)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = settings.AtATime, CancellationToken = cancellation };
            await Parallel.ForEachAsync(due, options, LookAfterAsync);
            return;
        }
        foreach (var one in due)
            await LookAfterAsync(one, cancellation);
    }

    private async ValueTask LookAfterAsync(IGrouping<Subject, Hint> due, CancellationToken cancellation)
    {
        try
        {
            if (instance.Alone)
                await PassAsync(due.Key, cancellation);
            var written = await dispatcher.WakeAsync(due.Key, cancellation);
            await TidyAsync(due, written, cancellation);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            // One that can't be decided must not hold up the others; its hint stays, and it is tried again in a while.
            Log.Failed(logger, due.Key.Id, e.GetType().Name, e.StackTrace);
            Remember(due);
        }
    }

    /// <summary>In a store of our own, whoever had put a hint that we read has written when this completes, and whoever puts it later changes its ETag.</summary>
    private async ValueTask PassAsync(Subject subject, CancellationToken cancellation) => (await gate.EnterAsync(subject, cancellation)).Dispose();

    private async ValueTask TidyAsync(IGrouping<Subject, Hint> due, bool written, CancellationToken cancellation)
    {
        var old = hints.SystemNow - Fresh;
        foreach (var hint in due.Where(hint => written || instance.Alone || hint.Written < old))
            await hints.DeleteAsync(hint, cancellation);
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
