using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace TrustBot.Slack.Inbound;

/// <summary>
/// What Slack sent, as a delivery, whichever door it came through. Types, events and blocks that nobody here knows pass like any other;
/// null stands for what no delivery could be made of.
/// </summary>
internal static class SlackReader
{
    private const string Callback = "event_callback";

    /// <param name="envelope">Of the Events API. A notice without an inner event, such as <c>app_rate_limited</c>, is its own, and has no id.</param>
    public static SlackDelivery.Event? Event(JsonObject envelope)
    {
        if (envelope.Text("type") is not { } type)
            return null;
        var workspace = Workspaces.OfEvent(envelope);
        if (type != Callback)
            return new SlackDelivery.Event(workspace, "", 0, envelope);
        return envelope.Object("event") is { } inner && inner.Text("type") is not null && envelope.Text("event_id") is { } id
            ? new SlackDelivery.Event(workspace, id, envelope.Seconds("event_time"), inner)
            : null;
    }

    /// <param name="payload">The field <c>payload</c> of a form, or that of a Socket Mode envelope.</param>
    public static SlackDelivery.Interaction? Interaction(JsonObject payload) => payload.Text("type") is { } type
        ? new SlackDelivery.Interaction(Workspaces.OfInteraction(payload, type), type, payload)
        : null;

    public static SlackDelivery.Command? Command(ImmutableDictionary<string, string> fields) => fields.GetValueOrDefault("command") is { Length: > 0 }
        ? new SlackDelivery.Command(Workspaces.OfCommand(fields), fields)
        : null;

    /// <summary>Socket Mode sends a command's form as an object.</summary>
    public static SlackDelivery.Command? Command(JsonObject payload) => Command(
        payload.Where(field => field.Value is JsonValue).ToImmutableDictionary(field => field.Key, field => JsonFields.Plain(field.Value)!, StringComparer.Ordinal));
}
