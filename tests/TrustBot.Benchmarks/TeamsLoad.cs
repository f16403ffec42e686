using System.Diagnostics;
using System.Globalization;

namespace TrustBot.Benchmarks;

/// <summary>Teams in a process of its own: people who write, and the Connector that the bot answers to. It takes orders, a line each.</summary>
internal static class TeamsLoad
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync()
    {
        await using var sink = await TeamsSink.StartAsync();
        Console.WriteLine(sink.Address);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line.Split(' ') switch
            {
                ["write", var port, var text, var tokens, .. var numbers] => await WriteAsync(sink, Number(port), text, tokens == "on", [.. numbers.Select(Number)]),
                ["settle", var replies] => await SettleAsync(sink, Number(replies)),
                ["crowded"] => string.Create(CultureInfo.InvariantCulture, $"{sink.Crowded.Count} {sink.Crowded.LastOrDefault()}"),
                _ => throw new ArgumentException(line),
            });
        }
        return 0;
    }

    /// <returns>Requests a second, median and 99th percentile in ms until the answer, and failures.</returns>
    private static async Task<string> WriteAsync(TeamsSink sink, int port, string text, bool tokens, int[] numbers)
    {
        var (connections, first, count, person, people) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var token = tokens ? sink.Token() : null;
        sink.TakeArrivals();
        return await Load.DriveAsync(port, connections, first, count, "HTTP/1.1 200", number =>
        {
            var who = person + number % people;
            if (connections == 1)
                sink.Await(who);
            return TeamsWorld.Request(number, who, text, sink.ServiceUrl, token);
        });
    }

    /// <summary>Waits for so many replies since the start, or until none comes any more.</summary>
    /// <returns>How many came; median and 99th percentile in ms from message to reply, where they were awaited.</returns>
    private static async Task<string> SettleAsync(TeamsSink sink, int replies)
    {
        var (seen, since) = (-1, Stopwatch.GetTimestamp());
        using var looks = new PeriodicTimer(BetweenLooks);
        while (sink.Replies < replies && Stopwatch.GetElapsedTime(since) < LongestSilence)
        {
            if (sink.Replies != seen)
                (seen, since) = (sink.Replies, Stopwatch.GetTimestamp());
            await looks.WaitForNextTickAsync();
        }
        var times = sink.TakeArrivals();
        return times.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sink.Replies} 0 0")
            : string.Create(CultureInfo.InvariantCulture, $"{sink.Replies} {Place.Median(times):f3} {Place.Percentile(times, 0.99):f3}");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
