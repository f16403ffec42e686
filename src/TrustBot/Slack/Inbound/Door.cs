using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace TrustBot.Slack.Inbound;

/// <summary>
/// Lets a delivery in, or says why not. Every address takes every kind, because an app may well name the same one for all of them.
/// Nothing is parsed before its signature is known to be good.
/// </summary>
internal sealed class Door(SignatureCheck signatures, TimeProvider time) : IDisposable
{
    /// <summary>Of long bodies, while nobody knows whether they are Slack's.</summary>
    public const int MostUnverified = 64;

    /// <summary>
    /// In bytes. What is longer takes one of the places. A press brings back, encoded as a form, all that stands around it: there is room for
    /// the fullest message and the fullest Home tab, in letters that are mostly ASCII, so that no stranger can take a place that such a press
    /// needs. A long form that was filled in, or a Home tab full of Cyrillic, may be longer. A slow shorter body holds up nobody, for three
    /// seconds, and no more of it is kept than Kestrel reads ahead for any connection.
    /// How many connections there may be is for whatever stands before this server to say: Kestrel counts them only where it is told to.
    /// </summary>
    public const int LongestUsual = 128 * 1024;

    private const int LargestBody = 1024 * 1024;
    private const int Beginning = 4096;
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Slack waits no longer for an answer, and who sends slowly keeps no place from it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim unverified = new(MostUnverified);

    public async ValueTask<Arrival> AdmitAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.ContentLength > LargestBody)
            return Arrival.TooLarge;
        var type = TypeOf(request);
        if (signatures.Look(request.Headers, out var claim) is { } unsigned)
            return type == Form ? await IsAliveAsync(request, unsigned, http.RequestAborted) : unsigned;
        var (body, refused) = await ReadSignedAsync(request, claim, http.RequestAborted);
        if (refused is not null)
            return refused == Arrival.Signature && type == Form && SlackForm.IsSslCheck(body.Span) ? Arrival.Alive : refused;
        return type switch
        {
            Json => OfJson(body.Span),
            Form => OfForm(body.Span),
            _ => Arrival.ContentType,
        };
    }

    public void Dispose() => unverified.Dispose();

    /// <summary>Reads the beginning of a form only: a question whether anybody answers is short.</summary>
    private async ValueTask<Arrival> IsAliveAsync(HttpRequest request, Arrival.Refused otherwise, CancellationToken cancellation)
    {
        var (body, unread) = await ReadAsync(request, Beginning, null, cancellation);
        if (unread is not null && unread != Arrival.TooLarge)
            return unread;
        return SlackForm.IsSslCheck(unread is null ? body.Span : WholeFields(body.Span)) ? Arrival.Alive : otherwise;
    }

    private static ReadOnlySpan<byte> WholeFields(ReadOnlySpan<byte> body) => body.LastIndexOf((byte)'&') is > 0 and var end ? body[..end] : [];

    private async ValueTask<(ReadOnlyMemory<byte> Body, Arrival.Refused? Refused)> ReadSignedAsync(HttpRequest request, SignatureClaim claim, CancellationToken cancellation)
    {
        using var place = new Place(unverified);
        var (body, unread) = await ReadAsync(request, LargestBody, place, cancellation);
        return (body, unread ?? signatures.Check(claim, body.Span));
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

    /// <param name="most">What goes on after so many bytes is too large: its beginning is given too.</param>
    /// <param name="place">Taken before more is read than <see cref="LongestUsual"/>; null where nothing longer is.</param>
    private async ValueTask<(ReadOnlyMemory<byte> Body, Arrival.Refused? Refused)> ReadAsync(HttpRequest request, int most, Place? place, CancellationToken cancellation)
    {
        // Grows with what comes, not with what was said to come.
        var body = new ArrayBufferWriter<byte>(Beginning);
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var free = Math.Min(most, LongestUsual);
            while (await request.Body.ReadAsync(Room(body, free + 1), both.Token) is var count and > 0)
            {
                body.Advance(count);
                if (body.WrittenCount > most)
                    return (body.WrittenMemory, Arrival.TooLarge);
                if (body.WrittenCount <= free)
                    continue;
                if (place?.TryTake() == false)
                    return (default, Arrival.Crowded);
                free = most;
            }
        }
        catch (BadHttpRequestException e)
        {
            return (default, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Arrival.TooLarge : Arrival.CutShort);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return (default, Arrival.CutShort);
        }
        return (body.WrittenMemory, null);
    }

    private static Memory<byte> Room(ArrayBufferWriter<byte> body, int most)
    {
        var room = body.GetMemory(1);
        return room[..Math.Min(room.Length, most - body.WrittenCount)];
    }

    /// <summary>Among the long bodies that are read; given back when the signature was checked, or nothing came of it.</summary>
    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private bool isTaken;

        /// <returns>Whether there was one left.</returns>
        public bool TryTake() => isTaken = isTaken || places.Wait(0, CancellationToken.None);

        public void Dispose()
        {
            if (isTaken)
                places.Release();
        }
    }
}
