using System.Diagnostics;
using System.Globalization;
using NodaTime;
using TrustBot.Core.Pairs;

namespace TrustBot.Benchmarks;

/// <summary>From HTTP to the durable commit, in SQLite with synchronous=FULL. Server on core 0, load on core 1.</summary>
internal static class PressBenchmark
{
    private const int Warm = 30_000;
    private const int Idle = 2_000;
    private const int Busy = 30_000;
    private const int Rounds = 3;

    private static readonly (string Kind, bool Delivery, string What)[] All =
    [
        ("nothing", false, "the same request, answered at once"),
        ("press", false, "Join, committed"),
        ("press", true, "Join, committed, and its messages sent beside it"),
        ("submit", false, "a page of the kickoff, sealed and committed"),
        ("submit", true, "a page of the kickoff, sealed, committed, and its messages sent beside it"),
    ];

    /// <param name="only">One kind of request; null for all.</param>
    public static async Task<int> RunAsync(string? only)
    {
        Place.Say($"Press. Goals: median under 2 ms idle, over 8,000 a second at 32 connections, server on one core.");
        foreach (var (kind, delivery, what) in All.Where(one => only is null || one.Kind == only))
            await MeasureAsync(kind, delivery, what);
        return 0;
    }

    private static async Task MeasureAsync(string kind, bool delivery, string what)
    {
        using var place = new Place();
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var story = kind == "submit" ? new Story(now).Joined() : new Story(now).Invited();
        await Seeds.FillAsync(place.Folder, story.Pair!, Warm + Idle + Rounds * Busy, static (_, pair) => pair with { Reason = null, NextWake = null });
        using var server = Place.Start(0, "serve", place.Folder, delivery ? "on" : "off");
        var port = await Place.PortOfAsync(server);
        await LoadAsync(port, kind, 32, 0, Warm);
        var idle = await LoadAsync(port, kind, 1, Warm, Idle);
        var busy = new List<Numbers>();
        server.Refresh();
        var (user, system) = (server.UserProcessorTime, server.PrivilegedProcessorTime);
        for (var round = 0; round < Rounds; round++)
            busy.Add(await LoadAsync(port, kind, 32, Warm + Idle + round * Busy, Busy));
        server.Refresh();
        var ours = (server.UserProcessorTime - user).TotalMicroseconds / (Rounds * Busy);
        var kernels = (server.PrivilegedProcessorTime - system).TotalMicroseconds / (Rounds * Busy);
        var typical = busy.OrderBy(round => round.PerSecond).ElementAt(Rounds / 2);
        Place.Say($"  {what}: {typical.PerSecond:n0} a second (p50 {typical.Median:f2}, p99 {typical.Most:f2} ms); {ours:f0} + {kernels:f0} µs of processor (program + kernel) each, so at most {1e6 / (ours + kernels):n0} on a core of its own; idle p50 {idle.Median:f2}, p99 {idle.Most:f2} ms; peak {Place.PeakOf(server.Id)} MB; failures {idle.Failures + busy.Sum(round => round.Failures)}");
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
