using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>Every way in which a request can be wrong, and the few in which it may differ and be right: its verdict, and that nothing was done.</summary>
public sealed class TokenMatrixTests(TokenMatrixTests.Running running) : IClassFixture<TokenMatrixTests.Running>
{
    private const int Ok = 200;
    private const string Other = "9c9c9c9c-1111-4222-8333-444444444444";

    private static readonly SigningKey Stranger = new(TeamsDoor.First.Id, RSA.Create(2048), null);
    private static readonly SigningKey Unendorsed = SigningKey.New("unendorsed") with { Endorsements = null };
    private static readonly SigningKey ForSkype = SigningKey.New("for-skype") with { Endorsements = new JsonArray("skype", "webchat") };
    private static readonly SigningKey Misendorsed = SigningKey.New("misendorsed") with { Endorsements = "msteams" };
    private static readonly SigningKey Short = SigningKey.New("short", 1024);

    private static readonly Dictionary<string, (int Status, Action<Attempt> Spoil)> Cases = new()
    {
        ["as the service sends it"] = (Ok, _ => { }
        ),
        ["RS384"] = (Ok, a => a.Header["alg"] = "RS384"),
        ["RS512"] = (Ok, a => a.Header["alg"] = "RS512"),
        ["scheme in small letters"] = (Ok, a => a.Authorization = token => $"bearer {token}"),
        ["scheme in capitals and two spaces"] = (Ok, a => a.Authorization = token => $"BEARER  {token}"),
        ["audience in a list of one"] = (Ok, a => a.Payload["aud"] = new JsonArray(Attempt.App)),
        ["audience among others"] = (Ok, a => a.Payload["aud"] = new JsonArray(Other, Attempt.App)),
        ["expired four minutes ago"] = (Ok, a => a.Payload["exp"] = Attempt.Seconds(TimeSpan.FromMinutes(-4))),
        ["begins in four minutes"] = (Ok, a => a.Payload["nbf"] = Attempt.Seconds(TimeSpan.FromMinutes(4))),
        ["without a beginning"] = (Ok, a => a.Payload.Remove("nbf")),
        ["claim without the final slash"] = (Ok, a => a.Payload["serviceurl"] = Attempt.Service.TrimEnd('/')),
        ["claim in other capitals"] = (Ok, a => a.Payload["serviceurl"] = Attempt.Service.ToUpperInvariant().Replace("HTTPS", "https", StringComparison.Ordinal)),
        ["activity without the final slash"] = (Ok, a => a.Body["serviceUrl"] = Attempt.Service.TrimEnd('/')),
        ["another address of the same connector"] = (Ok, a => At(a, "https://smba.trafficmanager.net/amer/")),
        ["tenant in the conversation only"] = (Ok, a => a.Body.Remove("channelData")),
        ["tenant in the channel data only"] = (Ok, a => a.Body["conversation"]!.AsObject().Remove("tenantId")),
        ["tenant in capitals"] = (Ok, a => a.Body["conversation"]!["tenantId"] = Attempt.Tenant.ToUpperInvariant()),
        ["an invoke that nobody knows"] = (Ok, a => (a.Body["type"], a.Body["name"], a.Body["value"]) = ("invoke", "some/thing", new JsonObject())),
        ["a type that nobody knows"] = (Ok, a => a.Body["type"] = "somethingNew"),
        ["unknown fields"] = (Ok, a => a.Body["new"] = new JsonObject { ["deep"] = new JsonArray(1, null, "x") }),
        ["an address of its own for the key, not followed"] = (Ok, a => a.Header["jku"] = "http://127.0.0.1:9/keys"),

        ["no header"] = (401, a => a.Authorization = _ => null),
        ["empty header"] = (401, a => a.Authorization = _ => ""),
        ["scheme alone"] = (401, a => a.Authorization = _ => "Bearer "),
        ["no scheme"] = (401, a => a.Authorization = token => token),
        ["another scheme"] = (401, a => a.Authorization = token => $"Basic {token}"),
        ["token twice"] = (401, a => a.Authorization = token => $"Bearer {token}, Bearer {token}"),
        ["junk for a token"] = (401, a => a.Authorization = _ => "Bearer junk"),
        ["three empty parts"] = (401, a => a.Authorization = _ => "Bearer .."),
        ["five parts"] = (401, a => a.Authorization = token => $"Bearer {token}.e30.e30"),
        ["two parts"] = (401, a => a.Authorization = token => $"Bearer {token[..token.LastIndexOf('.')]}"),
        ["signature cut off"] = (401, a => a.Authorization = token => $"Bearer {token[..(token.LastIndexOf('.') + 1)]}"),
        ["signature of another token"] = (401, a => a.Authorization = token => $"Bearer {token[..token.LastIndexOf('.')]}.{new Attempt(a.Key) { Body = a.Body, SignedWith = "RS512" }.Token.Split('.')[2]}"),
        ["algorithm none"] = (401, a => a.Header["alg"] = "none"),
        ["algorithm None, with a signature"] = (401, a => (a.Header["alg"], a.SignedWith) = ("None", "RS256")),
        ["no algorithm"] = (401, a => { a.Header.Remove("alg"); a.SignedWith = "RS256"; }
        ),
        ["HS256 with the public key for a secret"] = (401, a => a.Header["alg"] = "HS256"),
        ["PS256"] = (401, a => a.Header["alg"] = "PS256"),
        ["RS256 that says RS512"] = (401, a => (a.Header["alg"], a.SignedWith) = ("RS512", "RS256")),
        ["an extension that must be understood"] = (401, a => a.Header["crit"] = new JsonArray("exp")),
        ["no key named"] = (401, a => a.Header.Remove("kid")),
        ["an unknown key named"] = (401, a => a.Header["kid"] = "unknown"),
        ["a key named with a number"] = (401, a => a.Header["kid"] = 5),
        ["a stranger's key under a known name"] = (401, a => a.Key = Stranger),
        ["a stranger's key that it brings along"] = (401, a => { a.Key = Stranger; a.Header["jwk"] = Stranger.Published(); }
        ),
        ["a stranger's key under its own name, brought along"] = (401, a => { a.Key = Stranger; a.Header["kid"] = "mine"; a.Header["jwk"] = Stranger.Published(); }
        ),
        ["a key of 1024 bits"] = (401, a => Use(a, Short)),
        ["another issuer"] = (401, a => a.Payload["iss"] = "https://api.botframework.us"),
        ["issuer with a slash"] = (401, a => a.Payload["iss"] = LocalIssuer.Name + "/"),
        ["the emulator's issuer"] = (401, a => a.Payload["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
        ["no issuer"] = (401, a => a.Payload.Remove("iss")),
        ["another bot's audience"] = (401, a => a.Payload["aud"] = Other),
        ["audience with more after it"] = (401, a => a.Payload["aud"] = Attempt.App + "/"),
        ["empty list of audiences"] = (401, a => a.Payload["aud"] = new JsonArray()),
        ["no audience"] = (401, a => a.Payload.Remove("aud")),
        ["expired six minutes ago"] = (401, a => a.Payload["exp"] = Attempt.Seconds(TimeSpan.FromMinutes(-6))),
        ["expired five minutes ago to the second"] = (401, a => a.Payload["exp"] = Attempt.Seconds(TimeSpan.FromMinutes(-5))),
        ["begins in six minutes"] = (401, a => a.Payload["nbf"] = Attempt.Seconds(TimeSpan.FromMinutes(6))),
        ["no expiry"] = (401, a => a.Payload.Remove("exp")),
        ["expiry in words"] = (401, a => a.Payload["exp"] = "tomorrow"),
        ["expiry beyond all calendars, beginning too"] = (401, a => (a.Payload["nbf"], a.Payload["exp"]) = (99999999999999, 99999999999999)),
        ["negative expiry"] = (401, a => a.Payload["exp"] = -1),
        ["key without endorsements"] = (401, a => Use(a, Unendorsed)),
        ["key endorsed for other channels"] = (401, a => Use(a, ForSkype)),
        ["key whose endorsements are no list"] = (401, a => Use(a, Misendorsed)),
        ["key endorsed for another channel, that the activity is of"] = (401, a => { Use(a, ForSkype); a.Body["channelId"] = "webchat"; }
        ),
        ["activity of another channel"] = (401, a => a.Body["channelId"] = "skype"),
        ["channel in capitals"] = (401, a => a.Body["channelId"] = "MSTeams"),
        ["the emulator's channel"] = (401, a => a.Body["channelId"] = "emulator"),
        ["no claim of an address"] = (401, a => a.Payload.Remove("serviceurl")),
        ["claim under another name"] = (401, a => { a.Payload.Remove("serviceurl"); a.Payload["serviceUrl"] = Attempt.Service; }
        ),
        ["claim of another address"] = (401, a => a.Payload["serviceurl"] = "https://smba.trafficmanager.net/amer/"),
        ["two final slashes"] = (401, a => a.Body["serviceUrl"] = Attempt.Service + "/"),
        ["claim that is a list"] = (401, a => a.Payload["serviceurl"] = new JsonArray(Attempt.Service)),
        ["empty claim"] = (401, a => a.Payload["serviceurl"] = ""),
        ["both agree on a stranger"] = (401, a => At(a, "https://evil.example/")),
        ["both agree on a name that anybody can have"] = (401, a => At(a, "https://evil.trafficmanager.net/teams/")),
        ["both agree on http"] = (401, a => At(a, "http://smba.trafficmanager.net/teams/")),
        ["both agree on a user at a stranger's"] = (401, a => At(a, "https://smba.trafficmanager.net@evil.example/")),
        ["both agree on this machine"] = (401, a => At(a, "http://127.0.0.1:80/")),
        ["both agree on another cloud"] = (401, a => At(a, "https://smba.infra.gov.teams.microsoft.us/teams/")),

        ["another bot's recipient"] = (403, a => a.Body["recipient"]!["id"] = $"28:{Other}"),
        ["a person for a recipient"] = (403, a => a.Body["recipient"]!["id"] = "29:ana"),
        ["another tenant"] = (403, a => From(a, Other)),
        ["tenants that disagree, ours first"] = (403, a => a.Body["channelData"]!["tenant"]!["id"] = Other),
        ["tenants that disagree, ours second"] = (403, a => a.Body["conversation"]!["tenantId"] = Other),
        ["no tenant"] = (403, a => { a.Body.Remove("channelData"); a.Body["conversation"]!.AsObject().Remove("tenantId"); }
        ),
        ["an empty tenant"] = (403, a => From(a, "")),
        ["a tenant that is a number"] = (403, a => a.Body["channelData"]!["tenant"]!["id"] = 5),
        ["a tenant that is a list"] = (403, a => a.Body["channelData"]!["tenant"] = new JsonArray(Attempt.Tenant)),
        ["channel data that are no object"] = (403, a => a.Body["channelData"] = "x"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_request_is_let_in_or_refused_as_it_should_be_and_a_refused_one_changes_nothing(string name)
    {
        var (status, spoil) = Cases[name];
        var attempt = new Attempt(TeamsDoor.First);
        spoil(attempt);
        var before = running.Door.Turns.Taken.Count;

        Assert.Equal((HttpStatusCode)status, await running.Door.SendAsync(attempt));
        Assert.Equal(status == Ok ? 1 : 0, running.Door.Turns.Taken.Count - before);
    }

    [Fact]
    public async Task A_refused_token_is_refused_before_its_body_is_looked_at()
    {
        var attempt = new Attempt(TeamsDoor.First) { RawBody = "{"u8.ToArray(), Authorization = _ => "Bearer junk" };

        Assert.Equal(HttpStatusCode.Unauthorized, await running.Door.SendAsync(attempt));
    }

    private static void Use(Attempt attempt, SigningKey key)
    {
        attempt.Key = key;
        attempt.Header["kid"] = key.Id;
    }

    private static void At(Attempt attempt, string url) => (attempt.Payload["serviceurl"], attempt.Body["serviceUrl"]) = (url, url);

    private static void From(Attempt attempt, string tenant) => (attempt.Body["conversation"]!["tenantId"], attempt.Body["channelData"]!["tenant"]!["id"]) = (tenant, tenant);

    public sealed class Running : IAsyncLifetime
    {
        public TeamsDoor Door { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Door = await TeamsDoor.StartAsync([TeamsDoor.First, Unendorsed, ForSkype, Misendorsed, Short]);

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
