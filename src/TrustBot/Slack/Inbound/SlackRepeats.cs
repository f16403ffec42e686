using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustBot.Slack.Inbound;

/// <summary>
/// Slack sends again what was answered late, sometimes under a new id, and people click twice. Two deliveries that share a name are one.
/// A name is spent by what was stored under it, never by an answer that stored nothing: a form that is corrected and submitted again has the same one.
/// </summary>
internal static class SlackRepeats
{
    /// <returns>Short whatever the ids are; none where repeating does no harm, or nothing is there to know a repeat by.</returns>
    public static ImmutableArray<string> NamesOf(SlackDelivery delivery) => delivery switch
    {
        SlackDelivery.Event it => [.. OfEvent(it).OfType<string>()],
        SlackDelivery.Interaction it => [.. OfInteraction(it).OfType<string>()],
        SlackDelivery.Command it => Name("command", it.Fields.GetValueOrDefault("trigger_id")) is { } name ? [name] : [],
        _ => [],
    };

    /// <summary>The name that goes by what happened, which two deliveries under two ids share; null as for <see cref="NamesOf"/>.</summary>
    public static string? NameOf(SlackDelivery delivery) => NamesOf(delivery) is [.., var meaning] ? meaning : null;

    /// <summary>That somebody opened the chat for the first time.</summary>
    public static string ArrivalOf(string address) => $"arrived~slack~{Short(address)}";

    private static IEnumerable<string?> OfEvent(SlackDelivery.Event it)
    {
        var inner = it.Inner;
        yield return Name("event", it.Id);
        if (inner.Text("type") is "message" or "app_mention")
        {
            yield return NameWith(
                inner.Text("subtype"),
                inner.Text("type"), it.Workspace.Team ?? it.Workspace.Enterprise, inner.Text("channel"), inner.Text("client_msg_id") ?? inner.Text("ts"));
        }
        else if (it.Id.Length == 0)
        {
            yield return Name(inner.Text("type"), it.Workspace.Team ?? it.Workspace.Enterprise, JsonFields.Plain(inner["minute_rate_limited"]));
        }
    }

    private static IEnumerable<string?> OfInteraction(SlackDelivery.Interaction it)
    {
        var (payload, view) = (it.Payload, it.Payload.Object("view"));
        yield return it.Type switch
        {
            "block_suggestion" => null,
            "view_submission" or "view_closed" => Name(it.Type, view.Text("id"), view.Text("hash")),
            // One state of a view may see many presses.
            "block_actions" => Name(it.Type, view.Text("id") ?? PlaceOf(payload), Moment(payload), payload.Object("user").Text("id")),
            "shortcut" or "message_action" => Name(it.Type, payload.Text("callback_id"), payload.Text("action_ts"), payload.Object("user").Text("id")),
            _ => Name(it.Type, payload.Text("trigger_id")),
        };
    }

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
