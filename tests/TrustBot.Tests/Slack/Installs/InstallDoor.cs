using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustBot.Hosting;
using TrustBot.Slack.Installs;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>The pages of an installation on a real port, and browsers that visit them.</summary>
internal sealed class InstallDoor : IAsyncDisposable
{
    private readonly WebApplication app;

    private InstallDoor(WebApplication app) => this.app = app;

    public static async Task<InstallDoor> StartAsync(InstallProcess process)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(process.Flow);
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UsePlainErrors();
        app.MapSlackInstalls();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new InstallDoor(app);
    }

    public Browser Open(string language = "en") => new(new Uri(app.Urls.Single()), language);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    internal sealed class Browser : IDisposable
    {
        private readonly HttpClient http;

        public Browser(Uri address, string language)
        {
            http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
            http.DefaultRequestHeaders.Add("Accept-Language", language);
        }

        /// <summary>As it was set last, with all that was said about it.</summary>
        public string? SetCookie { get; private set; }

        public string? Cookie { get; set; }

        public Uri? SentTo { get; private set; }

        /// <summary>The secret that Slack is to bring back.</summary>
        public string State => QueryHelpers.ParseQuery(SentTo!.Query)["state"].ToString();

        /// <summary>Follows the coordinator's link, wherever it says that this server is.</summary>
        public Task<(HttpStatusCode Status, string Page)> FollowAsync(Uri invitation) => GetAsync(invitation.PathAndQuery);

        public Task<(HttpStatusCode Status, string Page)> ReturnAsync(string query) => GetAsync($"/slack/oauth_redirect?{query}");

        public void Dispose() => http.Dispose();

        private async Task<(HttpStatusCode Status, string Page)> GetAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            if (Cookie is not null)
                request.Headers.Add("Cookie", Cookie);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            {
                SetCookie = cookies.Single();
                Cookie = SetCookie.Split(';')[0];
            }
            SentTo = answer.Headers.Location ?? SentTo;
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}
