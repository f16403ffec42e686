using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TrustBot.Hosting;
using TrustBot.Teams;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>The whole program, as it is set up: what it refuses to start with, in one line that names the key.</summary>
public sealed class TeamsSettingsTests : IDisposable
{
    private const string Guid = "0f0f0f0f-1111-4222-8333-444444444444";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-teams-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("Teams:AppId is missing", "AppId=")]
    [InlineData("Teams:AppId is no GUID", "AppId=trustbot")]
    [InlineData("Teams:AppId is no GUID", "AppId={0f0f0f0f-1111-4222-8333-444444444444}")]
    [InlineData("Teams:TenantId is missing", "TenantId=")]
    [InlineData("Teams:TenantId is no GUID", "TenantId=example.org")]
    [InlineData("Teams:AppPassword is missing", "AppPassword=")]
    [InlineData("Teams:AppPassword and Teams:CertificatePath are set", "CertificatePath=bot.pem")]
    [InlineData("Teams:AppPassword and Teams:ManagedIdentityClientId are set", "ManagedIdentityClientId=" + Guid)]
    [InlineData("Teams:CertificatePath and Teams:ManagedIdentityClientId are set", "AppPassword=", "CertificatePath=bot.pem", "ManagedIdentityClientId=" + Guid)]
    [InlineData("Teams:ManagedIdentityClientId is no GUID", "AppPassword=", "ManagedIdentityClientId=mine")]
    [InlineData("Teams:AllowedTenants holds", "AllowedTenants:0=" + Guid, "AllowedTenants:1=example.org")]
    [InlineData("Teams:AllowedTenants holds", "AllowedTenants:0=")]
    [InlineData("Teams:AllowedTenants holds", "AllowedTenants=" + Guid + ",*")]
    [InlineData("'Teams:Cloud'", "Cloud=Moon")]
    [InlineData("Teams:Cloud must be one of Public, Gcc, GccHigh, DoD, China", "Cloud=9")]
    [InlineData("'Teams:Forms'", "Forms=Paper")]
    [InlineData("Teams:Forms must be", "Forms=9")]
    [InlineData("'Teams:AllowAnonymous'", "AllowAnonymous=perhaps")]
    [InlineData("Teams:AllowAnonymous lets anybody", "AllowAnonymous=true")]
    [InlineData("Teams:OpenIdMetadataUrl is no https", "OpenIdMetadataUrl=http://issuer.example.org/")]
    [InlineData("Teams:OpenIdMetadataUrl is no https", "OpenIdMetadataUrl=http://127.0.0.1:8123/")]
    [InlineData("Teams:OpenIdMetadataUrl is no https", "OpenIdMetadataUrl=nonsense")]
    [InlineData("Teams:OpenIdMetadataUrl is no https", "OpenIdMetadataUrl=https://user:word@issuer.example.org/")]
    [InlineData("Teams:TokenIssuer is no https", "TokenIssuer=issuer")]
    [InlineData("Teams:LoginUrl is no https", "LoginUrl=http://login.example.org")]
    [InlineData("Teams:AllowedServiceHosts:0 is no host", "AllowedServiceHosts:0=https://connector.example.org")]
    [InlineData("Teams:AllowedServiceHosts:0 is no host", "AllowedServiceHosts:0=.trafficmanager.net")]
    [InlineData("Teams:AllowedServiceHosts:0 is no host", "AllowedServiceHosts:0=*.example.org")]
    [InlineData("Teams:AllowedServiceHosts:0 is no host", "AllowedServiceHosts:0=10.0.0.1")]
    [InlineData("Teams:AllowedServiceHosts:0 is no host", "AllowedServiceHosts:0=10.0.0.1:8123")]
    [InlineData("Teams:AllowedServiceHosts:1 is no host", "AllowedServiceHosts=connector.example.org,localhost")]
    [InlineData("Teams:AllowedServiceHosts:0 is this machine", "AllowedServiceHosts:0=127.0.0.1:8123")]
    [InlineData("Teams:InstallForPeople is no GUID", "InstallForPeople=yes")]
    public void In_Production_a_setting_that_makes_no_sense_is_named(string line, params string[] settings) =>
        Assert.Contains(line, LineOf("Production", "http://127.0.0.1:0", settings), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:3978", true)]
    [InlineData("http://127.0.0.1:0;http://[::1]:0", true)]
    [InlineData("http://0.0.0.0:3978", false)]
    [InlineData("http://*:3978", false)]
    [InlineData("http://+:3978", false)]
    [InlineData("http://[::]:3978", false)]
    [InlineData("http://192.168.1.5:3978", false)]
    [InlineData("http://bot.example.org:3978", false)]
    [InlineData("http://localhost.example.org:3978", false)]
    [InlineData("http://localhost:3978;http://0.0.0.0:3979", false)]
    [InlineData("nonsense", false)]
    public void Whoever_comes_without_a_token_is_let_in_on_loopback_only(string urls, bool starts)
    {
        var line = LineOf("Development", urls, "AllowAnonymous=true", "AppPassword=", "AppId=", "TenantId=");

        if (starts)
            Assert.Null(line);
        else
            Assert.Contains("Teams:AllowAnonymous is for this machine alone", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_addresses_of_the_server_count_too()
    {
        using var app = Build("Development", "http://127.0.0.1:0", ["AllowAnonymous=true"], "--Kestrel:Endpoints:All:Url=http://0.0.0.0:3979");

        Assert.Contains("Teams:AllowAnonymous is for this machine alone", LineOf(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    [InlineData("Production", "Cloud=GccHigh", "AllowedServiceHosts=connector.example.org, other.example.org", "AllowedTenants:0=" + Guid)]
    [InlineData("Production", "AppPassword=", "CertificatePath=bot.pem")]
    [InlineData("Production", "OpenIdMetadataUrl=https://issuer.example.org/x", "TokenIssuer=https://issuer.example.org", "LoginUrl=https://login.example.org")]
    [InlineData("Development", "OpenIdMetadataUrl=http://127.0.0.1:8123/x", "LoginUrl=http://localhost:8123", "AllowedServiceHosts=127.0.0.1:8123")]
    public void Settings_that_make_sense_are_taken(string environment, params string[] settings) => Assert.Null(LineOf(environment, "http://0.0.0.0:3978", settings));

    [Fact]
    public void Lists_are_read_in_either_form()
    {
        using var app = Build("Production", "http://127.0.0.1:0", [$"AllowedTenants={Guid}, {Attempt.Tenant}", "AllowedServiceHosts:0=a.example.org", "AllowedServiceHosts:1=b.example.org"]);
        var options = app.Services.GetRequiredService<IOptions<TeamsOptions>>().Value;

        Assert.Equal([Guid, Attempt.Tenant], options.AllowedTenants);
        Assert.Equal(["a.example.org", "b.example.org"], options.AllowedServiceHosts);
    }

    [Fact]
    public async Task The_program_answers_Teams_where_it_is_set_up_and_nothing_is_there_where_it_is_not()
    {
        await using var issuer = await LocalIssuer.StartAsync(TeamsDoor.First);
        await using (var with = Build("Development", "http://127.0.0.1:0", [$"OpenIdMetadataUrl={issuer.Metadata}"]))
        {
            await with.StartAsync(Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(with));
            Assert.Equal(HttpStatusCode.OK, await SendAsync(with, new Attempt(TeamsDoor.First)));
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(with, new Attempt(SigningKey.New("unknown"))));
            await with.StopAsync(Cancellation);
        }
        await using var without = TrustBotHost.Build(Common("Development", "http://127.0.0.1:0"));
        await without.StartAsync(Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(without));
        Assert.Null(without.Services.GetService<ServiceHosts>());
        await without.StopAsync(Cancellation);
    }

    private static async Task<HttpStatusCode> PostAsync(WebApplication app)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/api/messages", UriKind.Relative), content, Cancellation);
        return answer.StatusCode;
    }

    /// <summary>Of a type that nobody knows, with a token for this century: the program reads the clock of this machine.</summary>
    private static async Task<HttpStatusCode> SendAsync(WebApplication app, Attempt attempt)
    {
        attempt.Payload["exp"] = 4_102_444_800;
        attempt.Body["type"] = "somethingNew";
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = attempt.ToRequest();
        using var answer = await client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private string? LineOf(string environment, string urls, params string[] settings)
    {
        using var app = Build(environment, urls, settings);
        return LineOf(app);
    }

    private static string? LineOf(WebApplication app)
    {
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

    private WebApplication Build(string environment, string urls, string[] settings, params string[] more) => TrustBotHost.Build(
    [
        .. Common(environment, urls),
        $"--Teams:AppId={Attempt.App}", $"--Teams:TenantId={Attempt.Tenant}", "--Teams:AppPassword=secret",
        .. settings.Select(setting => $"--Teams:{setting}"),
        .. more,
    ]);

    private string[] Common(string environment, string urls) =>
    [
        $"--environment={environment}", $"--urls={urls}", "--TrustBot:Sandbox=false", $"--contentRoot={folder.FullName}",
        $"--TrustBot:DataDirectory={Path.Combine(folder.FullName, "data")}", "--Logging:LogLevel:Default=None",
    ];
}
