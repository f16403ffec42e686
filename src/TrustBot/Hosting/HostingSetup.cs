using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace TrustBot.Hosting;

public static class HostingSetup
{
    private const string Address = "http://localhost:3978";
    private const long LargestBody = 1024 * 1024;

    private static readonly Dictionary<string, string?> QuietLogs = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // At any other level each request becomes an Activity, which nothing here reads.
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
        ["Logging:LogLevel:Quartz"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
    };

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        NativeMemory.ShareIt();
        // First in the list, so that every setting of the operator's goes before it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = QuietLogs });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(Address);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        // Certificates from the settings, and the console's files where it runs from its build: the slim builder has neither.
        builder.WebHost.UseKestrelHttpsConfiguration();
        if (builder.Environment.IsDevelopment())
            builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseSockets(sockets =>
        {
            // A request goes on where it was read, and is read without a look whether there is anything: a twelfth more of them on one core.
            sockets.UnsafePreferInlineScheduling = true;
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });
        // The slim builder chooses its own formatter after the settings have chosen theirs.
        builder.Services.Configure<ConsoleLoggerOptions>(builder.Configuration.GetSection("Logging:Console"));
        builder.Services.AddSingleton<Health>();
        // What stops a start is told in one line; the host's own account of it is a page of stack.
        var start = new StartUp();
        builder.Services.AddSingleton(start);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => start.IsOver && level >= LogLevel.Warning);
    }

    public static void MapHosting(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UsePlainErrors();
        app.MapGet("/health", async (Health health, CancellationToken cancellation) =>
        {
            var report = await health.ReportAsync(cancellation);
            return Results.Json(report, statusCode: report.Status == "down" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            app.Services.GetRequiredService<StartUp>().IsOver = true;
            Console.Out.WriteLine($"TrustBot is at {AddressOf(app)}");
        });
    }

    private static string AddressOf(WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<TrustBotOptions>>().Value.PublicUrl is { Length: > 0 } known)
            return known;
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Address;
        return bound.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
    }

    private sealed class StartUp
    {
        public bool IsOver { get; set; }
    }
}
