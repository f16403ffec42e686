using System.Text.Json.Nodes;

namespace TrustBot.Tests.Slack;

internal sealed partial class FakeSlack
{
    /// <summary>Calls in a minute.</summary>
    private static readonly Dictionary<string, int> Limits = new()
    {
        ["chat.update"] = 50,
        ["conversations.open"] = 50,
        ["conversations.history"] = 50,
        ["users.info"] = 100,
        ["users.lookupByEmail"] = 50,
        ["views.open"] = 100,
        ["views.push"] = 100,
        ["views.update"] = 100,
        ["views.publish"] = 100,
        ["auth.test"] = 600,
    };

    private readonly Dictionary<string, (string Team, string Token)> codes = [];

    /// <summary>Somebody agreed to install the app: the code that their browser brings back, good once.</summary>
    public string Agree(string team, string token)
    {
        lock (at)
        {
            var code = NewId("code-");
            codes[code] = (team, token);
            return code;
        }
    }

    private static string? ScopeOf(string method) => method switch
    {
        "chat.postMessage" or "chat.update" => "chat:write",
        "conversations.open" => "im:write",
        "conversations.history" => "im:history",
        "users.info" => "users:read",
        "users.lookupByEmail" => "users:read.email",
        _ => null,
    };

    private JsonObject Access(Call call)
    {
        if (call.Authorization?.StartsWith("Basic ", StringComparison.Ordinal) != true && call["client_secret"] is null)
            return No("invalid_client_id");
        if (call["code"] is not { } code || !codes.Remove(code, out var agreed))
            return No("invalid_code");
        Install(agreed.Team, agreed.Token);
        return Yes(
            ("access_token", agreed.Token), ("token_type", "bot"), ("scope", string.Join(',', AllScopes)), ("bot_user_id", byToken[agreed.Token].Bot), ("app_id", "A1"),
            ("team", new JsonObject { ["id"] = agreed.Team, ["name"] = "Test" }), ("enterprise", null), ("is_enterprise_install", false), ("authed_user", new JsonObject { ["id"] = "U1" }));
    }
}
