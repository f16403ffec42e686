using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TrustBot.Tests.Teams.Inbound;

/// <param name="Endorsements">Null for a key that is published without the member.</param>
public sealed record SigningKey(string Id, RSA Rsa, JsonNode? Endorsements)
{
    public static SigningKey New(string id, int bits = 2048) => new(id, RSA.Create(bits), new JsonArray("skype", "msteams"));

    public JsonObject Published()
    {
        var numbers = Rsa.ExportParameters(includePrivateParameters: false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["x5t"] = Id,
            ["n"] = Jwt.Encode(numbers.Modulus!),
            ["e"] = Jwt.Encode(numbers.Exponent!),
        };
        if (Endorsements is not null)
            key["endorsements"] = Endorsements.DeepClone();
        return key;
    }
}

/// <summary>What Microsoft publishes, published on loopback, with whatever a test wants to go wrong.</summary>
public sealed class LocalIssuer : IAsyncDisposable
{
    public const string Name = "https://api.botframework.com";

    private readonly WebApplication app;
    private int fetches;

    private LocalIssuer(WebApplication app) => this.app = app;

    public string Metadata => app.Urls.Single() + "/v1/.well-known/openidconfiguration";

    /// <summary>How often the metadata were asked for.</summary>
    public int Fetches => Volatile.Read(ref fetches);

    public IReadOnlyList<SigningKey> Keys { get; set; } = [];

    /// <summary>Answers in place of the metadata, unless it writes nothing and leaves the status alone.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Where the keys are said to be.</summary>
    public string? KeysAt { get; set; }

    public static async Task<LocalIssuer> StartAsync(params SigningKey[] keys)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new LocalIssuer(app) { Keys = keys };
        app.MapGet("/v1/.well-known/openidconfiguration", issuer.MetadataAsync);
        app.MapGet("/keys", () => new JsonObject { ["keys"] = new JsonArray([.. issuer.Keys.Select(key => key.Published())]) });
        await app.StartAsync();
        return issuer;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task MetadataAsync(HttpContext http)
    {
        Interlocked.Increment(ref fetches);
        if (Instead is { } instead)
        {
            await instead(http);
            if (http.Response.HasStarted || http.Response.StatusCode != StatusCodes.Status200OK)
                return;
        }
        await http.Response.WriteAsJsonAsync(new JsonObject
        {
            ["issuer"] = Name,
            ["jwks_uri"] = KeysAt ?? app.Urls.Single() + "/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        });
    }
}
