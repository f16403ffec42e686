using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrustBot.Core.Machine;

namespace TrustBot.Slack.Outbound;

/// <summary>What a message carries to be known by. Everybody who sees the message can read it.</summary>
internal static class SlackMetadata
{
    private const string EventType = "trustbot_send";

    /// <summary>Of a key, which says what kind of message it is, only that it is this one.</summary>
    public static string IdOf(SendKey key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)).AsSpan(0, 16));

    public static JsonObject Of(string id) => new() { ["event_type"] = EventType, ["event_payload"] = new JsonObject { ["id"] = id } };

    /// <summary>Whether a message of the history is this one.</summary>
    public static bool IsOf(JsonNode? message, string id) =>
        message is JsonObject { } said && said["metadata"] is JsonObject metadata
        && SlackCodes.TextAt(metadata, "event_type") == EventType
        && SlackCodes.TextAt(metadata["event_payload"], "id") == id;
}
