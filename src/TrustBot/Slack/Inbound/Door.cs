using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace TrustBot.Slack.Inbound;

/// <summary>
/// Lets a delivery in, or says why not. Every address takes every kind, because an app may well name the same one for all of them.
/// Nothing is parsed before its signature is known to be good.
/// </summary>
internal sealed class Door(SignatureCheck signatures)
{
    private const int LargestBody = 1024 * 1024;
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public async ValueTask<Arrival> AdmitAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.ContentLength > LargestBody)
            return Arrival.TooLarge;
        var (body, unread) = await ReadAsync(request, http.RequestAborted);
        if (unread is not null)
            return unread;
        var type = TypeOf(request);
        if (signatures.Check(request.Headers, body.Span) is { } refused)
            return type == Form && SlackForm.IsSslCheck(body.Span) ? Arrival.Alive : refused;
        return type switch
        {
            Json => OfJson(body.Span),
            Form => OfForm(body.Span),
            _ => Arrival.ContentType,
        };
    }

    // Whatever the charset is said to be: what Slack sends is UTF-8, and the readers hold it to that.
    private static string? TypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() : null;

    private static Arrival OfJson(ReadOnlySpan<byte> body)
    {
        if (JsonFields.Read(body) is not { } envelope)
            return Arrival.Malformed;
        if (envelope.Text("type") == "url_verification")
            return envelope.Text("challenge") is { } challenge ? new Arrival.Challenge(challenge) : Arrival.Malformed;
        return Delivered(SlackReader.Event(envelope));
    }

    private static Arrival OfForm(ReadOnlySpan<byte> body)
    {
        if (SlackForm.IsOnly("payload"u8, body, out var pressed))
            return Interaction(pressed);
        if (SlackForm.Read(body) is not { } fields)
            return Arrival.Malformed;
        if (fields.GetValueOrDefault("ssl_check") == "1")
            return Arrival.Alive;
        if (fields.TryGetValue("payload", out var payload))
            return Interaction(JsonFields.Read(payload));
        return Delivered(SlackReader.Command(fields));
    }

    private static Arrival Interaction(JsonObject? payload) => payload is null ? Arrival.Malformed : Delivered(SlackReader.Interaction(payload));

    private static Arrival Delivered(SlackDelivery? delivery) => delivery is null ? Arrival.Malformed : new Arrival.Delivered(delivery);

    private static async ValueTask<(ReadOnlyMemory<byte> Body, Arrival.Refused? Refused)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>(Math.Max(4096, (int)(request.ContentLength ?? 0) + 1));
        try
        {
            while (await request.Body.ReadAsync(body.GetMemory(1), cancellation) is var count and > 0)
            {
                body.Advance(count);
                if (body.WrittenCount > LargestBody)
                    return (default, Arrival.TooLarge);
            }
        }
        catch (BadHttpRequestException e)
        {
            return (default, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Arrival.TooLarge : Arrival.CutShort);
        }
        return (body.WrittenMemory, null);
    }
}
