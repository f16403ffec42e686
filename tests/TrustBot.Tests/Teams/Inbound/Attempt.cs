using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>A request as the service would make it, for a test to spoil.</summary>
public sealed class Attempt
{
    public const string App = "0f0f0f0f-1111-4222-8333-444444444444";
    public const string Tenant = "1a1a1a1a-1111-4222-8333-444444444444";
    public const string Service = "https://smba.trafficmanager.net/emea/";

    public static readonly DateTimeOffset Now = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    public Attempt(SigningKey key)
    {
        Key = key;
        Header["kid"] = key.Id;
    }

    public SigningKey Key { get; set; }

    public JsonObject Header { get; } = new() { ["alg"] = "RS256", ["typ"] = "JWT" };

    public JsonObject Payload { get; } = new()
    {
        ["serviceurl"] = Service,
        ["iss"] = LocalIssuer.Name,
        ["aud"] = App,
        ["nbf"] = Seconds(TimeSpan.FromMinutes(-5)),
        ["exp"] = Seconds(TimeSpan.FromHours(1)),
    };

    public JsonObject Body { get; set; } = new()
    {
        ["type"] = "message",
        ["id"] = "1700000000000",
        ["timestamp"] = "2026-06-01T09:00:00Z",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Service,
        ["from"] = new JsonObject { ["id"] = "29:ana", ["name"] = "Ana", ["aadObjectId"] = "2b2b2b2b-1111-4222-8333-444444444444" },
        ["recipient"] = new JsonObject { ["id"] = $"28:{App}", ["name"] = "TrustBot" },
        ["conversation"] = new JsonObject { ["id"] = "a:1", ["conversationType"] = "personal", ["tenantId"] = Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
        ["text"] = "hello",
    };

    /// <summary>The algorithm it is signed with, whatever the header says.</summary>
    public string? SignedWith { get; set; }

    /// <summary>The whole header in place of the token; null for none.</summary>
    public Func<string, string?> Authorization { get; set; } = token => $"Bearer {token}";

    public byte[]? RawBody { get; set; }

    public string? ContentType { get; set; } = "application/json; charset=utf-8";

    public string Token => Jwt.Make(Header, Payload, Jwt.With(Key.Rsa, SignedWith ?? (string?)Header["alg"] ?? "none"));

    public static long Seconds(TimeSpan fromNow) => (Now + fromNow).ToUnixTimeSeconds();

    public HttpRequestMessage ToRequest()
    {
        var content = new ByteArrayContent(RawBody ?? Encoding.UTF8.GetBytes(Body.ToJsonString()));
        content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative)) { Content = content };
        if (Authorization(Token) is { } header)
            request.Headers.TryAddWithoutValidation("Authorization", header);
        return request;
    }
}
