using TrustBot.Teams.Outbound;

namespace TrustBot.Tests.Teams.Outbound;

/// <summary>Whatever a reference says, whatever the service answers: no token of ours goes to another host.</summary>
public sealed class ElsewhereTests : OutboundTest
{
    [Theory]
    [InlineData("https://evil.trafficmanager.net/teams/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    [InlineData("https://smba.trafficmanager.net@evil.example/")]
    [InlineData("https://user:pass@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net./")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("https://ѕmba.trafficmanager.net/")]
    [InlineData("https://xn--mba-5cd.trafficmanager.net/")]
    [InlineData("https://40.90.1.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://localhost/")]
    [InlineData("http://169.254.169.254/metadata/")]
    [InlineData("https://graph.microsoft.com/")]
    [InlineData("https://smba.trafficmanager.net/?x=")]
    [InlineData("https://smba.trafficmanager.net/#")]
    [InlineData("https://smba.trafficmanager.net\\@evil.example/")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("smba.trafficmanager.net")]
    [InlineData("")]
    public async Task A_stored_reference_to_another_host_is_refused_before_anything_is_asked(string serviceUrl)
    {
        var to = World.To(serviceUrl: serviceUrl);

        AssertRefused(await World.SendAsync(to: to), Reasons.HostNotAllowed, final: true);
        AssertRefused(await World.Client.UpdateAsync(to, "1", World.Text("x"), Cancellation), Reasons.HostNotAllowed, final: true);
        AssertRefused(await World.Client.DeleteAsync(to, "1", Cancellation), Reasons.HostNotAllowed, final: true);
        AssertRefused(await World.Client.CreatePersonalAsync(to, Cancellation), Reasons.HostNotAllowed, final: true);
        AssertRefused(Assert.IsType<Look<Member>.Not>(await World.Client.GetMemberAsync(to, World.Ana, Cancellation)).Why, Reasons.HostNotAllowed, final: true);
        Assert.Empty(World.Login.Posts);
    }

    [Fact]
    public async Task A_listener_that_is_not_on_the_list_hears_nothing()
    {
        AssertRefused(await World.SendAsync(to: World.To(serviceUrl: World.Elsewhere.AbsoluteUri)), Reasons.HostNotAllowed, final: true);

        Assert.Empty(World.ArrivedElsewhere);
        Assert.Empty(World.Login.Posts);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_redirect_is_followed(int status)
    {
        World.Connector.Next(Fault.Redirect(World.Elsewhere, status), Fault.Redirect(World.Elsewhere, status));

        AssertRefused(await World.SendAsync(), Reasons.Redirected, status);
        Assert.IsType<Look<Member>.Not>(await World.Client.GetMemberAsync(World.To(), World.Ana, Cancellation));
        Assert.Empty(World.ArrivedElsewhere);
        Assert.Equal(2, World.Connector.Calls.Count);
    }

    [Fact]
    public async Task Nor_is_the_same_host_by_a_redirect()
    {
        World.Connector.Next(Fault.Redirect(new Uri(World.Connector.ServiceUrl)));

        AssertRefused(await World.SendAsync(), Reasons.Redirected, 307);
        Assert.Single(World.Connector.Calls);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_authorised_and_nothing_leaves_this_machine()
    {
        var options = World.Options();
        (options.AppPassword, options.AllowAnonymous) = (null, true);
        await using var open = await FakeConnector.StartAsync(login: null);
        open.Open("a:ana");
        using var ways = World.Build(options, mayCallAll: true);

        Landed(await ways.Connector.SendAsync(World.To(serviceUrl: open.ServiceUrl), World.Text("Hello"), Cancellation));
        AssertRefused(
            await ways.Connector.SendAsync(World.To(serviceUrl: "https://smba.trafficmanager.net/teams/"), World.Text("Hello"), Cancellation),
            Reasons.HostNotAllowed,
            final: true);

        Assert.Null(Assert.Single(open.Calls).Authorization);
        Assert.Empty(World.Login.Posts);
    }

    [Fact]
    public async Task Without_credentials_a_refusal_is_a_refusal()
    {
        var options = World.Options();
        (options.AppPassword, options.AllowAnonymous) = (null, true);

        AssertRefused(await World.Build(options).Connector.SendAsync(World.To(), World.Text("Hello"), Cancellation), Reasons.Unauthorised, 401);
        Assert.Single(World.Connector.Calls);
    }
}
