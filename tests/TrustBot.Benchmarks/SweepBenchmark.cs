using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Scheduling;

namespace TrustBot.Benchmarks;

internal static class SweepBenchmark
{
    public const int Pairs = 1_000_000;
    private const int DueAtOnce = 10_000;

    /// <param name="pairs">So many in all; ten thousand of them are due at once.</param>
    /// <param name="whole">Whether everything is sent as well, which takes minutes.</param>
    public static async Task<int> RunAsync(int pairs, bool whole)
    {
        Place.Say($"Sweep over {pairs:n0} pairs. Goals: over 8,000 decided and committed prompts a second, an empty sweep under 5 ms, no full scan, under 300 MB.");
        using var place = new Place();
        await SeedAsync(place.Folder, pairs);
        using var run = Place.Start(null, "sweep-run", place.Folder, whole ? "whole" : "decide");
        while (await run.StandardOutput.ReadLineAsync() is { } line)
            Console.WriteLine(line);
        await run.WaitForExitAsync();
        return run.ExitCode;
    }

    /// <summary>Four groups of ten thousand, due a week apart, among a million that are due next year.</summary>
    public static async Task<int> SeedAsync(string folder, int pairs)
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var story = new Story(now).Signed();
        Pair[] groups = [DueDay(story, now, 1), DueDay(story, now, 8), DueDay(story, now, 15), DueDay(story, now, 22)];
        var others = DueDay(story, now, 400);
        var every = Math.Max(groups.Length + 1, pairs / DueAtOnce);
        await Seeds.FillAsync(folder, story.Pair!, pairs, (number, pair) => (number % every < groups.Length ? groups[number % every] : others) with
        {
            Id = pair.Id,
            Mentor = pair.Mentor,
            Mentee = pair.Mentee,
        });
        return 0;
    }

    /// <summary>The pair as it is when its next prompt comes so many days from now.</summary>
    public static Pair DueDay(Story story, Instant now, int days)
    {
        var start = now.InUtc().Date.PlusDays(days);
        var cadence = new Cadence.EveryWeeks(52, Core.Attention.WeekDays.Of(start.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : start.DayOfWeek), start);
        var pair = story.Pair! with
        {
            Reason = null,
            Meetings = story.Pair!.Meetings with { LastAsked = start.PlusDays(3650) },
            Prompts = story.Pair!.Prompts with { Rule = cadence, StartsOn = start, LastSlot = null },
            Cadence = cadence,
        };
        var view = story.CaseOf("", new Input.Woken()).View with { Pair = pair, Words = Opened.Nothing };
        return pair with { NextWake = PairMachine.NextWake(view, now) };
    }
}

internal static class SweepRun
{
    public static async Task<int> RunAsync(string folder, bool whole)
    {
        await using var app = Server.Build(folder, delivery: false, "http://127.0.0.1:0");
        var services = app.Services;
        var parts = new Parts(
            services.GetRequiredService<Waker>(), services.GetRequiredService<Dispatcher>(), services.GetRequiredService<Hints>(), services.GetRequiredService<Nudges>(),
            services.GetRequiredService<PairEngine>(), services.GetRequiredService<StoryClock>());
        var (waker, clock) = (parts.Waker, parts.Clock);

        var empty = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await waker.RunOnceAsync(clock.Now, CancellationToken.None);
            empty.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        Place.Say($"  an empty sweep: {empty[0]:f1} ms the first, then {Place.Median(empty):f3} ms (p99 {Place.Percentile(empty, 0.99):f3})");
        Place.Say($"  how it is read: {PlanOf(folder)}");

        await DecideAsync(parts, 0, "cold");
        await DecideAsync(parts, 1, "again");
        await DecideAsync(parts, 2, "once more");
        Place.Say($"  peak {Place.PeakOf(Environment.ProcessId)} MB");
        if (!whole)
            return 0;
        await AdvanceAsync(parts, 3);
        var start = Stopwatch.GetTimestamp();
        var found = await waker.RunOnceAsync(clock.Now, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Place.Say($"  the whole sweep, with sending what the others left: {found:n0} pairs in {seconds:f2} s, {found / seconds:n0} pairs and twice as many messages a second");
        Place.Say($"  peak {Place.PeakOf(Environment.ProcessId)} MB");
        return 0;
    }

    /// <summary>What a sweep does up to the commit, as <see cref="Waker"/> does it; without the courier, who would find out here what he is to send.</summary>
    private static async Task DecideAsync(Parts parts, int group, string what)
    {
        await AdvanceAsync(parts, group);
        var (hints, dispatcher, nudges, clock) = (parts.Hints, parts.Dispatcher, parts.Nudges, parts.Clock);
        var wakes = 0;
        var written = 0;
        var sends = 0;
        var used = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var begun = Stopwatch.GetTimestamp();
        string? after = null;
        while (await hints.DueAsync(clock.Now, after, 500, CancellationToken.None) is { Count: > 0 } page)
        {
            var settled = new ConcurrentQueue<Hint>();
            await Parallel.ForEachAsync(page.GroupBy(hint => hint.Subject).Chunk(Waker.DecidedTogether), new ParallelOptions { MaxDegreeOfParallelism = new WakerSettings().AtATime }, async (some, cancellation) =>
            {
                var woken = await dispatcher.WakeAsync([.. some.Select(one => one.Key)], atOnce: true, cancellation);
                Interlocked.Add(ref wakes, some.Length);
                Interlocked.Add(ref written, woken.Count(one => one.Written));
                foreach (var one in some)
                {
                    Interlocked.Add(ref sends, nudges.TakeDecided(one.Key).Sum(decided => decided.Sends.Count));
                    foreach (var hint in one)
                        settled.Enqueue(hint);
                }
            });
            while (nudges.TryTake(out _))
            {
            }
            await hints.DeleteAsync(settled, CancellationToken.None);
            after = page[^1].Key;
        }
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Place.Say($"  decided and committed, {what}: {wakes:n0} pairs woken and {written:n0} of them written in {seconds:f2} s, {wakes / seconds:n0} pairs and {sends / seconds:n0} prompts a second; {(Environment.CpuUsage.TotalTime - used).TotalMicroseconds / wakes:f0} µs of processor and {(GC.GetTotalAllocatedBytes() - allocated) / 1024 / wakes:n0} KB a pair");
    }

    /// <summary>To just after the moment at which a group is due; its first pair bears the group's number.</summary>
    private static async Task AdvanceAsync(Parts parts, int group)
    {
        var pair = await parts.Engine.ReadAsync(new(Seeds.PairName(group)), CancellationToken.None);
        parts.Clock.SetOffset(pair!.NextWake!.Value - parts.Hints.SystemNow + Duration.FromMinutes(1));
    }

    private sealed record Parts(Waker Waker, Dispatcher Dispatcher, Hints Hints, Nudges Nudges, PairEngine Engine, StoryClock Clock);

    private static string PlanOf(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "trustbot.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN SELECT rk FROM rows WHERE tbl='wakes' AND pk='default' AND rk>='0' AND rk<'2' ORDER BY rk LIMIT 500";
        using var plan = command.ExecuteReader();
        return plan.Read() ? plan.GetString(3) : "";
    }
}
