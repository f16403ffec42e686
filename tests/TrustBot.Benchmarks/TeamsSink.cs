using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace TrustBot.Benchmarks;

/// <summary>What stands for Microsoft: a Connector that takes every message at once, a login server, and the issuer of the tokens that come in.</summary>
internal sealed class TeamsSink : IAsyncDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, long> awaited = new();
    private readonly ConcurrentQueue<double> arrivals = new();
    private readonly ConcurrentQueue<string> crowded = new();
    private readonly WebApplication app;
    private int replies;

    private TeamsSink(WebApplication app) => this.app = app;

    public string Address => $"{app.Urls.Single()}/";

    public string ServiceUrl => $"{Address}emea/";

    public int Replies => Volatile.Read(ref replies);

    /// <summary>What was said in the chat of <see cref="TeamsWorld.Crowded"/>.</summary>
    public IReadOnlyCollection<string> Crowded => crowded;

    public static async Task<TeamsSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sink = new TeamsSink(app);
        app.Run(sink.AnswerAsync);
        await app.StartAsync();
        return sink;
    }

    /// <summary>Takes the time until the next reply to this person.</summary>
    public void Await(int person) => awaited[TeamsWorld.ChatOf(person)] = Stopwatch.GetTimestamp();

    /// <returns>In ms, and none of them twice.</returns>
    public IReadOnlyList<double> TakeArrivals()
    {
        var taken = new List<double>();
        while (arrivals.TryDequeue(out var one))
            taken.Add(one);
        return taken;
    }

    /// <summary>One for all messages, as the service does within its hour.</summary>
    public string Token()
    {
        var now = TimeProvider.System.GetUtcNow();
        var payload = new JsonObject
        {
            ["serviceurl"] = ServiceUrl,
            ["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["iss"] = "https://api.botframework.com",
            ["aud"] = TeamsWorld.App,
        };
        var signed = $"{Encoded(new JsonObject { ["alg"] = "RS256", ["kid"] = "bench", ["typ"] = "JWT" })}.{Encoded(payload)}";
        return $"{signed}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private static string Encoded(JsonObject part) => Base64UrlEncoder.Encode(part.ToJsonString());

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path.StartsWith("/emea/v3/conversations/", StringComparison.Ordinal))
            await TakeAsync(http, path.Split('/')[4]);
        else if (path.StartsWith("/login/", StringComparison.Ordinal))
            await http.Response.WriteAsJsonAsync(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3600, ["access_token"] = "token" });
        else if (path == "/keys/openidconfiguration")
            await http.Response.WriteAsJsonAsync(new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = $"{Address}keys" });
        else
            await http.Response.WriteAsJsonAsync(new JsonObject { ["keys"] = new JsonArray(Published()) });
    }

    private async Task TakeAsync(HttpContext http, string chat)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (awaited.TryRemove(chat, out var since))
            arrivals.Enqueue(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        if (chat == TeamsWorld.ChatOf(TeamsWorld.Crowded))
            crowded.Enqueue((string?)JsonNode.Parse(body)?["text"] ?? "");
        var number = Interlocked.Increment(ref replies);
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync($$"""{"id":"{{number}}"}""");
    }

    private JsonObject Published()
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = "bench",
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
            ["endorsements"] = new JsonArray("msteams"),
        };
    }
}
