using TrustBot.Teams;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>Where a token of ours may go: reliability's list T4.</summary>
public sealed class ServiceHostsTests
{
    private static readonly TeamsOptions Further = new() { AllowedServiceHosts = ["connector.example.org", "127.0.0.1:8123", "localhost:8124"] };

    [Theory]
    [InlineData(TeamsCloud.Public, "https://smba.trafficmanager.net/teams/")]
    [InlineData(TeamsCloud.Public, "https://SMBA.TrafficManager.net/emea")]
    [InlineData(TeamsCloud.Public, "HTTPS://smba.trafficmanager.net:443/amer/")]
    [InlineData(TeamsCloud.Public, "https://webchat.botframework.com")]
    [InlineData(TeamsCloud.Gcc, "https://smba.infra.gcc.teams.microsoft.com/teams")]
    [InlineData(TeamsCloud.GccHigh, "https://smba.infra.gov.teams.microsoft.us/teams/")]
    [InlineData(TeamsCloud.DoD, "https://smba.infra.dod.teams.microsoft.us/teams/")]
    [InlineData(TeamsCloud.China, "https://frontend.botapi.msg.infra.teams.microsoftonline.cn/teams/")]
    [InlineData(TeamsCloud.China, "https://msteams.botframework.azure.cn/teams")]
    public void A_token_goes_to_the_hosts_of_its_own_cloud(TeamsCloud cloud, string url) =>
        Assert.True(new ServiceHosts(new TeamsOptions { Cloud = cloud }, development: false).MayCall(url));

    [Theory]
    [InlineData("https://evil.trafficmanager.net/teams/")]
    [InlineData("https://trafficmanager.net/")]
    [InlineData("https://x.smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    [InlineData("https://evilsmba.trafficmanager.net/")]
    [InlineData("https://botframework.com/")]
    [InlineData("https://evilbotframework.com/")]
    [InlineData("https://.botframework.com/")]
    [InlineData("https://a..botframework.com/")]
    [InlineData("https://webchat.botframework.com.evil.example/")]
    [InlineData("https://smba.trafficmanager.net@evil.example/")]
    [InlineData("https://smba.trafficmanager.net:443@evil.example/")]
    [InlineData("https://user@smba.trafficmanager.net/")]
    [InlineData("https://user:word@smba.trafficmanager.net/")]
    [InlineData("https://@smba.trafficmanager.net/")]
    [InlineData("https://evil.example/@smba.trafficmanager.net/")]
    [InlineData("https://evil.example#smba.trafficmanager.net")]
    [InlineData("https://evil.example?smba.trafficmanager.net")]
    [InlineData("https://evil.example\\@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net\\@evil.example/")]
    [InlineData("https:\\\\smba.trafficmanager.net/")]
    [InlineData("https:/smba.trafficmanager.net/")]
    [InlineData("https:///smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net./teams/")]
    [InlineData("https://webchat.botframework.com./")]
    [InlineData("https://smba.trafficmanager.net:8443/teams/")]
    [InlineData("https://smba.trafficmanager.net:80/")]
    [InlineData("https://smba.trafficmanager.net:/")]
    [InlineData("https://smba.trafficmanager.net:0443/")]
    [InlineData("http://smba.trafficmanager.net/teams/")]
    [InlineData("http://smba.trafficmanager.net:443/teams/")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("file:///smba.trafficmanager.net/")]
    [InlineData("//smba.trafficmanager.net/")]
    [InlineData("smba.trafficmanager.net/teams/")]
    [InlineData(" https://smba.trafficmanager.net/teams/")]
    [InlineData("https://smba.trafficmanager.net\t.evil.example/")]
    [InlineData("https://smba%2Etrafficmanager.net/")]
    [InlineData("https://smba.trafficmanager%00.net/")]
    [InlineData("https://xn--smba-0ra.trafficmanager.net/")]
    [InlineData("https://xn--80ak6aa92e.botframework.com/")]
    [InlineData("https://ѕmba.trafficmanager.net/")]
    [InlineData("https://ſmba.trafficmanager.net/")]
    [InlineData("https://smba。trafficmanager。net/")]
    [InlineData("https://smba.trafficmanager.ｎet/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://169.254.169.254/metadata/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://localhost/")]
    [InlineData("http://127.0.0.1:8123/")]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/teams/")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams/")]
    [InlineData("")]
    [InlineData(null)]
    public void A_token_goes_nowhere_else(string? url) => Assert.False(new ServiceHosts(new TeamsOptions(), development: true).MayCall(url));

    [Theory]
    [InlineData("https://connector.example.org/x", true, true)]
    [InlineData("https://connector.example.org/x", false, true)]
    [InlineData("https://a.connector.example.org/x", true, false)]
    [InlineData("http://connector.example.org/x", true, false)]
    [InlineData("http://127.0.0.1:8123/teams/", true, true)]
    [InlineData("http://localhost:8124", true, true)]
    [InlineData("http://127.0.0.1:8123/teams/", false, false)]
    [InlineData("http://localhost:8124", false, false)]
    [InlineData("http://127.0.0.1:8124/teams/", true, false)]
    [InlineData("http://127.0.0.1/teams/", true, false)]
    [InlineData("http://user@127.0.0.1:8123/", true, false)]
    [InlineData("http://127.0.0.1:8123@evil.example/", true, false)]
    [InlineData("http://127.1:8123/", true, false)]
    [InlineData("https://127.0.0.1:8123/", true, false)]
    public void A_host_of_the_operators_own_counts_as_it_was_written_and_this_machine_in_development_only(string url, bool development, bool allowed) =>
        Assert.Equal(allowed, new ServiceHosts(Further, development).MayCall(url));

    [Fact]
    public void An_address_that_was_put_together_is_judged_by_what_became_of_it()
    {
        var hosts = new ServiceHosts(new TeamsOptions(), development: false);
        var service = new Uri("https://smba.trafficmanager.net/teams/");

        Assert.True(hosts.MayCall(new Uri(service, "v3/conversations/a%3A1/activities")));
        Assert.False(hosts.MayCall(new Uri(service, "//evil.example/v3")));
        Assert.False(hosts.MayCall(new Uri("v3/conversations", UriKind.Relative)));
        Assert.True(hosts.MayCall(new UriBuilder(service) { Path = "x" }.Uri));
    }
}
