using System.Diagnostics;
using System.Text;
using System.Text.Json;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Drawn;

/// <summary>Judges that run in Node: one process for all that is judged.</summary>
internal static class Peers
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "peers");

    /// <summary>Skips the test where Node or the package is missing; in CI it fails.</summary>
    /// <param name="items">JSON of each thing to judge.</param>
    /// <returns>What was found about each.</returns>
    public static async Task<string[][]> JudgeAsync(string script, string package, IEnumerable<string> items)
    {
        if (Missing(package) is { } missing && Environment.GetEnvironmentVariable("CI") is "true")
            Assert.Fail(missing);
        else if (Missing(package) is { } reason)
            Assert.Skip(reason);
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 };
        start.ArgumentList.Add(script);
        using var node = Process.Start(start)!;
        var answer = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.StandardInput.WriteAsync($"[{string.Join(',', items)}]");
        node.StandardInput.Close();
        return JsonSerializer.Deserialize<string[][]>(await answer)!;
    }

    private static string? Missing(string package)
    {
        var name = OperatingSystem.IsWindows() ? "node.exe" : "node";
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, name))))
            return $"{package} needs node, which is not on the PATH.";
        return Directory.Exists(Path.Combine(Folder, "node_modules", package)) ? null : $"{package} is not installed: run npm ci in tests/peers.";
    }
}
