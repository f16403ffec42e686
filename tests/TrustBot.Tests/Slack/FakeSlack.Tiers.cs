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

    private static string? ScopeOf(string method) => method switch
    {
        "chat.postMessage" or "chat.update" => "chat:write",
        "conversations.open" => "im:write",
        "conversations.history" => "im:history",
        "users.info" => "users:read",
        "users.lookupByEmail" => "users:read.email",
        _ => null,
    };
}
