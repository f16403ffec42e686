using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>Keys come, go, are made up, and can't be had.</summary>
public sealed class KeyChangeTests
{
    private static readonly SigningKey Second = SigningKey.New("second");

    [Fact]
    public async Task A_new_key_refuses_nobody_and_is_fetched_once_for_all_who_come_at_the_same_time()
    {
        await using var door = await WarmAsync();
        door.Issuer.Keys = [TeamsDoor.First, Second];
        door.Time.Advance(TimeSpan.FromMinutes(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => door.SendAsync(new Attempt(i % 2 == 0 ? Second : TeamsDoor.First))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(2, door.Issuer.Fetches);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_refused_a_day_later_at_the_latest()
    {
        await using var door = await WarmAsync();
        door.Issuer.Keys = [Second];
        door.Time.Advance(TimeSpan.FromHours(25));

        // Whoever comes first finds the old keys still, and has new ones fetched; nobody waits for those.
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 1000 && status == HttpStatusCode.OK; i++)
            status = await door.SendAsync(Fresh(TeamsDoor.First));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(2, door.Issuer.Fetches);
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(Fresh(Second)));

        static Attempt Fresh(SigningKey key) => new(key) { Payload = { ["exp"] = Attempt.Seconds(TimeSpan.FromHours(26)) } };
    }

    [Fact]
    public async Task Made_up_keys_make_us_fetch_once_a_minute_and_no_more()
    {
        await using var door = await WarmAsync();
        door.Time.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 50; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(MadeUp($"junk-{i}")));
        Assert.Equal(2, door.Issuer.Fetches);

        door.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(MadeUp("junk")));
        Assert.Equal(2, door.Issuer.Fetches);

        door.Issuer.Keys = [Second];
        door.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(new Attempt(Second)));
        Assert.Equal(3, door.Issuer.Fetches);
    }

    [Fact]
    public async Task Tokens_of_nobodys_issuer_make_us_fetch_nothing()
    {
        await using var door = await TeamsDoor.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(new Attempt(Second) { Payload = { ["iss"] = "https://evil.example" } }));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(new Attempt(Second) { Header = { ["alg"] = "HS256" } }));
        Assert.Equal(0, door.Issuer.Fetches);
    }

    [Fact]
    public async Task While_no_key_could_be_had_nobody_comes_in_and_everybody_may_try_again()
    {
        await using var door = await TeamsDoor.StartAsync();
        door.Issuer.Instead = Fail;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await door.SendAsync(new Attempt(TeamsDoor.First)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await door.SendAsync(new Attempt(TeamsDoor.First)));
        Assert.Equal(1, door.Issuer.Fetches);

        door.Issuer.Instead = null;
        door.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(new Attempt(TeamsDoor.First)));
    }

    public static TheoryData<string> Troubles => ["down", "junk", "page", "empty", "redirect", "no keys", "keys elsewhere"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task An_issuer_in_trouble_spoils_no_key_that_is_known(string trouble)
    {
        await using var door = await WarmAsync();
        await using var evil = await LocalIssuer.StartAsync(Second);
        door.Issuer.Instead = trouble switch
        {
            "down" => Fail,
            "junk" => http => http.Response.WriteAsync("{\"jwks_uri\":5"),
            "page" => http => http.Response.WriteAsync("<html>"),
            "empty" => http => http.Response.WriteAsync("{}"),
            "redirect" => http =>
            {
                http.Response.Redirect(evil.Metadata);
                return Task.CompletedTask;
            }
            ,
            _ => null,
        };
        if (trouble == "no keys")
            door.Issuer.Keys = [];
        if (trouble == "keys elsewhere")
            door.Issuer.KeysAt = "http://evil.example/keys";
        door.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(new Attempt(Second)));
        Assert.Equal(2, door.Issuer.Fetches);
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(new Attempt(TeamsDoor.First)));
        Assert.Equal(0, evil.Fetches);
        Assert.Contains(door.Logged.Lines, line => line.Level == LogLevel.Warning && line.Line.Contains("could not be fetched", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_issuer_holds_up_only_those_whose_key_is_unknown_and_them_for_five_seconds()
    {
        await using var door = await WarmAsync();
        var asked = new TaskCompletionSource();
        door.Issuer.Instead = http =>
        {
            var gone = new TaskCompletionSource();
            http.RequestAborted.Register(gone.SetResult);
            asked.SetResult();
            return gone.Task;
        };
        door.Time.Advance(TimeSpan.FromMinutes(1));
        var waiting = door.SendAsync(new Attempt(Second));
        await asked.Task;

        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(new Attempt(TeamsDoor.First)));
        Assert.False(waiting.IsCompleted);
        door.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Unauthorized, await waiting);
    }

    private static async Task<TeamsDoor> WarmAsync()
    {
        var door = await TeamsDoor.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(new Attempt(TeamsDoor.First)));
        return door;
    }

    private static Attempt MadeUp(string name) => new(Second) { Header = { ["kid"] = name } };

    private static Task Fail(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }
}
