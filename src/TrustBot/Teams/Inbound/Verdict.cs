namespace TrustBot.Teams.Inbound;

/// <summary>Why a request goes no further. It names no person and quotes nothing.</summary>
internal sealed record Refused(int Status, string Why)
{
    public static readonly Refused NotJson = new(StatusCodes.Status415UnsupportedMediaType, "content type is not JSON in UTF-8");
    public static readonly Refused TooLarge = new(StatusCodes.Status413PayloadTooLarge, "body over 1 MB");
    public static readonly Refused CutShort = new(StatusCodes.Status400BadRequest, "body could not be read to its end");
    public static readonly Refused NoToken = Unauthorized("no bearer token");
    public static readonly Refused NotAToken = Unauthorized("token can't be read");
    public static readonly Refused Algorithm = Unauthorized("token is not signed with RSA");
    public static readonly Refused Issuer = Unauthorized("token of another issuer");
    public static readonly Refused UnknownKey = Unauthorized("token signed with a key that its issuer does not publish");
    public static readonly Refused NoKeys = new(StatusCodes.Status503ServiceUnavailable, "keys of the token issuer could not be fetched yet; see Teams:OpenIdMetadataUrl");
    public static readonly Refused Signature = Unauthorized("token with a wrong signature");
    public static readonly Refused Audience = Unauthorized("token for another bot; see Teams:AppId");
    public static readonly Refused Lifetime = Unauthorized("token whose time is over or has not begun");
    public static readonly Refused Token = Unauthorized("token refused");
    public static readonly Refused NotAnActivity = new(StatusCodes.Status400BadRequest, "body is no activity");
    public static readonly Refused OtherAddress = Unauthorized("serviceUrl is not the one that the token was signed for");
    public static readonly Refused Host = Unauthorized("serviceUrl on a host that no token of ours may go to; see Teams:Cloud and Teams:AllowedServiceHosts");
    public static readonly Refused Channel = Unauthorized("key or activity is not of the channel msteams");
    public static readonly Refused OtherBot = new(StatusCodes.Status403Forbidden, "activity for another bot");
    public static readonly Refused Tenant = new(StatusCodes.Status403Forbidden, "tenant is not allowed; see Teams:AllowedTenants");

    private static Refused Unauthorized(string why) => new(StatusCodes.Status401Unauthorized, why);
}

/// <summary>What a genuine token says about the activity that came with it.</summary>
/// <param name="ServiceUrl">Null when the token lacks the claim.</param>
/// <param name="Channels">What its key may vouch for.</param>
internal sealed record Vouched(string? ServiceUrl, IReadOnlySet<string> Channels);
