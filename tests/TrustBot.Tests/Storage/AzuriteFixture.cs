using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(TrustBot.Tests.Storage.AzuriteFixture))]

namespace TrustBot.Tests.Storage;

/// <summary>Microsoft's emulator of the table service, started when the first test asks for it and shared by all of the run.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    // The emulator's published account and key.
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;DefaultEndpointsProtocol=http;";

    // Azurite ends with its input, so that a killed test run leaves nothing behind.
    private const string EndWithInput = "process.stdin.on('end', () => process.exit()).resume(); process.argv.splice(1, 0, 'azurite'); require('azurite/dist/src/table/main.js');";

    private readonly Lazy<Task<string>> started;
    private Process? process;

    public AzuriteFixture() => started = new Lazy<Task<string>>(StartAsync);

    /// <returns>A connection string. Without node or its packages the test that asks is skipped, and fails where CI is set.</returns>
    public Task<string> ConnectionAsync()
    {
        if (Missing() is { } reason && Environment.GetEnvironmentVariable("CI") is "true")
            Assert.Fail(reason);
        else if (Missing() is { } missing)
            Assert.Skip(missing);
        return started.Value;
    }

    public ValueTask DisposeAsync()
    {
        process?.Kill();
        process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Peers()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrustBot.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? ".", "tests", "peers");
    }

    private static string? Missing()
    {
        var names = OperatingSystem.IsWindows() ? "node.exe" : "node";
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!places.Any(place => File.Exists(Path.Combine(place, names))))
            return "Azurite needs node, which is not on the PATH.";
        return Directory.Exists(Path.Combine(Peers(), "node_modules", "azurite")) ? null : "Azurite is not installed: run npm ci in tests/peers.";
    }

    /// <summary>Azurite can't choose a free port itself, and one that was free a moment ago may be taken.</summary>
    private async Task<string> StartAsync()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var port = FreePort();
            process = Start(port);
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (!line.Contains("successfully started", StringComparison.Ordinal))
                    continue;
                _ = process.StandardOutput.ReadToEndAsync();
                return $"{Account}TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";
            }
            process.Dispose();
        }
        throw new InvalidOperationException("Azurite did not start on any of five ports.");
    }

    private static Process Start(int port)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Peers(), RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] arguments = ["-e", EndWithInput, "--", "--inMemoryPersistence", "--silent", "--disableTelemetry", "--tableHost", "127.0.0.1", "--tablePort", $"{port}"];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
