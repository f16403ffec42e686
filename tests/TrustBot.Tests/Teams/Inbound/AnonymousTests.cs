using System.Net;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>The Agents Playground sends no token: it is let in where nobody else can be.</summary>
public sealed class AnonymousTests
{
    private static readonly (string, string?)[] Playground = [("AllowAnonymous", "true"), ("AppPassword", null)];

    [Theory]
    [InlineData("http://127.0.0.1:56150/_connector", 200)]
    [InlineData("http://localhost:56150", 200)]
    [InlineData("http://[::1]:56150", 200)]
    [InlineData("https://smba.trafficmanager.net/teams/", 200)]
    [InlineData("http://127.0.0.1@evil.example/", 401)]
    [InlineData("http://user@127.0.0.1:56150/", 401)]
    [InlineData("https://evil.example/", 401)]
    [InlineData("http://localhost.evil.example/", 401)]
    [InlineData("file:///etc/passwd", 401)]
    [InlineData("nonsense", 401)]
    public async Task Without_a_token_it_is_answered_on_this_machine_or_at_the_service(string url, int status)
    {
        await using var door = await TeamsDoor.StartAsync([TeamsDoor.First], settings: Playground);
        var attempt = new Attempt(TeamsDoor.First) { Authorization = _ => null };
        attempt.Body["serviceUrl"] = url;
        attempt.Body.Remove("channelData");
        attempt.Body["conversation"]!.AsObject().Remove("tenantId");
        attempt.Body["recipient"]!["id"] = "00000000-0000-0000-0000-00000000000011";

        Assert.Equal((HttpStatusCode)status, await door.SendAsync(attempt));
        Assert.Equal(status == 200 ? 1 : 0, door.Turns.Taken.Count);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.5")]
    [InlineData("Forwarded", "for=203.0.113.5")]
    [InlineData("Via", "1.1 tunnel")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "bot.example.org")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    [InlineData("Authorization", "Bearer junk")]
    [InlineData("Authorization", "")]
    public async Task What_a_tunnel_or_a_browser_brings_needs_a_token(string header, string value)
    {
        await using var door = await TeamsDoor.StartAsync([TeamsDoor.First], settings: Playground);
        using var request = new Attempt(TeamsDoor.First) { Authorization = _ => null }.ToRequest();
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(door.Turns.Taken);
    }

    [Fact]
    public async Task A_token_is_checked_all_the_same_where_one_comes()
    {
        await using var door = await TeamsDoor.StartAsync([TeamsDoor.First], settings: Playground);

        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(new Attempt(TeamsDoor.First)));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(new Attempt(TeamsDoor.First) { Payload = { ["aud"] = "x" } }));
    }

    [Fact]
    public async Task With_no_id_of_a_bot_no_token_is_good()
    {
        await using var door = await TeamsDoor.StartAsync([TeamsDoor.First], settings: [.. Playground, ("AppId", null), ("TenantId", null)]);

        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(new Attempt(TeamsDoor.First)));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(new Attempt(TeamsDoor.First) { Payload = { ["aud"] = "" } }));
    }
}
