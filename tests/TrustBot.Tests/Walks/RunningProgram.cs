using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TrustBot.Tests.Walks;

/// <summary>The real program, in a process of its own over a folder that outlives it, so that it can be killed and started again.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private const string Greeting = "TrustBot is at ";
    private const int TriesForAPort = 5;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-walk-");
    private Process? process;
    private Task<string> complaints = Task.FromResult("");

    private RunningProgram()
    {
        Settings = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["TrustBot__DataDirectory"] = Data,
            ["TrustBot__KeyFile"] = KeyFile,
            ["TrustBot__Storage"] = $"Data Source={Database}",
            ["TrustBot__Operator"] = "Hospital IT",
        };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    public string Data => Path.Combine(folder.FullName, "data");

    public string KeyFile => Path.Combine(folder.FullName, "keys", "trustbot.key");

    public string Database => Path.Combine(Data, "trustbot.db");

    /// <summary>What the platform keeps: the chats.</summary>
    public string Chats => Path.Combine(Data, "sandbox.db");

    /// <summary>Environment variables of the next start; null takes one away.</summary>
    public Dictionary<string, string?> Settings { get; }

    public Uri Address { get; private set; } = null!;

    public static RunningProgram Stopped() => new();

    public static async Task<RunningProgram> StartAsync()
    {
        var program = new RunningProgram();
        await program.AgainAsync();
        return program;
    }

    /// <summary>Starts over the same data, at the same address once it has one, and comes back when it is healthy.</summary>
    public async Task AgainAsync()
    {
        for (var tries = 1; ; tries++)
        {
            var url = Address?.ToString() ?? $"http://127.0.0.1:{FreePort()}";
            process = Launch(url);
            complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
            if (await GreetedAsync(process))
            {
                Address = new Uri(url);
                using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(1) };
                using var answer = await http.GetAsync("/health", Cancellation);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                return;
            }
            await process.WaitForExitAsync(Cancellation);
            var said = await complaints;
            Assert.True(tries < TriesForAPort && Address is null && said.Contains("address", StringComparison.OrdinalIgnoreCase), $"TrustBot did not start: {said}");
        }
    }

    /// <summary>For a start that must be refused.</summary>
    /// <param name="at">The address to listen at; a free one otherwise.</param>
    public async Task<(int Code, string Out, string Error)> RunToItsEndAsync(string? at = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        process = Launch(at ?? $"http://127.0.0.1:{FreePort()}");
        complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var spoken = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await spoken, (await complaints).TrimEnd());
    }

    /// <summary>As <c>kill -9</c>: no farewell, nothing flushed.</summary>
    public void Kill()
    {
        if (process is not { HasExited: false } running)
            return;
        running.Kill();
        running.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        process?.Dispose();
        process = null;
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The folder lies among the system's temporary files, which are cleared anyway.
        }
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Process Launch(string url)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TrustBot.dll"), "--urls", url])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The settings of whoever runs the tests are not the program's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("TrustBot", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <returns>False when the program ended before it said where it is.</returns>
    private static async Task<bool> GreetedAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (!line.StartsWith(Greeting, StringComparison.Ordinal))
                continue;
            // Nobody else reads on, and a full pipe would stop the program.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return true;
        }
        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
