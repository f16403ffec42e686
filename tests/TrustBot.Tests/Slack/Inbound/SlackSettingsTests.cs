using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TrustBot.Hosting;
using TrustBot.Slack;
using TrustBot.Slack.Inbound;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>The whole program, as it is set up: what it refuses to start with, in one line that names the key.</summary>
public sealed class SlackSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-slack-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("Slack:SigningSecret is missing", "SigningSecret=")]
    [InlineData("Slack:SigningSecret is missing", "SigningSecret=  ")]
    [InlineData("Slack:SigningSecret is missing", "SigningSecret=", "PreviousSigningSecret=0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    [InlineData("Slack:SigningSecret is missing", "SigningSecret=", "AppToken=xapp-1", "PreviousSigningSecret=0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    [InlineData("Slack:SigningSecret is a token", "SigningSecret=xoxb-1", "AppToken=xapp-1")]
    [InlineData("Slack:SigningSecret is a token", "SigningSecret=xoxb-1")]
    [InlineData("Slack:SigningSecret is a token", "SigningSecret=xapp-1")]
    [InlineData("Slack:PreviousSigningSecret is a token", "PreviousSigningSecret=xoxb-1")]
    [InlineData("Slack:BotToken is missing", "BotToken=")]
    [InlineData("Slack:BotToken is no bot token", "BotToken=xoxp-1")]
    [InlineData("Slack:BotToken is no bot token", "BotToken=xoxb-")]
    [InlineData("Slack:BotToken is no bot token", "BotToken=xoxb-1 2")]
    [InlineData("Slack:BotToken is no bot token", "BotToken=xoxe.xoxb-1")]
    [InlineData("Slack:AppToken is no app-level token", "AppToken=xoxb-1")]
    [InlineData("Slack:ClientSecret is missing", "BotToken=", "ClientId=1.2")]
    [InlineData("Slack:ClientId is missing", "BotToken=", "ClientSecret=secret")]
    [InlineData("Slack:BotToken and Slack:ClientId are set", "ClientId=1.2", "ClientSecret=secret")]
    [InlineData("TrustBot:PublicUrl is no https", "BotToken=", "ClientId=1.2", "ClientSecret=secret")]
    [InlineData("TrustBot:PublicUrl is no https", "BotToken=", "ClientId=1.2", "ClientSecret=secret", "TrustBot:PublicUrl=http://trustbot.example.org")]
    [InlineData("TrustBot:PublicUrl is no https", "BotToken=", "ClientId=1.2", "ClientSecret=secret", "TrustBot:PublicUrl=http://localhost:3978")]
    [InlineData("Slack:ApiBaseUrl is no https", "ApiBaseUrl=nonsense")]
    [InlineData("Slack:ApiBaseUrl is no https", "ApiBaseUrl=http://slack.example/api/")]
    [InlineData("Slack:ApiBaseUrl is no https", "ApiBaseUrl=https://slack.example/api")]
    [InlineData("Slack:ApiBaseUrl is no https", "ApiBaseUrl=https://slack.example/api/?x=/")]
    [InlineData("Slack:ApiBaseUrl is no https", "ApiBaseUrl=https://user:word@slack.example/api/")]
    [InlineData("Slack:ApiBaseUrl is no https", "ApiBaseUrl=http://127.0.0.1:8123/api/")]
    public void In_Production_a_setting_that_makes_no_sense_is_named(string line, params string[] settings)
    {
        var said = LineOf("Production", settings);

        Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-1", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    [InlineData("Production", "PreviousSigningSecret=former", "AppToken=xapp-1-A1-2-3")]
    [InlineData("Production", "SigningSecret=", "AppToken=xapp-1-A1-2-3")]
    [InlineData("Production", "PreviousSigningSecret=", "AppToken=", "ClientId=", "ClientSecret=", "ApiBaseUrl=")]
    [InlineData("Production", "BotToken=", "ClientId=1.2", "ClientSecret=secret", "TrustBot:PublicUrl=https://trustbot.example.org")]
    [InlineData("Development", "BotToken=", "ClientId=1.2", "ClientSecret=secret", "TrustBot:PublicUrl=http://localhost:3978")]
    [InlineData("Production", "ApiBaseUrl=https://slack.example/api/")]
    [InlineData("Development", "ApiBaseUrl=http://127.0.0.1:8123/api/")]
    [InlineData("Development", "ApiBaseUrl=http://localhost:8123/api/")]
    [InlineData("Development", "ApiBaseUrl=http://[::1]:8123/api/")]
    public void Settings_that_make_sense_are_taken(string environment, params string[] settings) => Assert.Null(LineOf(environment, settings));

    [Fact]
    public void Blanks_around_a_secret_are_not_part_of_it_and_what_is_blank_is_not_there()
    {
        using var app = Build("Production", "SigningSecret= secret ", "PreviousSigningSecret= ", "ApiBaseUrl=");
        var options = app.Services.GetRequiredService<IOptions<SlackOptions>>().Value;

        Assert.Equal(("secret", null, "https://slack.com/api/"), (options.SigningSecret, options.PreviousSigningSecret, options.ApiBaseUrl));
    }

    [Fact]
    public async Task The_program_answers_Slack_where_it_is_set_up_and_nothing_is_there_where_it_is_not()
    {
        await using (var with = Build("Production", "ApiBaseUrl=https://127.0.0.1:9/api/"))
        {
            await with.StartAsync(Cancellation);
            foreach (var path in SlackEndpoint.Paths)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(with, path, "{}"));
                Assert.Equal(HttpStatusCode.OK, await PostAsync(with, path, "ssl_check=1"));
            }
            await with.StopAsync(Cancellation);
        }
        await using var without = TrustBotHost.Build(Common("Production"));
        await without.StartAsync(Cancellation);
        foreach (var path in SlackEndpoint.Paths)
            Assert.Equal(HttpStatusCode.NotFound, await PostAsync(without, path, "ssl_check=1"));
        Assert.Null(without.Services.GetService<Door>());
        await without.StopAsync(Cancellation);
    }

    [Theory]
    [InlineData(true, "SigningSecret=secret")]
    [InlineData(true, "SigningSecret=secret", "AppToken=xapp-1")]
    [InlineData(false, "SigningSecret=", "AppToken=xapp-1")]
    [InlineData(false, "SigningSecret= ", "AppToken=xapp-1")]
    public void Where_there_is_no_secret_to_know_Slack_by_no_route_is_there(bool routes, params string[] settings)
    {
        using var app = Build("Production", settings);
        var there = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Equal(routes ? SlackEndpoint.Paths : [], there.Intersect(SlackEndpoint.Paths));
    }

    private static async Task<HttpStatusCode> PostAsync(WebApplication app, string path, string body)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var attempt = SlackAttempt.Fields(body, path).Unsigned();
        using var answer = await client.SendAsync(attempt.ToRequest(), Cancellation);
        return answer.StatusCode;
    }

    private string? LineOf(string environment, params string[] settings)
    {
        using var app = Build(environment, settings);
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return null;
        }
        catch (Exception e)
        {
            var line = Refusal.LineOf(e);
            Assert.NotNull(line);
            Assert.DoesNotContain('\n', line);
            return line;
        }
    }

    private WebApplication Build(string environment, params string[] settings) => TrustBotHost.Build(
    [
        .. Common(environment), $"--Slack:SigningSecret={SlackAttempt.FirstSecret}", "--Slack:BotToken=xoxb-1",
        .. settings.Select(setting => setting.StartsWith("TrustBot:", StringComparison.Ordinal) ? $"--{setting}" : $"--Slack:{setting}"),
    ]);

    private string[] Common(string environment) =>
    [
        $"--environment={environment}", "--urls=http://127.0.0.1:0", "--TrustBot:Sandbox=false", $"--contentRoot={folder.FullName}",
        $"--TrustBot:DataDirectory={Path.Combine(folder.FullName, "data")}", "--Logging:LogLevel:Default=None",
    ];
}
