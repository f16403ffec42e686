using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Tests.Rules;
using TrustBot.Tests.Storage;

namespace TrustBot.Tests.Teams;

/// <summary>The Teams app as an administrator builds it, and Microsoft's schemas to hold it against.</summary>
internal static class ManifestPackage
{
    public const string AppId = "a1111111-2222-3333-4444-555555555555";
    public const string BotId = "b1111111-2222-3333-4444-555555555555";
    public const string Host = "trustbot.example.org";

    public static readonly string[] Arguments =
        [$"APP_ID={AppId}", $"BOT_ID={BotId}", $"HOST={Host}", "DEVELOPER_NAME=Müller & Söhne | Klinik", "DEVELOPER_WEBSITE=https://example.org/a?b=1&c=2"];

    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Once = new(BuildAsync);

    /// <returns>What the zip holds, by the names of its entries.</returns>
    public static Task<IReadOnlyDictionary<string, byte[]>> FilesAsync()
    {
        Need(OnPath("bash") ? null : "The package script needs bash, which is not on the PATH.");
        return Once.Value;
    }

    public static async Task<JsonObject> JsonAsync(string name) => JsonNode.Parse((await FilesAsync())[name])!.AsObject();

    /// <summary>An argument given twice counts as its last.</summary>
    public static async Task<(int Code, string Said)> RunAsync(params IEnumerable<string> arguments)
    {
        Need(OnPath("bash") ? null : "The package script needs bash, which is not on the PATH.");
        var start = Start("bash", SourceTree.Root, ["manifests/teams/package", .. arguments]);
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("DEVELOPER_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        using var script = Process.Start(start)!;
        script.StandardInput.Close();
        var (said, refused) = (script.StandardOutput.ReadToEndAsync(), script.StandardError.ReadToEndAsync());
        await script.WaitForExitAsync();
        return (script.ExitCode, await said + await refused);
    }

    /// <summary>Microsoft's own schemas, in one process of Node.</summary>
    /// <returns>For each file what is wrong with it.</returns>
    public static async Task<string[][]> ProblemsAsync(params (string Schema, string Version, JsonObject Json)[] files)
    {
        var peers = Path.Combine(SourceTree.Root, "tests", "peers");
        Need(!OnPath("node") ? "Microsoft's schemas need node, which is not on the PATH."
            : Directory.Exists(Path.Combine(peers, "node_modules", "@microsoft", "app-manifest")) ? null
            : "Microsoft's schemas are not installed: run npm ci in tests/peers.");
        using var node = Process.Start(Start("node", peers, ["manifest.js"]))!;
        var (answer, failure) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(files.Select(file => new { name = file.Schema, version = file.Version, json = file.Json })));
        node.StandardInput.Close();
        Assert.Equal("", await failure);
        return JsonSerializer.Deserialize<string[][]>(await answer)!;
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> BuildAsync()
    {
        using var folder = new Folder();
        var (code, said) = await RunAsync([.. Arguments, $"OUT={folder}"]);
        Assert.True(code == 0, said);
        await using var zip = await ZipFile.OpenReadAsync(folder["trustbot-teams.zip"]);
        return zip.Entries.ToDictionary(entry => entry.FullName, Bytes);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static ProcessStartInfo Start(string program, string folder, IEnumerable<string> arguments) => new(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(false),
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    };

    private static void Need(string? missing)
    {
        if (missing is not null && Environment.GetEnvironmentVariable("CI") is "true")
            Assert.Fail(missing);
        else if (missing is not null)
            Assert.Skip(missing);
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(place => File.Exists(Path.Combine(place, OperatingSystem.IsWindows() ? $"{program}.exe" : program)));
}
