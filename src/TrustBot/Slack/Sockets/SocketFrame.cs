using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Slack.Inbound;

namespace TrustBot.Slack.Sockets;

/// <summary>What Slack says on a socket.</summary>
internal abstract record SocketFrame
{
    private const int LongestName = 40;

    private SocketFrame()
    {
    }

    /// <param name="Connections">How many the app has, as Slack counts.</param>
    /// <param name="Lifetime">Roughly; null where it is not said.</param>
    public sealed record Hello(long Connections, TimeSpan? Lifetime) : SocketFrame;

    /// <param name="Id">What an acknowledgement names.</param>
    /// <param name="AcceptsPayload">Whether an acknowledgement may carry an answer.</param>
    public sealed record Envelope(string Id, SlackDelivery Delivery, bool AcceptsPayload) : SocketFrame;

    public sealed record Disconnect(string Reason) : SocketFrame;

    /// <param name="What">It names a type at most, and quotes nothing.</param>
    public sealed record Ignored(string What) : SocketFrame;

    public static readonly Ignored NoJson = new("no JSON");
    public static readonly Ignored NoText = new("no text");
    public static readonly Ignored TooLong = new("too long");

    public static SocketFrame Read(ReadOnlySpan<byte> text)
    {
        if (JsonFields.Read(text) is not { } frame)
            return NoJson;
        return frame.Text("type") switch
        {
            "hello" => new Hello(frame.Seconds("num_connections"), LifetimeIn(frame.Object("debug_info"))),
            "disconnect" => new Disconnect(Plain(frame.Text("reason"))),
            var type => EnvelopeOf(frame, type, frame.Object("payload")),
        };
    }

    /// <param name="answer">Null for an acknowledgement without one.</param>
    public static ReadOnlyMemory<byte> Acknowledge(string id, JsonNode? answer)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("envelope_id", id);
        if (answer is not null)
        {
            json.WritePropertyName("payload");
            answer.WriteTo(json);
        }
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static SocketFrame EnvelopeOf(JsonObject frame, string? type, JsonObject? payload)
    {
        SlackDelivery? delivery = payload is null ? null : type switch
        {
            "events_api" => SlackReader.Event(payload),
            "interactive" => SlackReader.Interaction(payload),
            "slash_commands" => SlackReader.Command(payload),
            _ => null,
        };
        return delivery is not null && frame.Text("envelope_id") is { } id
            ? new Envelope(id, delivery, frame.Flag("accepts_response_payload"))
            : new Ignored(Plain(type));
    }

    private static TimeSpan? LifetimeIn(JsonObject? debug) => debug.Seconds("approximate_connection_time") switch
    {
        0 => null,
        var seconds => TimeSpan.FromSeconds(Math.Clamp(seconds, 60, 86_400)),
    };

    private static string Plain(string? name) =>
        name is { Length: > 0 and <= LongestName } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? name : "unknown";
}
