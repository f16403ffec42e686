using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Sandbox;
using TrustBot.Scheduling;
using TrustBot.Storage;
using TrustBot.Tests.Teams.Inbound;

namespace TrustBot.Tests.Teams.Life;

/// <summary>The whole program with a Connector, a login server and a token issuer of its own: what a pair lives in Teams, over HTTP in both directions.</summary>
internal sealed class TeamsTown : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly SigningKey Key = SigningKey.New("town");

    private readonly DirectoryInfo folder;
    private readonly HttpClient http;
    private readonly WebApplication app;
    private readonly LocalIssuer issuer;
    private readonly FakeLogin login;
    private int activities = 100;

    private TeamsTown(WebApplication app, LocalIssuer issuer, FakeLogin login, FakeConnector connector, DirectoryInfo folder)
    {
        (this.app, this.issuer, this.login, Connector, this.folder) = (app, issuer, login, connector, folder);
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public static readonly Resident Ana = new("ana", "Ana Ruiz");
    public static readonly Resident Bo = new("bo", "Bo Lind");

    public static readonly PairId PairId = new("0c0c0c");

    public FakeConnector Connector { get; }

    public PersonStore People => app.Services.GetRequiredService<PersonStore>();

    public PairEngine Pairs => app.Services.GetRequiredService<PairEngine>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="settings">Beside the usual: <c>--Teams:Forms=InCards</c>.</param>
    public static async Task<TeamsTown> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("trustbot-teams-");
        var issuer = await LocalIssuer.StartAsync(Key);
        var login = await FakeLogin.StartAsync();
        var connector = await FakeConnector.StartAsync(login);
        var app = TrustBotHost.Build(
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--TrustBot:DataDirectory={Path.Combine(folder.FullName, "data")}",
            "--TrustBot:PublicUrl=https://trustbot.example.org", $"--Teams:AppId={Attempt.App}", $"--Teams:TenantId={Attempt.Tenant}", "--Teams:AppPassword=secret",
            $"--Teams:OpenIdMetadataUrl={issuer.Metadata}", $"--Teams:LoginUrl={login.Address}", $"--Teams:AllowedServiceHosts={connector.Host}", .. settings,
        ]);
        await app.StartAsync(Cancellation);
        var town = new TeamsTown(app, issuer, login, connector, folder);
        foreach (var resident in (Resident[])[Ana, Bo])
            await town.BringAsync(resident);
        return town;
    }

    /// <summary>A pair that a coordinator proposed and invited; neither has come to Teams yet.</summary>
    public async Task InviteAsync(ChannelId? wins = null)
    {
        var hours = new WorkingHours("Europe/Berlin", WeekDays.All, LocalTime.Midnight, LocalTime.Midnight, new PreferredTime(WeekDays.All, new LocalTime(9, 0)));
        foreach (var resident in (Resident[])[Ana, Bo])
            await People.EnsureAsync(resident.Mail, new Person { Id = resident.Person, Name = resident.Name, Language = Language.English, Hours = hours, HoursChosen = true }, Cancellation);
        var programme = new Programme
        {
            Id = new ProgrammeId("autumn"),
            Name = "Autumn",
            Coordinator = new PersonId("kim"),
            CoordinatorName = "Kim Berger",
            Cadence = Cadence.EveryTwoWeeks(new LocalDate(2026, 3, 3)),
            Language = Language.English,
            Hours = hours,
            WinsChannel = wins,
        };
        await app.Services.GetRequiredService<ProgrammeStore>().EnsureAsync(programme, Cancellation);
        await Pairs.HandleAsync(PairId, new Input.Proposed(PairId, programme.Id, Ana.Person, Bo.Person, programme.Coordinator, new Words("You both nurse."), null), Cancellation);
        await Pairs.HandleAsync(PairId, new Input.Invited(app.Services.GetRequiredService<StoryClock>().Now), Cancellation);
        await IdleAsync();
    }

    public async Task BothJoinAsync(ChannelId? wins = null)
    {
        await InviteAsync(wins);
        foreach (var resident in (Resident[])[Ana, Bo])
        {
            await InstallAsync(resident);
            await PressAsync(resident, "Join");
        }
        foreach (var resident in (Resident[])[Ana, Bo])
            await UntilAsync(() => Find(resident, "Answer the kickoff") is not null && CountIn(resident, "Hello ") == 1, "both can begin");
    }

    /// <summary>Somebody of the organisation, whom the directory knows by mail.</summary>
    public Task BringAsync(Resident resident)
    {
        Connector.Install(resident.User, resident.Name.Split(' ')[0].ToLowerInvariant(), resident.Name, tenant: Attempt.Tenant);
        Connector.Open(resident.Chat);
        return Task.CompletedTask;
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> InstallAsync(Resident by) =>
        PostAsync(Activity(by, "installationUpdate", activity => activity["action"] = "add"));

    public Task<(HttpStatusCode Status, JsonNode? Body)> RemoveAsync(Resident by) =>
        PostAsync(Activity(by, "installationUpdate", activity => activity["action"] = "remove"));

    public Task<(HttpStatusCode Status, JsonNode? Body)> AddAsync(Resident by) => PostAsync(Activity(by, "conversationUpdate", activity =>
        activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = by.User }, new JsonObject { ["id"] = $"28:{Attempt.App}" })));

    public Task<(HttpStatusCode Status, JsonNode? Body)> SayAsync(Resident by, string text) => PostAsync(Activity(by, "message", activity => activity["text"] = text));

    /// <summary>Presses the newest button of that name in the person's chat.</summary>
    /// <returns>The dialog that opened; null when none did.</returns>
    public async Task<Dialog?> PressAsync(Resident by, string label)
    {
        await UntilAsync(() => Find(by, label) is not null, $"{by.Name} sees a button {label}");
        var (message, action) = Find(by, label)!.Value;
        var data = action["data"]!.DeepClone();
        if ((string?)data["msteams"]?["type"] == "task/fetch")
            return DialogIn(by, (await InvokeAsync(by, "task/fetch", data)).Body);
        await PostAsync(Activity(by, "message", activity => (activity["value"], activity["replyToId"]) = (data, message)));
        return null;
    }

    public (string Message, JsonObject Action)? Find(Resident by, string label)
    {
        foreach (var post in Connector.In(by.Chat).Reverse())
        {
            if (Actions(post.Activity).FirstOrDefault(action => (string?)action["title"] == label) is { } found)
                return (post.Id, found);
        }
        return null;
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> InvokeAsync(Resident by, string name, JsonNode data) => PostAsync(Activity(by, "invoke", activity =>
    {
        activity["id"] = $"f:{activity["id"]}";
        activity["name"] = name;
        activity["value"] = new JsonObject { ["data"] = data.DeepClone(), ["context"] = new JsonObject { ["theme"] = "default" } };
    }));

    /// <summary>Fills in what is asked and sends it.</summary>
    /// <returns>The next page, the same one with its errors, or null when it closed.</returns>
    public async Task<Dialog?> SendAsync(Dialog dialog, Func<string, string?> answer) => DialogIn(dialog.By, (await InvokeAsync(dialog.By, "task/submit", dialog.Filled(answer))).Body);

    public async Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(JsonObject activity)
    {
        var now = TimeProvider.System.GetUtcNow();
        var attempt = new Attempt(Key) { Body = activity };
        (attempt.Payload["serviceurl"], attempt.Payload["nbf"], attempt.Payload["exp"]) = (Connector.ServiceUrl, now.AddMinutes(-5).ToUnixTimeSeconds(), now.AddHours(1).ToUnixTimeSeconds());
        using var request = attempt.ToRequest();
        using var answer = await http.SendAsync(request, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        return (answer.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    public JsonObject Activity(Resident by, string type, Action<JsonObject> more)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = $"17{Interlocked.Increment(ref activities)}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = Connector.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = by.User, ["name"] = by.Name, ["aadObjectId"] = by.ObjectId },
            ["recipient"] = new JsonObject { ["id"] = $"28:{Attempt.App}", ["name"] = "TrustBot" },
            ["conversation"] = new JsonObject { ["id"] = by.Chat, ["conversationType"] = by.Kind, ["tenantId"] = Attempt.Tenant },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Attempt.Tenant } },
            ["locale"] = "en-GB",
        };
        more(activity);
        return activity;
    }

    /// <summary>Everything that may be done now is done; what the service's limits hold back comes a moment later.</summary>
    public async Task IdleAsync() => await app.Services.GetRequiredService<Waker>().RunUntilIdleAsync(Cancellation);

    public async Task DayAsync()
    {
        Assert.True(await app.Services.GetRequiredService<SandboxTime>().TryMoveAsync(ClockMove.Day, Cancellation));
        await IdleAsync();
    }

    public Task UntilAsync(Func<bool> comes, string what) => UntilAsync(() => Task.FromResult(comes()), what);

    public async Task UntilAsync(Func<Task<bool>> comes, string what)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!await comes())
        {
            if (waited.Elapsed > Longest)
                throw new TimeoutException($"It never came that {what}. Ana's chat: {ChatOf(Ana)} Bo's chat: {ChatOf(Bo)}");
            await IdleAsync();
        }
    }

    /// <summary>What became of the messages that are about this person rather than a pair.</summary>
    public IReadOnlyList<SendState> StatesOf(PersonId person) =>
        [.. app.Services.GetRequiredService<ITable>().ReadRangeAsync(Tables.People, Keys.Partition(person.Value), "send:", "send;", 0, Cancellation).AsTask().GetAwaiter().GetResult()
            .Select(row => PairJson.Read<SendRow>(row.Data).State)];

    public async Task<Reach> ReachOfAsync(Resident resident) => (await People.ReadFreshAsync(resident.Person, Cancellation))!.Value.Reach;

    /// <summary>Whether anything is kept of the person's chat.</summary>
    public async Task<bool> IsRememberedAsync(Resident resident) =>
        await app.Services.GetRequiredService<Places>().ReadAsync(new Address("teams", $"{Attempt.Tenant}/{resident.ObjectId}"), Cancellation) is not null;

    public async Task<Pair> PairAsync() => (await Pairs.ReadAsync(PairId, Cancellation))!;

    /// <summary>What stands in the chat, as one text.</summary>
    public string ChatOf(Resident resident) => string.Join('\n', Connector.In(resident.Chat).Select(post => post.Activity.ToJsonString(Plain)));

    public int CountIn(Resident resident, string title) => Connector.In(resident.Chat).Count(post => post.Activity.ToJsonString(Plain).Contains(title, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Connector.DisposeAsync();
        await login.DisposeAsync();
        await issuer.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Dialog? DialogIn(Resident by, JsonNode? body) => body?["task"] switch
    {
        null => null,
        JsonObject task when (string?)task["type"] == "continue" => new Dialog(by, (string)task["value"]!["title"]!, task["value"]!["card"]!["content"]!.AsObject()),
        JsonObject task => throw new InvalidOperationException($"No dialog but: {task["value"]}"),
        _ => throw new InvalidOperationException("No task."),
    };

    private static IEnumerable<JsonObject> Actions(JsonNode? node) => node switch
    {
        JsonObject found when (string?)found["type"] is "Action.Submit" => [found],
        JsonObject found => found.SelectMany(part => Actions(part.Value)),
        JsonArray list => list.SelectMany(Actions),
        _ => [],
    };
}

/// <param name="Kind">Of the conversation they speak in.</param>
internal sealed record Resident(string Id, string Name, string Kind = "personal")
{
    public PersonId Person => new($"0{Id}0");

    public string User => $"29:{Id}";

    public string ObjectId => $"aad-{Id}";

    /// <summary>As the directory of the town has it.</summary>
    public string Mail => $"{Id}@example.org";

    public string Chat { get; init; } = $"a:{Id}";
}

internal sealed record Dialog(Resident By, string Title, JsonObject Card)
{
    public string Text => Card.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public ImmutableArray<string> Inputs => [.. All(Card).Where(IsInput).Select(input => (string)input["id"]!)];

    /// <param name="answer">By the input's id; null leaves it as it stands.</param>
    public JsonObject Filled(Func<string, string?> answer)
    {
        var data = All(Card).First(node => (string?)node["type"] == "Action.Submit")["data"]!.DeepClone().AsObject();
        foreach (var input in All(Card).Where(IsInput))
        {
            var id = (string)input["id"]!;
            if ((answer(id) ?? (string?)input["value"] ?? FirstOf(input)) is { } value)
                data[id] = value;
        }
        return data;
    }

    private static string? FirstOf(JsonObject input) => (string?)input["type"] == "Input.ChoiceSet" ? (string?)input["choices"]![0]!["value"] : null;

    private static bool IsInput(JsonObject node) => ((string?)node["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true;

    private static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(part => All(part.Value)).Prepend(found),
        JsonArray list => list.SelectMany(All),
        _ => [],
    };
}
