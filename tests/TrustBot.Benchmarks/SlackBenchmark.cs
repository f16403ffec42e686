using System.Diagnostics;
using System.Globalization;

namespace TrustBot.Benchmarks;

/// <summary>From a signed press in Slack to the durable commit and 200. Bot on core 0; people and Slack's Web API, in one process, on core 1.</summary>
internal static class SlackBenchmark
{
    public const int Usual = 20_000;

    private const int Warm = 150_000;
    private const int Idle = 500;
    private const int Connections = 32;

    private static readonly Bot[] All =
    [
        new("TrustBot: Join, committed", Delivery: false),
        new("TrustBot: the same, and redrawn beside it", Delivery: true),
        new("Bolt JS 5.1.0: a counter, acknowledged", Delivery: false, IsPeer: true),
    ];

    /// <param name="presses">How many are made while it is measured.</param>
    /// <param name="only">A part of a row's name, or <c>storm</c>; null for all.</param>
    public static async Task<int> RunAsync(int presses, string? only)
    {
        Place.Say($"""
            Slack. {presses:n0} presses over {Connections} connections, each signed, by somebody else and about a pair of their own; {Warm:n0} before them to warm up.
            Goals: at least the rate of the Bolt app, and 99 % answered within 10 ms.
            Both bots verify the signature and read the whole payload, which carries the message with its blocks as Slack's do. TrustBot then answers 200 once
            SQLite (synchronous=FULL) holds what was decided; the Bolt app adds one to a number in memory. "Redrawn beside it" is TrustBot whole: each press leaves
            a message to be drawn anew, at the pace that Slack allows, so that nearly all of them wait and none is skipped. The Bolt app sends nothing.

            {"",-42} {"answered",9} {"p50 p99 longest",22} {"µs a press",14} {"a core could",13} {"µs load",8} {"kB alloc.",9} {"idle: p50 p99",14} {"MB peak",8}  redrawn meanwhile
            """);
        var measured = new Dictionary<Bot, Rate>();
        foreach (var bot in All.Where(bot => only is null || bot.Name.Contains(only, StringComparison.Ordinal)))
        {
            if (await MeasureAsync(bot, presses) is { } rate)
                measured[bot] = rate;
        }
        if (measured.TryGetValue(All[^1], out var peer) && measured.Count > 1)
        {
            Place.Say($"\nTimes the Bolt app's rate: answered in this run, and as a core of its own could:");
            foreach (var bot in measured.Keys.Where(bot => !bot.IsPeer))
                Place.Say($"{bot.Name,-42} {measured[bot].Answered / peer.Answered,9:f1} {measured[bot].Possible / peer.Possible,9:f1}");
        }
        if (only is null or "storm")
            await SlackStorm.RunAsync();
        return 0;
    }

    /// <returns>Null where the bot could not be run.</returns>
    private static async Task<Rate?> MeasureAsync(Bot bot, int presses)
    {
        using var place = new Place();
        using var slack = Place.Start(1, "slack-load", "0");
        var sink = (await slack.StandardOutput.ReadLineAsync())!;
        if (!bot.IsPeer)
            await SlackServer.SeedAsync(place.Folder, 0, Warm + Idle + presses);
        using var server = bot.IsPeer ? Place.Peer("Bolt app", "@slack/bolt", "bolt.js", SlackWorld.Secret) : Place.Start(0, ["slack-serve", bot.Delivery ? "on" : "off", .. SlackServer.Settings(place.Folder, sink)]);
        if (server is null)
            return null;
        var port = await Place.PortOfAsync(server);
        var warm = await PressAsync(slack, port, Connections, 0, Warm);
        var idle = await PressAsync(slack, port, 1, Warm, Idle);
        var (before, loadBefore, takenBefore) = (await Counts.OfAsync(server, !bot.IsPeer), await Counts.OfAsync(slack, tells: false), await TakenAsync(slack));
        var busy = await PressAsync(slack, port, Connections, Warm + Idle, presses);
        var (used, load) = (await Counts.OfAsync(server, !bot.IsPeer) - before, await Counts.OfAsync(slack, tells: false) - loadBefore);
        var redrawn = (await TakenAsync(slack)).Redrawn - takenBefore.Redrawn;
        var possible = 1e6 * presses / (used.Program + used.Kernel);
        var failures = warm.Failures + idle.Failures + busy.Failures;
        Place.Say($"{bot.Name,-42} {busy.PerSecond,9:n0} {$"{busy.Median:f1} {busy.Most:f1} {busy.Longest:f0} ms",22} {used.Program / presses,8:f0} + {used.Kernel / presses,3:f0} {possible,13:n0} {(load.Program + load.Kernel) / presses,8:f0} {(bot.IsPeer ? "" : $"{used.Allocated / presses / 1024:f0}"),9} {$"{idle.Median:f1} {idle.Most:f1} ms",14} {Place.PeakOf(server.Id),8}  {redrawn}{(failures > 0 ? $"; {failures} not answered with 200" : "")}");
        server.StandardInput.Close();
        slack.StandardInput.Close();
        await Task.WhenAll(server.WaitForExitAsync(), slack.WaitForExitAsync());
        return new Rate(busy.PerSecond, possible);
    }

    private static async Task<Times> PressAsync(Process slack, string port, int connections, int first, int count) =>
        Times.Of(await Place.AskAsync(slack, string.Create(CultureInfo.InvariantCulture, $"press {port} {connections} {first} {count}")));

    /// <returns>What the bot sent until now, as <see cref="SlackSink.Taken"/> counts it.</returns>
    public static async Task<(int Prompts, int Others, int Redrawn)> TakenAsync(Process slack)
    {
        int[] words = [.. (await Place.AskAsync(slack, "taken")).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        return (words[0], words[1], words[2]);
    }

    private sealed record Bot(string Name, bool Delivery, bool IsPeer = false);

    /// <summary>Presses a second: answered while others used the machine too, and what their processor time leaves room for on a core.</summary>
    private sealed record Rate(double Answered, double Possible);
}

/// <summary>As <see cref="Load.DriveAsync"/> prints them, in ms.</summary>
/// <param name="Late">By how much the load itself was late at most, though a connection was free.</param>
internal sealed record Times(double PerSecond, double Median, double Most, int Failures, double Longest, double Late)
{
    public static Times Of(string[] words) => new(Parse(words[0]), Parse(words[1]), Parse(words[2]), (int)Parse(words[3]), Parse(words[4]), Parse(words[5]));

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
