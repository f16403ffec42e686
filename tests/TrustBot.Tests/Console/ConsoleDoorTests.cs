using System.Net;
using Microsoft.AspNetCore.Http;
using TrustBot.CoordinatorConsole.Web;

namespace TrustBot.Tests.CoordinatorConsole;

public sealed class ConsoleDoorTests
{
    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", true)]
    [InlineData("Development", false)]
    public async Task There_is_no_console_without_the_sandbox(string environment, bool sandbox)
    {
        await using var host = await ConsoleHost.StartAsync(environment, sandbox);
        foreach (var path in new[] { "/console", "/console/spring", "/console/spring/settings", "/console/spring/sample.csv" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, HttpMethod.Get, path));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task What_another_site_sends_is_refused(string header, string value)
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Http.DefaultRequestHeaders.Add(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, HttpMethod.Post, "/console/spring/import/sample"));
    }

    [Fact]
    public async Task Whoever_sits_at_a_server_that_says_so_is_its_coordinator()
    {
        await using var host = await ConsoleHost.StartAsync("Production", sandbox: false, here: true);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, HttpMethod.Get, "/console/spring"));
    }

    [Theory]
    [InlineData("Host", "trustbot.example.org")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task What_a_proxy_passes_on_is_not_from_this_machine(string header, string value)
    {
        await using var host = await ConsoleHost.StartAsync("Production", sandbox: false, here: true);
        host.Http.DefaultRequestHeaders.Add(header, value);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, HttpMethod.Get, "/console/spring"));
    }

    [Fact]
    public async Task Its_own_page_may_send()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        host.Http.DefaultRequestHeaders.Add("Origin", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, HttpMethod.Post, "/console/spring/import/sample"));
    }

    [Theory]
    [InlineData("GET", "cross-site", true)]
    [InlineData("HEAD", "cross-site", true)]
    [InlineData("DELETE", "cross-site", false)]
    public void Only_what_changes_nothing_may_come_from_elsewhere(string method, string site, bool allowed)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers["Sec-Fetch-Site"] = site;
        Assert.Equal(allowed, SameSiteOnly.IsAllowed(request));
    }

    [Theory]
    [InlineData("/console/winter")]
    [InlineData("/console/spring/pairs/nobody/rhythm")]
    public async Task What_is_not_there_says_so_and_where_to_go_on(string path)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var answer = await host.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("/console", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<HttpStatusCode> StatusAsync(ConsoleHost host, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var answer = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
