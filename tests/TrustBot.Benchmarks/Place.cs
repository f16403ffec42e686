using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TrustBot.Benchmarks;

/// <summary>A folder for one run, and the processes and numbers of it.</summary>
internal sealed class Place : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("trustbot-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static string[] Settings(string folder) =>
    [
        $"--TrustBot:DataDirectory={Path.Combine(folder, "data")}",
        $"--TrustBot:KeyFile={Path.Combine(folder, "keys", "trustbot.key")}",
        "--Logging:LogLevel:Default=Warning",
        // What it prints are answers.
        "--Logging:Console:LogToStandardErrorThreshold=Trace",
    ];

    /// <summary>This program again, in a process of its own.</summary>
    /// <param name="core">The only core it may use; null for all. Ignored where there is no taskset.</param>
    public static Process Start(int? core, params string[] arguments) =>
        Launch(core, Path.Combine(AppContext.BaseDirectory, "TrustBot.Benchmarks.dll"), arguments);

    public static Process Launch(int? core, string program, params string[] arguments) => LaunchWith("dotnet", core, program, arguments);

    /// <param name="runtime">What runs the program: <c>dotnet</c> or <c>node</c>.</param>
    public static Process LaunchWith(string runtime, int? core, string program, params string[] arguments)
    {
        var pinned = core is not null && File.Exists("/usr/bin/taskset");
        var info = new ProcessStartInfo(pinned ? "taskset" : runtime) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in (string[])[.. pinned ? (string[])["-c", core!.Value.ToString(CultureInfo.InvariantCulture), runtime] : [], program, .. arguments])
            info.ArgumentList.Add(argument);
        return Process.Start(info) ?? throw new InvalidOperationException("The process did not start.");
    }

    /// <summary>The port that a server says it listens on.</summary>
    public static async Task<string> PortOfAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("port ", StringComparison.Ordinal))
                return line[5..];
        }
        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>Says a line to a process that answers each with one, in words.</summary>
    public static async Task<string[]> AskAsync(Process process, string order)
    {
        await process.StandardInput.WriteLineAsync(order);
        await process.StandardInput.FlushAsync();
        return (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process ended.")).Split(' ');
    }

    /// <summary>A bot to compare with, on core 0.</summary>
    /// <param name="package">What it stands on.</param>
    /// <returns>Null, and says why, where it can't be run.</returns>
    public static Process? Peer(string called, string package, string program, params string[] arguments)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrustBot.sln")))
            folder = folder.Parent;
        var peers = folder is null ? null : Path.Combine(folder.FullName, "tests", "TrustBot.Benchmarks", "peers");
        if (peers is null || !Directory.Exists(Path.Combine(peers, "node_modules", package)))
        {
            Say($"No {called} to compare with: npm ci --ignore-scripts --prefix tests/TrustBot.Benchmarks/peers");
            return null;
        }
        try
        {
            // Where there is taskset, it would start and find nothing.
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            return LaunchWith("node", 0, Path.Combine(peers, program), arguments);
        }
        catch (Win32Exception)
        {
            Say($"No {called} to compare with: there is no Node here.");
            return null;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The most memory that a process ever held, in MB; 0 where the system doesn't tell.</summary>
    public static long PeakOf(int process) => StatusOf(process, "VmHWM");

    /// <summary>The same, and what of it is not in files, such as assemblies, at this moment.</summary>
    public static string MemoryOf(int process) => string.Create(CultureInfo.InvariantCulture, $"{PeakOf(process)} ({StatusOf(process, "RssAnon")})");

    private static long StatusOf(int process, string name)
    {
        var status = $"/proc/{process}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
