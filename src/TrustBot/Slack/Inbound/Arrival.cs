namespace TrustBot.Slack.Inbound;

/// <summary>What a request turns out to be at the door.</summary>
internal abstract record Arrival
{
    private Arrival()
    {
    }

    public sealed record Delivered(SlackDelivery Delivery) : Arrival;

    /// <summary>Slack asks whether an address is ours, and wants this back.</summary>
    public sealed record Challenge(string Text) : Arrival;

    /// <summary>Slack asks whether anybody answers at all. Nothing else in such a request is looked at, signed or not.</summary>
    public sealed record SslCheck : Arrival;

    /// <summary>Why a request goes no further. It names no person and quotes nothing.</summary>
    public sealed record Refused(int Status, string Why) : Arrival;

    public static readonly SslCheck Alive = new();

    public static readonly Refused TooLarge = new(StatusCodes.Status413PayloadTooLarge, "body over 1 MB");
    public static readonly Refused CutShort = new(StatusCodes.Status400BadRequest, "body could not be read to its end");
    public static readonly Refused Unsigned = Unauthorized("no signature with its time, or more than one");
    public static readonly Refused NotNow = Unauthorized("signed more than five minutes away from the time of this machine");
    public static readonly Refused Signature = Unauthorized("wrong signature; see Slack:SigningSecret");
    public static readonly Refused ContentType = new(StatusCodes.Status415UnsupportedMediaType, "content type is neither JSON nor a form");
    public static readonly Refused Malformed = new(StatusCodes.Status400BadRequest, "body is nothing that Slack sends");
    public static readonly Refused Crowded = new(StatusCodes.Status503ServiceUnavailable, "too many long bodies are being read whose signature is not checked yet");
    public static readonly Refused TookLong = new(StatusCodes.Status503ServiceUnavailable, "its turn took longer than Slack waits, and goes on");

    private static Refused Unauthorized(string why) => new(StatusCodes.Status401Unauthorized, why);
}
