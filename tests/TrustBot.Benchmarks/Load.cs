using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrustBot.Benchmarks;

/// <summary>The plainest client: one socket a connection, one request at a time on it. It prints requests a second, median and 99th percentile in ms, and failures.</summary>
internal static class Load
{
    private const string Answers = "a%3Apurpose=I+would+like+to+lead+a+ward+and+to+hear+how+you+did+it&a%3Ahope=1";

    /// <param name="kind"><c>press</c>, <c>submit</c> or <c>nothing</c>.</param>
    /// <param name="first">The first pair; each request is about the next one.</param>
    public static async Task<int> RunAsync(int port, string kind, int connections, int first, int count)
    {
        Console.WriteLine(await DriveAsync(port, connections, first, count, "HTTP/1.1 204", number => RequestOf(kind, number)));
        return 0;
    }

    /// <param name="good">How the answer begins when all is well.</param>
    /// <param name="perSecond">So many are sent by the clock, however slow the answers are, and each is counted from the moment at which it was to be sent. 0 for each as soon as its connection is free.</param>
    /// <returns>Requests a second, median and 99th percentile in ms, failures, the longest in ms, and by how many ms this process itself was late at most, as they are printed.</returns>
    public static async Task<string> DriveAsync(int port, int connections, int first, int count, string good, Func<int, byte[]> requestOf, int perSecond = 0)
    {
        var next = first - 1;
        var times = new double[count];
        var failures = 0;
        var late = new double[count];
        var start = Encoding.ASCII.GetBytes(good);
        var moments = perSecond > 0 ? new Moments(count, perSecond) : null;
        var coming = moments?.RunAsync() ?? Task.CompletedTask;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            var answer = new byte[4096];
            for (var number = Interlocked.Increment(ref next); number < first + count; number = Interlocked.Increment(ref next))
            {
                var request = requestOf(number);
                var begun = Stopwatch.GetTimestamp();
                if (moments is not null)
                    (begun, late[number - first]) = await moments.WaitAsync(number - first);
                await socket.SendAsync(request, SocketFlags.None);
                var read = await ReadAsync(socket, answer);
                times[number - first] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                if (!answer.AsSpan(0, read).StartsWith(start))
                    Interlocked.Increment(ref failures);
            }
        })));
        await coming;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{count / seconds:f0} {Place.Median(times):f3} {Place.Percentile(times, 0.99):f3} {failures} {times.Max():f3} {late.Max():f3}");
    }

    private static byte[] RequestOf(string kind, int number)
    {
        var who = $"by={Seeds.MenteeName(number)}&pair={Seeds.PairName(number)}";
        var body = kind == "submit"
            ? $"{who}&action=kickoff.page1.v1&nonce=n{number}&{Answers}"
            : $"{who}&action=joining.join.v1&from=joining.invitation~r2~{Seeds.MenteeName(number)}";
        return Encoding.ASCII.GetBytes(
            $"POST /{kind} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    /// <summary>An answer of 204 has no body; any other is read to its announced end, which these servers send at once.</summary>
    private static async Task<int> ReadAsync(Socket socket, byte[] answer)
    {
        var read = 0;
        while (!answer.AsSpan(0, read).EndsWith("\r\n\r\n"u8) && read < answer.Length)
        {
            var more = await socket.ReceiveAsync(answer.AsMemory(read), SocketFlags.None);
            if (more == 0)
                break;
            read += more;
        }
        return read;
    }
}
