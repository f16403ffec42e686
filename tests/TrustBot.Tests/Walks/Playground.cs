using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Walks;

/// <param name="Id">As the platform names people: <c>29:…</c>.</param>
public sealed record PlaygroundUser(string Id, string Name, string Mail, string Entra);

/// <summary>
/// Microsoft's Agents Playground: a stand-in for Teams, with a page on which the first of its people chats, and an API for the others. It listens
/// on every interface of the machine, and does so no longer than a walk lasts.
/// </summary>
public sealed class Playground : IAsyncDisposable
{
    public const string Tenant = "11111111-2222-4333-8444-555555555555";

    /// <summary>The personal chat of the one on the page.</summary>
    public const string PageChat = "a:page";

    private const string Listening = "Listening on ";
    private const string Bot = "28:trustbot";

    // It ends with its input, so that a killed test run leaves nothing behind.
    private const string EndWithInput =
        "process.stdin.on('end', () => process.exit()).resume(); process.argv.splice(1, 0, 'playground'); require('@microsoft/m365agentsplayground/cli.js');";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-playground-");
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) });
    private readonly Process process;
    private readonly Task<string> complaints;

    private Playground(Uri bot, int port, IReadOnlyList<PlaygroundUser> people)
    {
        File.WriteAllText(ConfigFile, Config(people).ToJsonString());
        process = Launch(bot, port);
        complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        http.BaseAddress = Address = new Uri($"http://localhost:{port}/");
    }

    public Uri Address { get; }

    public HttpClient Http => http;

    private string ConfigFile => Path.Combine(folder.FullName, "config.json");

    private string LogFile => Path.Combine(folder.FullName, "playground.log");

    /// <summary>Skips the walk on a machine that can't run it; fails where CI is set.</summary>
    public static void Require()
    {
        if (Missing() is not { } reason)
            return;
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Fail(reason);
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <param name="ports">Tried one after the other, because one that was free a moment ago may be taken: the Playground then takes any other, and says so in its log alone.</param>
    /// <param name="people">Exactly six; the first is the one on the page.</param>
    public static async Task<Playground> StartAsync(Uri bot, IEnumerable<int> ports, IReadOnlyList<PlaygroundUser> people)
    {
        foreach (var port in ports)
        {
            var playground = new Playground(bot, port, people);
            if (await playground.ListensAtAsync(port))
                return playground;
            await playground.DisposeAsync();
        }
        throw new InvalidOperationException("The Playground listened at none of its ports.");
    }

    /// <summary>The personal chat of somebody who is not on the page. The same one each time.</summary>
    public async Task<string> ChatOfAsync(PlaygroundUser person)
    {
        var asked = new JsonObject
        {
            ["isGroup"] = false,
            ["bot"] = new JsonObject { ["id"] = Bot },
            ["members"] = new JsonArray(new JsonObject { ["id"] = person.Id }),
            ["tenantId"] = Tenant,
        };
        return (string)(await PostAsync("_connector/v3/conversations", asked))!["id"]!;
    }

    /// <summary>Reports to the bot that somebody installed it, once, and under one id however often it is reported.</summary>
    public Task InstallAsync(PlaygroundUser person, string chat, string id) => PostAsync("_internal/v1/customActivities", new JsonObject
    {
        ["type"] = "installationUpdate",
        ["action"] = "add",
        ["id"] = id,
        ["channelId"] = "msteams",
        ["serviceUrl"] = new Uri(Address, "_connector").ToString(),
        ["recipient"] = new JsonObject { ["id"] = Bot, ["name"] = "TrustBot" },
        ["conversation"] = new JsonObject { ["id"] = chat, ["conversationType"] = "personal", ["tenantId"] = Tenant },
        ["from"] = new JsonObject { ["id"] = person.Id, ["aadObjectId"] = person.Entra },
        ["locale"] = "en-US",
    });

    public Task SayAsync(PlaygroundUser person, string chat, string text) => PostAsync(
        $"_conversation/v1/conversations/{Uri.EscapeDataString(chat)}/messages",
        new JsonObject { ["from"] = new JsonObject { ["id"] = person.Id }, ["text"] = text, ["textFormat"] = "plain" });

    /// <summary>A button below a card, with what stands in the card's inputs.</summary>
    public Task SubmitAsync(PlaygroundUser person, string chat, string message, JsonObject value) => PostAsync("_conversation/v1/submit", new JsonObject
    {
        ["from"] = new JsonObject { ["id"] = person.Id },
        ["conversation"] = new JsonObject { ["id"] = chat },
        ["replyToId"] = message,
        ["value"] = value,
    });

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<JsonNode?> PostAsync(string path, JsonNode body)
    {
        using var answer = await http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"The Playground answered {answer.StatusCode} to {path}: {text}");
        return text.StartsWith('{') ? JsonNode.Parse(text) : null;
    }

    private async Task<bool> ListensAtAsync(int port)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal))
                continue;
            // Nobody else reads on, and a full pipe would stop it.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return line == $"{Listening}{port}";
        }
        var log = File.Exists(LogFile) ? await File.ReadAllTextAsync(LogFile, TestContext.Current.CancellationToken) : "";
        throw new InvalidOperationException($"The Playground did not start: {await complaints}{log}");
    }

    private Process Launch(Uri bot, int port)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Peers(), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["-e", EndWithInput, "--", "start", "-e", new Uri(bot, "/api/messages").ToString(), "-c", "msteams", "-p", $"{port}", "--dt"];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        start.Environment["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = ConfigFile;
        start.Environment["M365_AGENTS_PLAYGROUND_LOGFILE"] = LogFile;
        return Process.Start(start)!;
    }

    private static JsonObject Config(IReadOnlyList<PlaygroundUser> people) => new()
    {
        ["version"] = "0.1.1",
        ["tenantId"] = Tenant,
        ["bot"] = new JsonObject { ["id"] = Bot, ["name"] = "TrustBot" },
        ["currentUser"] = Config(people[0]),
        ["users"] = new JsonArray([.. people.Skip(1).Select(Config)]),
        ["personalChat"] = new JsonObject { ["id"] = PageChat },
        ["groupChat"] = new JsonObject { ["id"] = "19:group@thread.v2", ["name"] = "Night shift" },
        ["team"] = new JsonObject
        {
            ["id"] = "19:team@thread.tacv2",
            ["name"] = "Ward 4",
            ["aadGroupId"] = "00000000-0000-0000-0000-000000000031",
            ["channels"] = new JsonArray(new JsonObject { ["id"] = "19:news@thread.tacv2", ["name"] = "Good news" }),
        },
    };

    private static JsonObject Config(PlaygroundUser person) => new()
    {
        ["id"] = person.Id,
        ["name"] = person.Name,
        ["userPrincipleName"] = person.Mail,
        ["aadObjectId"] = person.Entra,
        ["givenName"] = person.Name.Split(' ')[0],
        ["surname"] = person.Name.Split(' ')[^1],
        ["email"] = person.Mail,
    };

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
            return "The Agents Playground needs node, which is not on the PATH.";
        return Directory.Exists(Path.Combine(Peers(), "node_modules", "@microsoft", "m365agentsplayground")) ? null : "The Agents Playground is not installed: run npm ci in tests/peers.";
    }
}
