using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using TrustBot.Tests.Teams;
using TrustBot.Tests.Teams.Inbound;

namespace TrustBot.Tests.Stories;

/// <summary>One organisation of a Teams on this machine: a Connector, a login server and a token issuer, over HTTP in both directions.</summary>
internal sealed class TeamsStreet : IStreet
{
    private static readonly SigningKey Key = SigningKey.New("town");

    private readonly LocalIssuer issuer;
    private readonly FakeLogin login;
    private readonly bool inCards;
    private readonly HashSet<(string Chat, string Message)> forms = [];
    private HttpClient http = new();
    private int activities = 100;

    private TeamsStreet(LocalIssuer issuer, FakeLogin login, FakeConnector connector, bool inCards) =>
        (this.issuer, this.login, Connector, this.inCards) = (issuer, login, connector, inCards);

    public FakeConnector Connector { get; }

    public IReadOnlyList<string> Settings =>
    [
        $"--Teams:AppId={Attempt.App}", $"--Teams:TenantId={Attempt.Tenant}", "--Teams:AppPassword=secret", $"--Teams:OpenIdMetadataUrl={issuer.Metadata}",
        $"--Teams:LoginUrl={login.Address}", $"--Teams:AllowedServiceHosts={Connector.Host}", .. inCards ? (string[])["--Teams:Forms=InCards"] : [],
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="inCards">Whether forms stand in the chat, where no dialog can be opened.</param>
    public static async Task<TeamsStreet> OpenAsync(bool inCards = false)
    {
        var issuer = await LocalIssuer.StartAsync(Key);
        var login = await FakeLogin.StartAsync();
        return new TeamsStreet(issuer, login, await FakeConnector.StartAsync(login), inCards);
    }

    public static string UserOf(Resident resident) => $"29:{resident.Id}";

    public static string ObjectIdOf(Resident resident) => $"aad-{resident.Id}";

    public static string ChatWith(Resident resident) => $"a:{resident.Id}";

    public void Open(WebApplication app) => http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

    public void Bring(Resident resident) => Bring(resident, resident.Id);

    /// <param name="account">What their mail begins with.</param>
    public void Bring(Resident resident, string account)
    {
        Connector.Install(UserOf(resident), account, resident.Name, tenant: Attempt.Tenant);
        Connector.Open(ChatWith(resident));
    }

    public Task ArriveAsync(Resident resident) => InstallAsync(resident);

    public Task<Reply> InstallAsync(Resident by, Team? team = null) => PostAsync(Activity(by, "installationUpdate", activity => activity["action"] = "add", team));

    public Task<Reply> RemoveAsync(Resident by) => PostAsync(Activity(by, "installationUpdate", activity => activity["action"] = "remove"));

    public Task<Reply> AddAsync(Resident by, Team? team = null) => PostAsync(Activity(by, "conversationUpdate", activity =>
        activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = UserOf(by) }, new JsonObject { ["id"] = $"28:{Attempt.App}" }), team));

    public Task SayAsync(Resident by, string text) => PostAsync(Activity(by, "message", activity => activity["text"] = text));

    public bool CanPress(Resident by, string label) => Find(by, label) is not null;

    public async Task<Window?> PressAsync(Resident by, string label)
    {
        var (message, action) = Find(by, label)!.Value;
        return await PressAsync(by, message, action);
    }

    /// <param name="message">Where it stood, which may be long ago.</param>
    public async Task<Window?> PressAsync(Resident by, string message, JsonObject action)
    {
        var data = action["data"]!.DeepClone();
        if ((string?)data["msteams"]?["type"] == "task/fetch")
            return TeamsCard.WindowIn(by, (await InvokeAsync(by, "task/fetch", data)).Body);
        await PostAsync(Activity(by, "message", activity => (activity["value"], activity["replyToId"]) = (data, message)));
        return inCards && PostsOf(by) is [.., var newest] && !forms.Contains((ChatWith(by), newest.Id)) ? FormIn(by, newest) : null;
    }

    public async Task<Window?> SendAsync(Window window, Func<string, string?> answer)
    {
        var data = TeamsCard.Filled(CardOf(window), answer);
        if (MessageOf(window) is not { } message)
            return TeamsCard.WindowIn(window.By, (await InvokeAsync(window.By, "task/submit", data)).Body);
        await PostAsync(Activity(window.By, "message", activity => (activity["value"], activity["replyToId"]) = (data, message)));
        return FormIn(window.By, PostsOf(window.By).Single(post => post.Id == message));
    }

    public async Task CloseAsync(Window window)
    {
        if (MessageOf(window) is { } message)
            await PostAsync(Activity(window.By, "message", activity => (activity["value"], activity["replyToId"]) = (TeamsCard.ClosingOf(CardOf(window)), message)));
    }

    /// <summary>What sending the window brings back.</summary>
    public static JsonObject Filled(Window window, Func<string, string?> answer) => TeamsCard.Filled(CardOf(window), answer);

    public IReadOnlyList<string> ChatOf(Resident resident) => [.. PostsOf(resident).Select(post => TeamsCard.Read(post.Activity))];

    public IReadOnlyList<Standing> StandingIn(Resident resident) => [.. PostsOf(resident).Where(post => !IsForm(resident, post)).Select(post => TeamsCard.StandingOf(post.Activity))];

    public (string Message, JsonObject Action)? Find(Resident by, string label)
    {
        foreach (var post in PostsOf(by).Where(post => !IsForm(by, post)).Reverse())
        {
            if (TeamsCard.ActionsIn(post.Activity).FirstOrDefault(action => (string?)action["title"] == label) is { } found)
                return (post.Id, found);
        }
        return null;
    }

    public Task<Reply> InvokeAsync(Resident by, string name, JsonNode data) => PostAsync(Activity(by, "invoke", activity =>
    {
        activity["id"] = $"f:{activity["id"]}";
        activity["name"] = name;
        activity["value"] = new JsonObject { ["data"] = data.DeepClone(), ["context"] = new JsonObject { ["theme"] = "default" } };
    }));

    public async Task<Reply> PostAsync(JsonObject activity)
    {
        var now = TimeProvider.System.GetUtcNow();
        var attempt = new Attempt(Key) { Body = activity };
        (attempt.Payload["serviceurl"], attempt.Payload["nbf"], attempt.Payload["exp"]) = (Connector.ServiceUrl, now.AddMinutes(-5).ToUnixTimeSeconds(), now.AddHours(1).ToUnixTimeSeconds());
        using var request = attempt.ToRequest();
        using var answer = await http.SendAsync(request, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        return new Reply(answer.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    /// <param name="team">Where it happens; null for the personal chat.</param>
    public JsonObject Activity(Resident by, string type, Action<JsonObject> more, Team? team = null)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = $"17{Interlocked.Increment(ref activities)}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = Connector.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = UserOf(by), ["name"] = by.Name, ["aadObjectId"] = ObjectIdOf(by) },
            ["recipient"] = new JsonObject { ["id"] = $"28:{Attempt.App}", ["name"] = "TrustBot" },
            ["conversation"] = new JsonObject { ["id"] = team?.Channel ?? ChatWith(by), ["conversationType"] = team is null ? "personal" : "channel", ["tenantId"] = Attempt.Tenant },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Attempt.Tenant } },
            ["locale"] = "en-GB",
        };
        more(activity);
        return activity;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Connector.DisposeAsync();
        await login.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private IReadOnlyList<FakeConnector.Posted> PostsOf(Resident resident) => Connector.In(ChatWith(resident));

    /// <summary>What became a form stays the place of one, whatever is left of it.</summary>
    private bool IsForm(Resident resident, FakeConnector.Posted post) => forms.Contains((ChatWith(resident), post.Id));

    private Window? FormIn(Resident by, FakeConnector.Posted post)
    {
        if (!TeamsCard.IsForm(post.Activity))
            return null;
        forms.Add((ChatWith(by), post.Id));
        var card = TeamsCard.CardOf(post.Activity)!;
        return new Window(by, TeamsCard.TitleOf(card), TeamsCard.Read(card), TeamsCard.FieldsOf(card), (card, post.Id));
    }

    private static JsonObject CardOf(Window window) => window.Drawn is (JsonObject card, string) ? card : (JsonObject)window.Drawn;

    private static string? MessageOf(Window window) => window.Drawn is (JsonObject, string message) ? message : null;

    internal sealed record Reply(HttpStatusCode Status, JsonNode? Body);

    /// <param name="Channel">The id of its conversation.</param>
    internal sealed record Team(string Channel);
}
