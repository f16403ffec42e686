using System.Text.Json.Nodes;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>Payloads in Slack's shapes, with nobody's ids.</summary>
internal static class SlackSamples
{
    private const string Folder = "tests/TrustBot.Tests/Slack/Samples";

    /// <summary>Such as <c>events/message_changed.json</c>.</summary>
    public static IEnumerable<string> Names => SourceTree.Files(Folder, "*").Select(file => file[(Folder.Length + 1)..]).Order(StringComparer.Ordinal);

    public static string Text(string name) => SourceTree.Read($"{Folder}/{name}").TrimEnd('\n');

    public static JsonObject Json(string name) => JsonNode.Parse(Text(name))!.AsObject();

    /// <summary>As Slack would send it. An inner event is put into an envelope.</summary>
    public static SlackAttempt Attempt(string name) => name switch
    {
        _ when name.StartsWith("commands/", StringComparison.Ordinal) => SlackAttempt.Fields(Text(name)),
        _ when name.StartsWith("interactive/", StringComparison.Ordinal) => SlackAttempt.Interaction(Json(name)),
        _ when name.StartsWith("events/inner_", StringComparison.Ordinal) => SlackAttempt.Event(Envelope(Json(name))),
        _ => SlackAttempt.Event(Text(name)),
    };

    public static JsonObject Envelope(JsonObject inner, string id = "Ev1", long time = 1_790_000_000) => new()
    {
        ["type"] = "event_callback",
        ["team_id"] = "T1",
        ["api_app_id"] = "A1",
        ["event"] = inner,
        ["event_id"] = id,
        ["event_time"] = time,
    };

    public static JsonObject Said(string text, string id = "Ev1") =>
        Envelope(new JsonObject { ["type"] = "message", ["channel_type"] = "im", ["channel"] = "D1", ["user"] = "U1", ["text"] = text, ["ts"] = "1790000000.000100" }, id);
}
