using TrustBot.Delivery.Web;
using TrustBot.Teams;
using TrustBot.Teams.Outbound;

namespace TrustBot.Tests.Teams.Outbound;

/// <summary>Tokens of our own: where they come from, how often, and where they never go.</summary>
public sealed class TokenTests : OutboundTest
{
    [Fact]
    public async Task One_post_to_the_login_brings_a_token_for_many_messages()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => World.SendAsync()));
        Landed(await World.SendAsync());

        var asked = Assert.Single(World.Login.Posts);
        Assert.Equal($"/{World.Tenant}/oauth2/v2.0/token", asked.Path);
        Assert.Equal("client_credentials", asked.Form["grant_type"]);
        Assert.Equal(World.AppId, asked.Form["client_id"]);
        Assert.Equal(World.Secret, asked.Form["client_secret"]);
        Assert.Equal("https://api.botframework.com/.default", asked.Form["scope"]);
        Assert.Equal(21, World.Connector.In("a:ana").Count);
    }

    [Theory]
    [InlineData(TeamsCloud.Gcc, "https://api.botframework.com/.default")]
    [InlineData(TeamsCloud.GccHigh, "https://api.botframework.us/.default")]
    [InlineData(TeamsCloud.China, "https://api.botframework.azure.cn/.default")]
    public async Task Each_cloud_has_tokens_of_its_own(TeamsCloud cloud, string scope)
    {
        var options = World.Options();
        options.Cloud = cloud;

        Landed(await World.Build(options).Connector.SendAsync(World.To(), World.Text("Hello"), Cancellation));

        Assert.Equal(scope, Assert.Single(World.Login.Posts).Form["scope"]);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_replaced_once()
    {
        Landed(await World.SendAsync("First"));
        World.Login.Revoke();

        Landed(await World.SendAsync("Second"));
        Landed(await World.SendAsync("Third"));

        Assert.Equal(["First", "Second", "Third"], World.Connector.In("a:ana").Select(post => post.Text));
        Assert.Equal(2, World.Login.Posts.Count);
        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2"], World.Connector.Calls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task When_the_fresh_token_is_refused_too_that_is_the_end_of_it()
    {
        World.Connector.Next(Fault.Status(401, "BotNotRegistered"), Fault.Status(401, "BotNotRegistered"));

        AssertRefused(await World.SendAsync(), Reasons.Unauthorised, 401);
        Assert.Equal((2, 2), (World.Connector.Calls.Count, World.Login.Posts.Count));
        Landed(await World.SendAsync());
    }

    [Fact]
    public async Task Many_that_are_refused_at_once_share_one_fresh_token()
    {
        Landed(await World.SendAsync());
        World.Login.Revoke();

        foreach (var result in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => World.SendAsync())))
            Landed(result);

        Assert.Equal(2, World.Login.Posts.Count);
    }

    [Fact]
    public async Task No_other_refusal_costs_the_token()
    {
        World.Connector.Next(Fault.Status(403, "BotDisabledByAdmin"), Fault.Status(429), Fault.Status(500));
        for (var calls = 0; calls < 4; calls++)
            await World.SendAsync();

        Assert.Single(World.Login.Posts);
    }

    [Fact]
    public async Task A_token_that_is_about_to_end_is_replaced_before_it_is_used()
    {
        World.Login.Lifetime = TimeSpan.FromMinutes(4);
        Landed(await World.SendAsync());
        World.Time.SetUtcNow(TimeProvider.System.GetUtcNow());

        Landed(await World.SendAsync());

        Assert.Equal(["Bearer token-1", "Bearer token-2"], World.Connector.Calls.Select(call => call.Authorization));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Without_a_token_nothing_is_sent_and_one_post_is_enough_to_know(int status)
    {
        World.Login.Refuses = status;
        AssertRefused(await World.SendAsync(), Reasons.NoToken);
        Assert.Single(World.Login.Posts);
        Assert.Empty(World.Connector.Calls);

        World.Login.Refuses = null;
        Landed(await World.SendAsync());
    }

    [Fact]
    public async Task A_login_that_is_not_there_is_waited_for()
    {
        await World.Login.DisposeAsync();

        AssertRefused(await World.SendAsync(), Reasons.NoToken);
        Assert.Empty(World.Connector.Calls);
    }

    [Fact]
    public async Task A_login_that_keeps_silent_leaves_no_doubt_about_the_message()
    {
        World.Login.Holds = new TaskCompletionSource();
        var sending = World.SendAsync();
        await World.Login.Waiting.Task.WaitAsync(Cancellation);
        World.Time.Advance(Exchange.LongestCall);

        Assert.False(Assert.IsType<ConnectorResult.Refused>(await sending).Final);
        Assert.Empty(World.Connector.Calls);
    }

    [Fact]
    public async Task A_good_token_outlives_an_outage_of_the_login()
    {
        Landed(await World.SendAsync());
        World.Login.Refuses = 500;

        Landed(await World.SendAsync());
    }

    [Fact]
    public async Task Neither_token_nor_secret_is_ever_logged()
    {
        Landed(await World.SendAsync());
        World.Login.Refuses = 401;
        World.Login.Revoke();
        AssertRefused(await World.SendAsync(), Reasons.NoToken);

        Assert.Contains("https://api.botframework.com/.default", World.Logged);
        Assert.DoesNotContain(World.Secret, World.Logged);
        Assert.DoesNotContain("token-", World.Logged);
        Assert.DoesNotContain("AADSTS", World.Logged);
    }
}
