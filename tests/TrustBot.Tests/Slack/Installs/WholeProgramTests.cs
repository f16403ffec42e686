using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrustBot.Delivery;
using TrustBot.Slack.Installs;
using TrustBot.Tests.Slack.Outbound;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>The whole program beside a Slack on this machine: what coordinators and operators see of it.</summary>
public sealed class WholeProgramTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-installs-");
    private FakeSlack slack = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => slack = await FakeSlack.StartAsync(TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await slack.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dead_workspace_stands_above_every_page_once_and_degrades_health_until_it_lives()
    {
        slack.Install(SlackTown.Team, SlackTown.Token);
        await using var app = Build($"--Slack:BotToken={SlackTown.Token}");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await LookAsync(app, lost: 0);
        Assert.Equal(("ok", "ok"), await HealthAsync(http));
        Assert.DoesNotContain("Slack", await http.GetStringAsync(new Uri("/console", UriKind.Relative), Cancellation));

        slack.Kill(SlackTown.Token);
        await LookAsync(app, lost: 1);
        Assert.Equal(("degraded", "dead"), await HealthAsync(http));
        foreach (var path in (string[])["/console", "/console/spring/settings", "/console/spring/import"])
        {
            var page = await http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.Single(page.Split("into Test (test.slack.com)").Skip(1));
            Assert.Contains("set Slack:BotToken to it", page);
        }

        slack.Install(SlackTown.Team, SlackTown.Token);
        await LookAsync(app, lost: 0);
        Assert.Equal(("ok", "ok"), await HealthAsync(http));
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_coordinator_finds_the_way_to_install_under_settings()
    {
        await using var app = Build("--Slack:ClientId=1.2", "--Slack:ClientSecret=secret", "--TrustBot:PublicUrl=https://trustbot.example.org");
        await app.StartAsync(Cancellation);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Contains("/console/spring/install/slack", await http.GetStringAsync(new Uri("/console/spring/settings", UriKind.Relative), Cancellation));
        var page = await http.GetStringAsync(new Uri("/console/spring/install/slack", UriKind.Relative), Cancellation);
        var link = System.Text.RegularExpressions.Regex.Match(page, "https://trustbot\\.example\\.org(/slack/install\\?ticket=[0-9a-f]{64})").Groups[1].Value;
        using var answer = await http.GetAsync(new Uri(link, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        using var none = await http.GetAsync(new Uri("/console/spring/install/teams", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Without_Slack_health_does_not_speak_of_it()
    {
        await using var app = TrustBotHost.Build(Common());
        await app.StartAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.DoesNotContain("slack", await http.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation), StringComparison.OrdinalIgnoreCase);
        await app.StopAsync(Cancellation);
    }

    /// <summary>Looks until so many are lost: whoever asks Slack too often is told to wait for a moment.</summary>
    private static async Task LookAsync(WebApplication app, int lost)
    {
        var watch = app.Services.GetServices<IHostedService>().OfType<InstallWatch>().Single();
        var installs = app.Services.GetRequiredService<IInstalls>();
        while (!await watch.LookAsync(Cancellation) || (await installs.LostAsync(Cancellation)).Count != lost)
            await Task.Yield();
    }

    private static async Task<(string? Status, string? Slack)> HealthAsync(HttpClient http)
    {
        var report = JsonNode.Parse(await http.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation))!;
        return ((string?)report["status"], (string?)report["slack"]);
    }

    private WebApplication Build(params string[] settings) =>
        TrustBotHost.Build([.. Common(), "--Slack:SigningSecret=0a1b2c3d", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", .. settings]);

    private string[] Common() =>
    [
        "--environment=Development", "--urls=http://127.0.0.1:0", "--TrustBot:Sandbox=false", "--TrustBot:CoordinatorHere=true",
        $"--TrustBot:DataDirectory={Path.Combine(folder.FullName, "data")}", "--Logging:LogLevel:Default=None",
    ];
}
