using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TrustBot.Pairs;

namespace TrustBot.Benchmarks;

/// <summary>Presses and messages by the clock, while the prompts of thousands of pairs come due in the same moment.</summary>
internal static class SlackStorm
{
    private const int Due = 10_000;
    private const int PerSecond = 200;
    private const int Seconds = 60;
    private const int Warm = 4_000;
    private const int Connections = 32;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync()
    {
        Place.Say($"""

            Slack, {PerSecond} webhooks a second for {Seconds} s, every other one a press and the rest messages, while the prompts of {Due:n0} pairs come due at once, two each.
            Goals: 99 % answered within 300 ms, and none later than 2.5 s. They are sent by the clock, over as many connections as it takes, and each is counted from the
            moment at which it was to be sent. All prompts are decided as fast as it goes. They leave at 4 a second, which is Slack's limit for a workspace.
            """);
        using var place = new Place();
        using var slack = Place.Start(1, "slack-load", $"{Due}");
        var sink = (await slack.StandardOutput.ReadLineAsync())!;
        await SlackServer.SeedAsync(place.Folder, Due, Warm + PerSecond * Seconds);
        using var server = Place.Start(0, ["slack-serve", "on", .. SlackServer.Settings(place.Folder, sink)]);
        var port = await Place.PortOfAsync(server);
        // What these would have to say would stand in line before all that is counted.
        var warm = Times.Of(await Place.AskAsync(slack, string.Create(CultureInfo.InvariantCulture, $"quiet {port} {Connections} {Due} {Warm}")));
        var before = await SlackBenchmark.TakenAsync(slack);
        var used = await Counts.OfAsync(server, tells: true);
        var begun = Stopwatch.GetTimestamp();
        await Place.AskAsync(server, "due");
        var deciding = DecidedAsync(place.Folder, begun);
        using var over = new CancellationTokenSource();
        var disk = DiskAsync(Path.Combine(place.Folder, "probe"), over.Token);
        var times = Times.Of(await Place.AskAsync(slack, string.Create(CultureInfo.InvariantCulture, $"pace {port} {PerSecond} {Due + Warm} {PerSecond * Seconds}")));
        var minute = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        used = await Counts.OfAsync(server, tells: true) - used;
        var after = await SlackBenchmark.TakenAsync(slack);
        var (pairs, prompts, took) = await deciding;
        await over.CancelAsync();
        var syncs = await disk;
        Place.Say($"  {PerSecond * Seconds:n0} webhooks: {times.PerSecond:f0} a second, p50 {times.Median:f1}, p99 {times.Most:f1}, the longest {times.Longest:f0} ms; not answered with 200: {times.Failures + warm.Failures}");
        Place.Say($"  prompts: {prompts:n0} of {pairs:n0} pairs decided and committed within {took:f1} s of coming due; {after.Prompts - before.Prompts:n0} had left after {minute:f0} s, beside {after.Others - before.Others:n0} answers, with {after.Redrawn - before.Redrawn:n0} messages redrawn");
        Place.Say($"  not the program's: the load itself was late by up to {times.Late:f0} ms, which its answers are counted with; the disk took up to {syncs.Max():f0} ms (p50 {Place.Median(syncs):f1}) to keep 4 KB of another file");
        Place.Say($"  in that time {(used.Program + used.Kernel) / 1e4 / minute:f0} % of a core, {used.Allocated / 1024 / 1024 / minute:f0} MB allocated a second; peak {Place.PeakOf(server.Id)} MB");
        server.StandardInput.Close();
        slack.StandardInput.Close();
        await Task.WhenAll(server.WaitForExitAsync(), slack.WaitForExitAsync());
    }

    /// <summary>Looks until as many are decided as are to be, or the minute is over.</summary>
    private static async Task<(int Pairs, int Prompts, double Seconds)> DecidedAsync(string folder, long begun)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "trustbot.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(DISTINCT pk), count(*) FROM rows WHERE tbl='pairs' AND pk>=$from AND pk<$until AND rk>='send:' AND rk<'send;'";
        command.Parameters.AddWithValue("$from", Keys.Partition(Seeds.PairName(0)));
        command.Parameters.AddWithValue("$until", Keys.Partition(Seeds.PairName(Due)));
        using var looks = new PeriodicTimer(BetweenLooks);
        while (true)
        {
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            int pairs, prompts;
            using (var row = command.ExecuteReader())
            {
                row.Read();
                (pairs, prompts) = (row.GetInt32(0), row.GetInt32(1));
            }
            if (pairs == Due || seconds > Seconds)
                return (pairs, prompts, seconds);
            await looks.WaitForNextTickAsync();
        }
    }

    /// <summary>Tells what comes of the disk, which others may use too, from what comes of the program.</summary>
    /// <returns>In ms.</returns>
    private static async Task<IReadOnlyList<double>> DiskAsync(string file, CancellationToken over)
    {
        var times = new List<double>();
        var bytes = new byte[4096];
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var probes = new PeriodicTimer(BetweenProbes);
        do
        {
            var begun = Stopwatch.GetTimestamp();
            stream.Position = 0;
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await probes.WaitForNextTickAsync(CancellationToken.None);
        }
        while (!over.IsCancellationRequested);
        return times;
    }
}
