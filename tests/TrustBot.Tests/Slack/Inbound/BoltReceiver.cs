using System.Diagnostics;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>The HTTP receiver of <c>@slack/bolt</c>, with the secret and the time of the door beside it.</summary>
public sealed class BoltReceiver : IAsyncLifetime
{
    private static readonly string Peers = Path.Combine(SourceTree.Root, "tests", "peers");

    private Process? node;

    public HttpClient Http { get; private set; } = null!;

    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Missing = WhatIsMissing();
        if (Missing is not null)
            return;
        var start = new ProcessStartInfo("node") { WorkingDirectory = Peers, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["slack-receiver.js", SlackAttempt.FirstSecret, SlackAttempt.At(SlackAttempt.Now)])
            start.ArgumentList.Add(argument);
        node = Process.Start(start)!;
        var address = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Bolt's receiver did not start.");
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (node is null)
            return;
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    private static string? WhatIsMissing()
    {
        var name = OperatingSystem.IsWindows() ? "node.exe" : "node";
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, name))))
            return "Bolt needs node, which is not on the PATH.";
        return Directory.Exists(Path.Combine(Peers, "node_modules", "@slack", "bolt")) ? null : "Bolt is not installed: run npm ci in tests/peers.";
    }
}
