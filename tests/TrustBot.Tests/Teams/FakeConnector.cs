using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TrustBot.Tests.Teams;

/// <summary>
/// The Connector of the Bot Framework, as far as its documents and Microsoft's Playground tell: <c>v3/conversations</c> over HTTP, with faults by
/// script. It keeps what people would see: every message by conversation, as it stands now.
/// </summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    /// <summary>The documented limit, counted as UTF-16.</summary>
    public const int MostBytes = 100 * 1024;

    private readonly FakeLogin? login;
    private readonly Lock at = new();
    private readonly Dictionary<string, JsonObject> people = [];
    private readonly Dictionary<string, JsonArray> teams = [];
    private readonly Dictionary<string, List<Posted>> chats = [];
    private readonly Dictionary<string, string> personal = [];
    private readonly Queue<Fault> next = new();
    private readonly Dictionary<string, Queue<Fault>> nextIn = [];
    private readonly Dictionary<string, Fault> always = [];
    private LoopbackServer server = null!;
    private int count;

    private FakeConnector(FakeLogin? login) => this.login = login;

    /// <summary>With a path of its own, as the real one has.</summary>
    public string ServiceUrl => $"{server.Address}emea/";

    /// <summary>As <c>Teams:AllowedServiceHosts</c> names it.</summary>
    public string Host => server.Address.Authority;

    /// <summary>Everything that arrived, whatever came of it.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <param name="login">Whose tokens are good; null to ask for none.</param>
    public static async Task<FakeConnector> StartAsync(FakeLogin? login)
    {
        var connector = new FakeConnector(login);
        connector.server = await LoopbackServer.StartAsync(connector.AnswerAsync);
        return connector;
    }

    /// <summary>Somebody who has installed the app: a chat with them can be created, and who they are be asked.</summary>
    public void Install(string user, string aadObjectId, string name = "Ana Ruiz", string role = "user", string tenant = "tenant")
    {
        lock (at)
        {
            people[user] = new JsonObject
            {
                ["id"] = user,
                ["aadObjectId"] = aadObjectId,
                ["name"] = name,
                ["givenName"] = name.Split(' ')[0],
                ["email"] = $"{aadObjectId}@example.org",
                ["userPrincipalName"] = $"{aadObjectId}@example.org",
                ["userRole"] = role,
                ["tenantId"] = tenant,
            };
        }
    }

    public void Open(string conversation)
    {
        lock (at)
            chats.TryAdd(conversation, []);
    }

    /// <summary>What the next calls meet, in order; all others go well.</summary>
    public void Next(params Fault[] faults)
    {
        lock (at)
            Array.ForEach(faults, next.Enqueue);
    }

    public void NextIn(string conversation, params Fault[] faults)
    {
        lock (at)
        {
            var queue = nextIn.TryGetValue(conversation, out var there) ? there : nextIn[conversation] = new Queue<Fault>();
            Array.ForEach(faults, queue.Enqueue);
        }
    }

    /// <summary>What every call there meets, such as a person who blocked the bot; null to end it.</summary>
    public void AlwaysIn(string conversation, Fault? fault)
    {
        lock (at)
        {
            if (fault is null)
                always.Remove(conversation);
            else
                always[conversation] = fault;
        }
    }

    /// <summary>What stands in the conversation now, oldest first.</summary>
    public IReadOnlyList<Posted> In(string conversation)
    {
        lock (at)
            return chats.TryGetValue(conversation, out var posts) ? [.. posts.Where(post => !post.IsDeleted)] : [];
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var path = LoopbackServer.PathOf(context);
        var authorization = context.Request.Headers.Authorization is [var header] ? header : null;
        Calls.Enqueue(new Call(context.Request.Method, string.Join('/', path), authorization, body));
        if (login?.Knows(authorization) == false)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (body.Length * sizeof(char) > MostBytes)
        {
            await Fault.Status(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig").AnswerAsync(context);
            return;
        }
        var fault = FaultFor(path);
        var answer = fault is null or { Lands: true } ? Do(context.Request.Method, path, body.Length > 0 ? JsonNode.Parse(body)!.AsObject() : null) : new Answer(200);
        await (fault ?? answer.AsFault()).AnswerAsync(context);
    }

    private Fault? FaultFor(string[] path)
    {
        lock (at)
        {
            if (path is [_, "v3", "conversations", var conversation, ..])
            {
                if (always.TryGetValue(conversation, out var standing))
                    return standing;
                if (nextIn.TryGetValue(conversation, out var queue) && queue.TryDequeue(out var here))
                    return here;
            }
            return next.TryDequeue(out var fault) ? fault : null;
        }
    }

    private Answer Do(string method, string[] path, JsonObject? body)
    {
        lock (at)
        {
            return (method, path) switch
            {
                ("POST", ["emea", "v3", "conversations"]) => Create(body!),
                ("GET", ["emea", "v3", "teams", var team, "conversations"]) => teams.TryGetValue(team, out var channels) ? new Answer(200, new JsonObject { ["conversations"] = channels.DeepClone() }) : Answer.Error(404, "TeamNotFound"),
                (_, ["emea", "v3", "conversations", var chat, ..]) when !chats.ContainsKey(chat) => Answer.Error(404, "ConversationNotFound"),
                ("POST", [_, _, _, var chat, "activities"]) => Post(chats[chat], body!),
                ("POST", [_, _, _, var chat, "activities", _]) => Post(chats[chat], body!),
                ("PUT", [_, _, _, var chat, "activities", var id]) => Change(chats[chat], id, post => post with { Activity = body!, Version = post.Version + 1 }),
                ("DELETE", [_, _, _, var chat, "activities", var id]) => Change(chats[chat], id, post => post with { IsDeleted = true }),
                ("GET", [_, _, _, _, "members", var id]) => Find(id) is { } member ? new Answer(200, member) : Answer.Error(404, "MemberNotFoundInConversation"),
                ("GET", [_, _, _, _, "pagedmembers"]) => new Answer(200, new JsonObject { ["members"] = new JsonArray([.. people.Values.Select(one => one.DeepClone())]) }),
                _ => new Answer(404),
            };
        }
    }

    /// <summary>A team that the bot was let into. The channel that every team has comes without a name.</summary>
    public void AddTeam(string team, params ReadOnlySpan<(string Id, string? Name)> channels)
    {
        var list = new JsonArray();
        foreach (var (id, name) in channels)
            list.Add(new JsonObject { ["id"] = id, ["name"] = name });
        lock (at)
            teams[team] = list;
    }

    private Answer Create(JsonObject body)
    {
        if ((bool?)body["isGroup"] == true || body["tenantId"] is null || body["members"] is not JsonArray { Count: 1 } members)
            return Answer.Error(400, "BadSyntax");
        if (Find((string)members[0]!["id"]!) is not { } member)
            return Answer.Error(403, "BotNotInConversationRoster");
        var user = (string)member["id"]!;
        if (!personal.TryGetValue(user, out var chat))
            personal[user] = chat = $"a:{personal.Count + 1}_{user}";
        chats.TryAdd(chat, []);
        return new Answer(201, new JsonObject { ["id"] = chat });
    }

    private Answer Post(List<Posted> posts, JsonObject activity)
    {
        if ((string?)activity["type"] == "typing")
            return new Answer(202);
        var hasText = activity["text"] is not null;
        var hasCard = activity["attachments"] is JsonArray { Count: > 0 };
        if (!hasText && !hasCard)
            return Answer.Error(400, "BadSyntax");
        var id = $"{1_700_000_000_000 + Interlocked.Increment(ref count)}";
        posts.Add(new Posted(id, activity));
        // Teams makes two messages of it, and names neither.
        return hasText && hasCard ? new Answer(202) : new Answer(201, new JsonObject { ["id"] = id });
    }

    private static Answer Change(List<Posted> posts, string id, Func<Posted, Posted> change)
    {
        var place = posts.FindIndex(post => post.Id == id && !post.IsDeleted);
        if (place < 0)
            return Answer.Error(404, "ActivityNotFoundInConversation");
        posts[place] = change(posts[place]);
        return new Answer(200, new JsonObject { ["id"] = id });
    }

    private JsonObject? Find(string id) => people.Values.FirstOrDefault(one => (string?)one["id"] == id || (string?)one["aadObjectId"] == id)?.DeepClone().AsObject();

    /// <param name="Path">Unescaped, without a slash before it.</param>
    public sealed record Call(string Method, string Path, string? Authorization, string Body);

    /// <param name="Version">How often it was drawn anew.</param>
    public sealed record Posted(string Id, JsonObject Activity, int Version = 0, bool IsDeleted = false)
    {
        public string? Text => (string?)Activity["text"];
    }

    private sealed record Answer(int Status, JsonObject? Body = null)
    {
        public static Answer Error(int status, string code) => new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "x" } });

        public Fault AsFault() => Body is null ? Fault.Status(Status) : Fault.Body(Status, "application/json; charset=utf-8", Body.ToJsonString());
    }
}
