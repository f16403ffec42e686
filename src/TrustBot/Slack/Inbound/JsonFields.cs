using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace TrustBot.Slack.Inbound;

/// <summary>Slack's JSON, read so that nothing in it throws: what is not there, or is of another kind than expected, is null.</summary>
internal static class JsonFields
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>Null when it is no JSON object, a name stands twice, or a string is no text.</returns>
    public static JsonObject? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Utf8.IsValid(json) && HasOnlyText(json) ? JsonNode.Parse(json, documentOptions: Strict) as JsonObject : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    public static JsonObject? Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    public static JsonObject? Object(this JsonObject? json, string name) => json?[name] as JsonObject;

    /// <returns>Null for an empty string too: Slack says "none" either way.</returns>
    public static string? Text(this JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>A value of one word, however it was written: commands say "true" where everything else says true.</summary>
    public static string? Plain(JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue<string>(out var text) ? text
        : value.ToJsonString();

    public static bool Flag(this JsonObject? json, string name) => Plain(json?[name]) == "true";

    public static long Seconds(this JsonObject? json, string name) =>
        long.TryParse(Plain(json?[name]), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    /// <summary>Half a surrogate pair, escaped, is valid JSON and no string; a node would say so only when it is read.</summary>
    private static bool HasOnlyText(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
            return true;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                reader.GetString();
        }
        return true;
    }
}
