using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using TrustBot.Slack.Installs;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Slack.Outbound;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>A workspace installs the app, in a browser.</summary>
public sealed class OAuthTests : InstallTest
{
    private const string Token = "xoxb-granted";
    private const string ReturnUrl = $"{InstallProcess.Here}/slack/oauth_redirect";

    [Fact]
    public async Task A_coordinators_link_leads_to_Slack_and_back_to_an_installed_app()
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = await BegunAsync(door);

        Assert.Equal(new Uri(new Uri(Slack.ApiBaseUrl), "/oauth/v2/authorize").AbsoluteUri, browser.SentTo!.GetLeftPart(UriPartial.Path));
        var asked = QueryHelpers.ParseQuery(browser.SentTo.Query);
        Assert.Equal(("1.2", InstallFlow.Scopes, ReturnUrl), (asked["client_id"].ToString(), asked["scope"].ToString(), asked["redirect_uri"].ToString()));
        Assert.Matches("^__Host-trustbot-slack=[0-9a-f]{64}; max-age=600; path=/; secure; samesite=lax; httponly$", browser.SetCookie);

        var (status, page) = await browser.ReturnAsync($"code={Agree()}&state={browser.State}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("It can write to people in Test now.", page);
        Assert.Equal(new SlackInstallation(SlackTown.Team, Token, "UBOTT1", "BUBOTT1"), await FindAsync(SlackTown.Team));
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"1.2:{InstallProcess.ClientSecret}"))}", Slack.Calls.Single(call => call.Method == SlackMethods.Access).Authorization);
        Assert.Contains("__Host-trustbot-slack=;", browser.SetCookie);
        Assert.DoesNotContain("xox", page + Town.Logged);
    }

    [Fact]
    public async Task Whoever_has_no_link_of_a_coordinator_can_not_begin()
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = door.Open();
        var link = await Here.Flow.InviteAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync(new Uri(link, "/slack/install"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync(new Uri(link, "/slack/install?ticket=0123"))).Status);
        Assert.Equal(HttpStatusCode.Found, (await browser.FollowAsync(link)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync(link)).Status);
        var late = await Here.Flow.InviteAsync(Cancellation);
        Town.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync(late)).Status);
    }

    [Fact]
    public async Task A_link_is_no_state_and_a_state_is_no_link()
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = await BegunAsync(door);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync(new Uri($"{InstallProcess.Here}/slack/install?ticket={browser.State}"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync(new Uri($"{InstallProcess.Here}/slack/install?ticket={browser.State}.{browser.Cookie!.Split('=')[1]}"))).Status);
    }

    [Theory]
    [InlineData("en", "Nothing was installed")]
    [InlineData("de-CH,en;q=0.5", "Nichts wurde installiert")]
    public async Task A_no_at_Slack_installs_nothing_and_is_no_mistake(string language, string title)
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = await BegunAsync(door, language);

        var (status, page) = await browser.ReturnAsync($"error=access_denied&state={browser.State}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(title, page);
        Assert.Equal(0, Slack.CallsOf(SlackMethods.Access));
    }

    [Theory]
    [InlineData("no state")]
    [InlineData("another state")]
    [InlineData("no cookie")]
    [InlineData("another cookie")]
    [InlineData("too late")]
    public async Task A_state_that_is_not_this_browsers_installs_nothing(string how)
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = await BegunAsync(door);
        using var other = await BegunAsync(door);
        var (own, state) = (browser.Cookie, browser.State);
        browser.Cookie = how switch { "no cookie" => null, "another cookie" => other.Cookie, _ => own };
        if (how == "too late")
            Town.Time.Advance(TimeSpan.FromMinutes(10));
        var brought = how switch { "no state" => "", "another state" => $"&state={other.State}", _ => $"&state={state}" };

        var (status, page) = await browser.ReturnAsync($"code={Agree()}{brought}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("If it was finished before, all is well", page);
        Assert.Equal(0, Slack.CallsOf(SlackMethods.Access));
        Assert.Null(await FindAsync(SlackTown.Team));
        if (how == "too late")
            return;
        browser.Cookie = own;
        Assert.Equal(HttpStatusCode.OK, (await browser.ReturnAsync($"code={Agree()}&state={state}")).Status);
    }

    [Fact]
    public async Task A_state_is_good_once()
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = await BegunAsync(door);
        var (state, cookie) = (browser.State, browser.Cookie);
        await browser.ReturnAsync($"code={Agree()}&state={state}");
        browser.Cookie = cookie;

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.ReturnAsync($"code={Agree()}&state={state}")).Status);
        Assert.Equal(1, Slack.CallsOf(SlackMethods.Access));
    }

    [Fact]
    public async Task An_address_that_Slack_was_not_told_of_is_named_as_the_reason()
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = await BegunAsync(door);

        var (status, page) = await browser.ReturnAsync($"code={Agree("https://elsewhere.example/slack/oauth_redirect")}&state={browser.State}");

        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("bad_redirect_uri", page);
        Assert.Equal(1, Errors("could not be installed in a workspace (bad_redirect_uri)"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("code-99999999")]
    public async Task A_code_that_Slack_does_not_know_installs_nothing_and_is_shown_to_nobody(string code)
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = await BegunAsync(door);

        var (status, page) = await browser.ReturnAsync($"code={Uri.EscapeDataString(code)}&state={browser.State}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.DoesNotContain(code, page);
    }

    [Theory]
    [InlineData(SlackMethods.Access)]
    [InlineData(SlackMethods.TestAuth)]
    public async Task While_Slack_is_down_nothing_is_installed_by_halves(string method)
    {
        await using var door = await InstallDoor.StartAsync(Start());
        using var browser = await BegunAsync(door);
        Slack.NextOf(method, Fault.Status(503));

        Assert.Equal(HttpStatusCode.BadGateway, (await browser.ReturnAsync($"code={Agree()}&state={browser.State}")).Status);
        Assert.Null(await FindAsync(SlackTown.Team));
    }

    [Fact]
    public async Task Where_a_token_stands_in_the_settings_nothing_can_be_installed()
    {
        await using var door = await InstallDoor.StartAsync(Start(SlackTown.Token));
        using var browser = door.Open();

        Assert.False(Here.Installs.CanInvite);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.FollowAsync(new Uri($"{InstallProcess.Here}/slack/install?ticket=1"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.ReturnAsync("code=1&state=2")).Status);
    }

    [Fact]
    public async Task Item_11_An_organisation_installs_without_a_team_and_is_found_by_its_own_id()
    {
        Start();
        await InstallAsync(new FakeSlack.Agreement(null, "xoxb-org", "E1"));
        await InstallAsync(new FakeSlack.Agreement("T7", "xoxb-t7", "E1"));

        Assert.Equal("xoxb-org", (await FindAsync("E1"))?.Token);
        Assert.Equal("xoxb-org", (await FindAsync(null, "E1", org: true))?.Token);
        Assert.Equal("xoxb-org", (await FindAsync("T7", "E1", org: true))?.Token);
        Assert.Equal("xoxb-t7", (await FindAsync("T7", "E1"))?.Token);
        Assert.Equal("xoxb-org", (await FindAsync("T8", "E1"))?.Token);
        Assert.Equal("E1", (await FindAsync("T8", "E1"))?.Workspace);
        Assert.Null(await FindAsync("T8", null));
        Assert.Null(await FindAsync(null, null));
    }

    private async Task<InstallDoor.Browser> BegunAsync(InstallDoor door, string language = "en")
    {
        var browser = door.Open(language);
        Assert.Equal(HttpStatusCode.Found, (await browser.FollowAsync(await Here.Flow.InviteAsync(Cancellation))).Status);
        return browser;
    }

    private string Agree(string uri = ReturnUrl) => Slack.Agree(new FakeSlack.Agreement(SlackTown.Team, Token, RedirectUri: uri));
}
