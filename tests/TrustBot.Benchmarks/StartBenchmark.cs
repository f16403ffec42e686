using System.Diagnostics;
using System.Net;
using NodaTime;

namespace TrustBot.Benchmarks;

/// <summary>From starting the process to the first healthy answer.</summary>
internal static class StartBenchmark
{
    private const int Pairs = 100_000;
    private const int Starts = 7;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);

    public static async Task<int> RunAsync()
    {
        Place.Say($"Start with {Pairs:n0} pairs stored. Goal: the first healthy answer under 1 s.");
        using var place = new Place();
        var story = new Story(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())).Signed();
        await Seeds.FillAsync(place.Folder, story.Pair!, Pairs, static (_, pair) => pair with { Reason = null });
        foreach (var environment in (string[])["Production", "Development"])
        {
            var times = new List<double>();
            for (var i = 0; i < Starts; i++)
                times.Add(await StartAsync(place.Folder, environment));
            Place.Say($"  {environment}: median {Place.Median(times):f0} ms, slowest {times.Max():f0} ms");
        }
        return 0;
    }

    private static async Task<double> StartAsync(string folder, string environment)
    {
        var port = Place.FreePort();
        var url = $"http://127.0.0.1:{port}";
        using var client = new HttpClient();
        var begun = Stopwatch.GetTimestamp();
        using var server = Place.Launch(null, Path.Combine(AppContext.BaseDirectory, "TrustBot.dll"), [.. Place.Settings(folder), $"--urls={url}", $"--environment={environment}"]);
        using var looks = new PeriodicTimer(BetweenLooks);
        while (!await IsHealthyAsync(client, $"{url}/health"))
        {
            if (server.HasExited)
                throw new InvalidOperationException($"TrustBot ended with {server.ExitCode}.");
            await looks.WaitForNextTickAsync();
        }
        var elapsed = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        // Orderly, so that the next start has nothing to check.
        using (var stop = Process.Start("kill", ["-TERM", $"{server.Id}"]))
            await stop.WaitForExitAsync();
        await server.WaitForExitAsync();
        return elapsed;
    }

    private static async Task<bool> IsHealthyAsync(HttpClient client, string url)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(url));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
