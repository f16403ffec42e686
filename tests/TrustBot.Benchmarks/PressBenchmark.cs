using System.Diagnostics;
using System.Globalization;
using NodaTime;
using TrustBot.Core.Pairs;

namespace TrustBot.Benchmarks;

/// <summary>From HTTP to the durable commit, in SQLite with synchronous=FULL. Server on core 0, load on core 1.</summary>
internal static class PressBenchmark
{
    private const int Warm = 40_000;
    private const int Idle = 2_000;
    private const int Busy = 40_000;
    private const int Rounds = 3;

    public static async Task<int> RunAsync()
    {
        Place.Say($"Press. Goals: median under 2 ms idle, over 8,000 a second at 32 connections, server on one core.");
        await MeasureAsync("nothing", delivery: false, "the same request, answered at once");
        await MeasureAsync("press", delivery: false, "Join, committed");
        await MeasureAsync("press", delivery: true, "Join, committed, and its messages sent beside it");
        await MeasureAsync("submit", delivery: false, "a page of the kickoff, sealed and committed");
        await MeasureAsync("submit", delivery: true, "a page of the kickoff, sealed, committed, and its messages sent beside it");
        return 0;
    }

    private static async Task MeasureAsync(string kind, bool delivery, string what)
    {
        using var place = new Place();
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var story = kind == "submit" ? new Story(now).Joined() : new Story(now).Invited();
        await Seeds.FillAsync(place.Folder, story.Pair!, Warm + Idle + Rounds * Busy, static (_, pair) => pair with { Reason = null, NextWake = null });
        using var server = Place.Start(0, "serve", place.Folder, delivery ? "on" : "off");
        var port = (await server.StandardOutput.ReadLineAsync())!.Split(' ')[1];
        await LoadAsync(port, kind, 32, 0, Warm);
        var idle = await LoadAsync(port, kind, 1, Warm, Idle);
        var busy = new List<Numbers>();
        for (var round = 0; round < Rounds; round++)
            busy.Add(await LoadAsync(port, kind, 32, Warm + Idle + round * Busy, Busy));
        var best = busy.OrderBy(round => round.PerSecond).ElementAt(Rounds / 2);
        Place.Say($"  {what}: {best.PerSecond:n0} a second (p50 {best.Median:f2}, p99 {best.Most:f2} ms); idle p50 {idle.Median:f2}, p99 {idle.Most:f2} ms; peak {Place.PeakOf(server.Id)} MB; failures {idle.Failures + busy.Sum(round => round.Failures)}");
        server.StandardInput.Close();
        await server.WaitForExitAsync();
    }

    private static async Task<Numbers> LoadAsync(string port, string kind, int connections, int first, int count)
    {
        using var load = Place.Start(1, "load", port, kind, $"{connections}", $"{first}", $"{count}");
        var words = (await load.StandardOutput.ReadToEndAsync()).Split(' ');
        await load.WaitForExitAsync();
        return new Numbers(Parse(words[0]), Parse(words[1]), Parse(words[2]), (int)Parse(words[3]));
    }

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private sealed record Numbers(double PerSecond, double Median, double Most, int Failures);
}
