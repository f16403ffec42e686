using System.Globalization;

namespace TrustBot.Benchmarks;

/// <summary>Slack in a process of its own: people who press and write, and the Web API that the bot calls. It takes orders, a line each.</summary>
internal static class SlackLoad
{
    private const string Good = "HTTP/1.1 200";

    /// <summary>So many may be under way at once before one waits for another; what waits is counted from its moment all the same.</summary>
    private const int InFlight = 256;

    /// <param name="prompted">As for <see cref="SlackSink.StartAsync"/>.</param>
    public static async Task<int> RunAsync(int prompted)
    {
        await using var sink = await SlackSink.StartAsync(prompted);
        Console.WriteLine(sink.Address);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line.Split(' ') switch
            {
                ["press", var port, var connections, var first, var count] => await Load.DriveAsync(Number(port), Number(connections), Number(first), Number(count), Good, number => SlackWorld.Press(number)),
                ["quiet", var port, var connections, var first, var count] => await Load.DriveAsync(Number(port), Number(connections), Number(first), Number(count), Good, number => SlackWorld.Press(number, quiet: true)),
                ["pace", var port, var perSecond, var first, var count] => await Load.DriveAsync(Number(port), InFlight, Number(first), Number(count), Good, Mixed, Number(perSecond)),
                ["taken"] => string.Create(CultureInfo.InvariantCulture, $"{sink.Taken.Prompts} {sink.Taken.Others} {sink.Taken.Redrawn}"),
                _ => throw new ArgumentException(line),
            });
        }
        return 0;
    }

    /// <summary>Every other one presses; the rest write.</summary>
    private static byte[] Mixed(int number) => number % 2 == 0 ? SlackWorld.Press(number) : SlackWorld.Message(number, "help");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
