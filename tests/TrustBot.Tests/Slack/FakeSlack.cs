using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack;

/// <summary>
/// Slack's Web API as far as its documents tell, over HTTP, with faults by script. It keeps what people would see, and is fit to judge us because
/// Slack's own client takes it for the real one.
/// </summary>
internal sealed partial class FakeSlack : IAsyncDisposable
{
    private static readonly string[] AllScopes = ["chat:write", "commands", "im:write", "im:history", "users:read", "users:read.email"];

    private readonly TimeProvider time;
    private readonly Lock at = new();
    private readonly Dictionary<string, Workspace> byToken = [];
    private readonly Dictionary<string, string> dead = [];
    private readonly Queue<Fault> next = new();
    private readonly Dictionary<string, Queue<Fault>> nextOf = [];
    private readonly Dictionary<string, Fault> always = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> seen = [];
    private LoopbackServer server = null!;
    private int count;

    private FakeSlack(TimeProvider time) => this.time = time;

    /// <summary>As <c>Slack:ApiBaseUrl</c>.</summary>
    public string ApiBaseUrl => $"{server.Address}api/";

    /// <summary>Everything that arrived, whatever came of it.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Whether calls beyond the documented limits are refused. They are counted in any case.</summary>
    public bool KeepsLimits { get; set; }

    public int CallsBeyondLimits { get; private set; }

    public static async Task<FakeSlack> StartAsync(TimeProvider time)
    {
        var slack = new FakeSlack(time);
        slack.server = await LoopbackServer.StartAsync(slack.AnswerAsync);
        return slack;
    }

    /// <param name="scopes">All that the manifest asks for, unless given.</param>
    public void Install(string team, string token, string[]? scopes = null)
    {
        lock (at)
        {
            var workspace = byToken.Values.FirstOrDefault(one => one.Team == team) ?? new Workspace(team);
            workspace.Scopes = [.. scopes ?? AllScopes];
            byToken[token] = workspace;
            dead.Remove(token);
        }
    }

    /// <summary>From now on this token is refused.</summary>
    public void Kill(string token, string code = "token_revoked")
    {
        lock (at)
            dead[token] = code;
    }

    /// <summary>What the next calls meet, in order; all others go well.</summary>
    public void Next(params Fault[] faults)
    {
        lock (at)
            Array.ForEach(faults, next.Enqueue);
    }

    public void NextOf(string method, params Fault[] faults)
    {
        lock (at)
        {
            var queue = nextOf.TryGetValue(method, out var there) ? there : nextOf[method] = new Queue<Fault>();
            Array.ForEach(faults, queue.Enqueue);
        }
    }

    /// <summary>What every call of the method meets; null to end it.</summary>
    public void AlwaysOf(string method, Fault? fault)
    {
        lock (at)
        {
            if (fault is null)
                always.Remove(method);
            else
                always[method] = fault;
        }
    }

    public int CallsOf(string method) => Calls.Count(call => call.Method == method);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            await ServeSocketAsync(context, upgrade);
            return;
        }
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var method = LoopbackServer.PathOf(context) is ["api", var named] ? named : "";
        var fields = context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true
            ? JsonNode.Parse(body)!.AsObject().ToDictionary(field => field.Key, field => field.Value is JsonValue value ? $"{value}" : field.Value!.ToJsonString())
            : QueryHelpers.ParseQuery(body).ToDictionary(field => field.Key, field => $"{field.Value}");
        var call = new Call(method, fields, context.Request.Headers.Authorization is [var header] ? header : null, context.Request.ContentType);
        Calls.Enqueue(call);
        if (IsBeyondLimits(call) is { } wait && KeepsLimits)
        {
            await SlackFault.RateLimited(wait).AnswerAsync(context);
            return;
        }
        var fault = FaultFor(method);
        var answer = fault is null or { Lands: true } ? Do(call) : [];
        if (fault is not null)
        {
            await fault.AnswerAsync(context);
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private Fault? FaultFor(string method)
    {
        lock (at)
        {
            if (always.TryGetValue(method, out var standing))
                return standing;
            return nextOf.TryGetValue(method, out var queue) && queue.TryDequeue(out var here) ? here : next.TryDequeue(out var fault) ? fault : null;
        }
    }

    /// <returns>The seconds to wait; null within the limits.</returns>
    private int? IsBeyondLimits(Call call)
    {
        lock (at)
        {
            var (bucket, most, span) = call.Method == "chat.postMessage"
                ? ($"{call.Token} post {call["channel"]}", 1, TimeSpan.FromSeconds(1))
                : ($"{call.Token} {call.Method}", Limits.GetValueOrDefault(call.Method, int.MaxValue), TimeSpan.FromMinutes(1));
            var now = time.GetUtcNow();
            var calls = seen.TryGetValue(bucket, out var known) ? known : seen[bucket] = new Queue<DateTimeOffset>();
            while (calls.TryPeek(out var first) && first + span <= now)
                calls.Dequeue();
            if (calls.Count < most)
            {
                calls.Enqueue(now);
                return null;
            }
            CallsBeyondLimits++;
            return (int)Math.Ceiling((calls.Peek() + span - now).TotalSeconds);
        }
    }

    private JsonObject Do(Call call)
    {
        lock (at)
        {
            if (call.Method == "apps.connections.open")
                return OpenSocket(call);
            if (call.Method == "oauth.v2.access")
                return Access(call);
            if (call.Token is not { } token)
                return No("not_authed");
            if (dead.TryGetValue(token, out var death))
                return No(death);
            if (expiries.TryGetValue(token, out var expiry) && expiry <= time.GetUtcNow())
                return No("token_expired");
            if (!byToken.TryGetValue(token, out var workspace))
                return No("invalid_auth");
            if (ScopeOf(call.Method) is { } scope && !workspace.Scopes.Contains(scope))
                return new JsonObject { ["ok"] = false, ["error"] = "missing_scope", ["needed"] = scope, ["provided"] = string.Join(',', workspace.Scopes) };
            return Do(workspace, call);
        }
    }

    private JsonObject Do(Workspace workspace, Call call) => call.Method switch
    {
        "auth.test" => Yes(("url", "https://test.slack.com/"), ("team", "Test"), ("team_id", workspace.Team), ("user", "trustbot"), ("user_id", workspace.Bot), ("bot_id", $"B{workspace.Bot}"),
            ("enterprise_id", workspace.Enterprise), ("is_enterprise_install", workspace.Enterprise == workspace.Team)),
        "chat.postMessage" => Post(workspace, call),
        "chat.update" => Update(workspace, call),
        "conversations.open" => Open(workspace, call),
        "conversations.history" => History(workspace, call),
        "users.info" => User(workspace, call),
        "users.lookupByEmail" => UserByMail(workspace, call),
        "views.open" => OpenView(workspace, call),
        "views.push" => PushView(workspace, call),
        "views.update" => UpdateView(workspace, call),
        "views.publish" => Publish(workspace, call),
        _ => No("unknown_method"),
    };

    private static JsonObject Yes(params (string Name, JsonNode? Value)[] members)
    {
        var body = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in members)
            body[name] = value;
        return body;
    }

    private static JsonObject No(string code, string? message = null)
    {
        var body = new JsonObject { ["ok"] = false, ["error"] = code };
        if (message is not null)
            body["response_metadata"] = new JsonObject { ["messages"] = new JsonArray(message) };
        return body;
    }

    private string NewId(string prefix) => $"{prefix}{(++count).ToString("D8", CultureInfo.InvariantCulture)}";

    /// <param name="Fields">Of the form, or of the JSON.</param>
    public sealed record Call(string Method, IReadOnlyDictionary<string, string> Fields, string? Authorization, string? ContentType)
    {
        public string? Token => Authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true ? Authorization["Bearer ".Length..] : this["token"];

        public string? this[string field] => Fields.GetValueOrDefault(field);
    }

    private sealed class Workspace(string team)
    {
        public string Team { get; } = team;

        /// <summary>The organisation around it, or itself where it is one.</summary>
        public string? Enterprise { get; set; }

        public string Bot { get; } = $"UBOT{team}";

        public HashSet<string> Scopes { get; set; } = [];

        public Dictionary<string, JsonObject> Users { get; } = [];

        /// <summary>By user, the chats that were opened.</summary>
        public Dictionary<string, string> Chats { get; } = [];

        /// <summary>By id, what stands there, oldest first.</summary>
        public Dictionary<string, List<Posted>> Conversations { get; } = [];

        /// <summary>Public channels by name.</summary>
        public Dictionary<string, string> Channels { get; } = [];

        public List<View> Views { get; } = [];

        /// <summary>By user, the stack of modals, the lowest first.</summary>
        public Dictionary<string, List<View>> Modals { get; } = [];

        public Dictionary<string, View> Homes { get; } = [];
    }
}
