using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TrustBot.Hosting;
using TrustBot.Sandbox;

namespace TrustBot.Tests.Sandbox;

/// <summary>The Sandbox on a real Kestrel port, over a stage that a test plays itself.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private SandboxHost(WebApplication app, FakeTimeProvider system)
    {
        this.app = app;
        System = system;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public FakeTimeProvider System { get; }

    public Uri Address { get; }

    public SandboxStore Store => app.Services.GetRequiredService<SandboxStore>();

    public SandboxChannel Channel => app.Services.GetRequiredService<SandboxChannel>();

    public SandboxTime Time => app.Services.GetRequiredService<SandboxTime>();

    /// <param name="directory">A data directory to come back to; a new one otherwise.</param>
    public static async Task<SandboxHost> StartAsync(SandboxStage stage, string? directory = null, int port = 0)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        var system = new FakeTimeProvider(new DateTimeOffset(2026, 6, 12, 15, 0, 0, TimeSpan.Zero));
        builder.Configuration["TrustBot:DataDirectory"] = directory ?? NewDirectory();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton<TimeProvider>(system);
        builder.Services.AddSingleton(stage);
        builder.AddSandbox();
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UsePlainErrors();
        app.MapSandbox();
        app.MapGet("/console", () => TypedResults.Text(HandMade.Desk, "text/html; charset=utf-8"));
        await app.StartAsync();
        return new SandboxHost(app, system);
    }

    public static string NewDirectory() => Directory.CreateTempSubdirectory("trustbot-sandbox-").FullName;

    /// <summary>A client that never follows or hides anything.</summary>
    public HttpClient Client() => new() { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
