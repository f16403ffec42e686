using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustBot.Slack.Inbound;

/// <summary>
/// Slack sends again what was answered late, sometimes under a new id, and people click twice. Two deliveries that share a name are one.
/// A name is spent by what was stored under it, never by an answer that stored nothing.
/// </summary>
internal static class SlackRepeats
{
    /// <summary>Of a message that somebody wrote, a press or a command; anything else that has an id of its own goes by that.</summary>
    /// <returns>Short whatever the ids are; null where nothing is there to know a repeat by.</returns>
    public static string? NameOf(SlackDelivery delivery) => delivery switch
    {
        SlackDelivery.Event it => OfMessage(it) ?? Name("event", it.Id),
        SlackDelivery.Interaction it => OfPress(it),
        SlackDelivery.Command it => Name("command", it.Fields.GetValueOrDefault("trigger_id")),
        _ => null,
    };

    /// <summary>That somebody opened the chat for the first time.</summary>
    public static string ArrivalOf(string address) => $"arrived~slack~{Short(address)}";

    /// <summary>By what was written, which two deliveries under two ids share.</summary>
    private static string? OfMessage(SlackDelivery.Event it) => it.Inner.Text("type") == "message"
        ? NameWith(it.Inner.Text("subtype"), "message", it.Workspace.Team ?? it.Workspace.Enterprise, it.Inner.Text("channel"), it.Inner.Text("client_msg_id") ?? it.Inner.Text("ts"))
        : null;

    /// <summary>One state of a view may see many presses.</summary>
    private static string? OfPress(SlackDelivery.Interaction it) => it.Type == "block_actions"
        ? Name(it.Type, it.Payload.Object("view").Text("id") ?? PlaceOf(it.Payload), Moment(it.Payload), it.Payload.Object("user").Text("id"))
        : null;

    private static string? PlaceOf(JsonObject payload) => payload.Object("container") is { } container && container.Text("message_ts") is { } message
        ? $"{container.Text("channel_id")}\n{message}"
        : null;

    private static string? Moment(JsonObject payload) => payload["actions"] is JsonArray { Count: > 0 } actions ? (actions[0] as JsonObject).Text("action_ts") : null;

    private static string? Name(params ReadOnlySpan<string?> parts) => NameWith(null, parts);

    /// <returns>Null where a part is missing; only what is optional may be.</returns>
    private static string? NameWith(string? optional, params ReadOnlySpan<string?> parts)
    {
        foreach (var part in parts)
        {
            if (string.IsNullOrEmpty(part))
                return null;
        }
        return $"slack~{Short($"{string.Join('\n', parts)}\n{optional}")}";
    }

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
