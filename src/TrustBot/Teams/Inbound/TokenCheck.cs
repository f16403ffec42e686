using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TrustBot.Teams.Inbound;

/// <summary>
/// Whether a token comes from the one issuer, for this bot, now. There is one kind of token: the emulator's, which Bot Builder takes too,
/// binds neither an audience nor an address.
/// </summary>
internal sealed class TokenCheck(IssuerKeys keys, IOptions<TeamsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new();

    /// <param name="headers">What came as <c>Authorization</c>.</param>
    public async ValueTask<(Vouched? Vouched, Refused? Refused)> CheckAsync(IReadOnlyList<string?> headers, CancellationToken cancellation)
    {
        if (BearerOf(headers) is not { } text)
            return (null, Refused.NoToken);
        if (Read(text) is not { } token)
            return (null, Refused.NotAToken);
        // Cheap, and before a made-up key could make us fetch: none of these is believed until the signature is.
        if (!Algorithms.Contains(token.Alg))
            return (null, Refused.Algorithm);
        if (token.Issuer != Issuer)
            return (null, Refused.Issuer);
        if (token.Kid is not { Length: > 0 } name)
            return (null, Refused.UnknownKey);
        var search = await keys.FindAsync(name, cancellation);
        if (search.Key is not { } key)
            return (null, search.AnyLoaded ? Refused.UnknownKey : Refused.NoKeys);
        return await ValidateAsync(token, key);
    }

    private string Issuer => options.Value.TokenIssuer ?? TeamsClouds.Of(options.Value.Cloud).Issuer;

    private static string? BearerOf(IReadOnlyList<string?> headers)
    {
        const string scheme = "Bearer ";
        if (headers is not [{ } header] || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        return header[scheme.Length..].Trim(' ') is { Length: > 0 } token ? token : null;
    }

    private static JsonWebToken? Read(string text)
    {
        try
        {
            var token = new JsonWebToken(text);
            // An extension that must be understood is one that we don't understand.
            return token.IsEncrypted || !token.IsSigned || token.TryGetHeaderValue<object>("crit", out _) ? null : token;
        }
        // What a stranger sends may break a parser in more ways than it has exceptions for, and none of them lets him in.
        catch (Exception)
        {
            return null;
        }
    }

    private async Task<(Vouched?, Refused?)> ValidateAsync(JsonWebToken token, IssuerKey key)
    {
        try
        {
            var result = await handler.ValidateTokenAsync(token, ParametersFor(key));
            if (!result.IsValid)
                return (null, RefusalOf(result.Exception));
            return (new Vouched(token.TryGetPayloadValue<string>("serviceurl", out var url) ? url : null, key.Channels), null);
        }
        catch (Exception)
        {
            return (null, Refused.Token);
        }
    }

    private TokenValidationParameters ParametersFor(IssuerKey key) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = options.Value.AppId,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = Algorithms,
        IssuerSigningKey = key.Key,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => IsNow(from, until),
    };

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && now - end < Skew && (from is not { } start || start - now <= Skew);
    }

    private static Refused RefusalOf(Exception? e) => e switch
    {
        SecurityTokenInvalidLifetimeException => Refused.Lifetime,
        SecurityTokenInvalidAudienceException => Refused.Audience,
        SecurityTokenInvalidSignatureException => Refused.Signature,
        _ => Refused.Token,
    };
}
