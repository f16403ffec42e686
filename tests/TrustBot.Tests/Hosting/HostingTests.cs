using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace TrustBot.Tests.Hosting;

/// <summary>The whole program, on a port of loopback.</summary>
public sealed class HostingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-hosting-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_certificate_in_the_settings_is_served()
    {
        var file = Path.Combine(folder.FullName, "server.pfx");
        using (var certificate = SelfSigned())
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "word"), Cancellation);
        await using var app = Build("--Kestrel:Endpoints:Web:Url=https://127.0.0.1:0", $"--Kestrel:Endpoints:Web:Certificate:Path={file}", "--Kestrel:Endpoints:Web:Certificate:Password=word");
        await app.StartAsync(Cancellation);
        var seen = "";
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => (seen = shown!.Subject).Length > 0 } };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) };

        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("CN=trustbot.example.org", seen);
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task The_form_of_the_log_is_what_the_settings_say()
    {
        await using var app = Build("--urls=http://127.0.0.1:0", "--Logging:Console:FormatterName=json");

        Assert.Equal("json", app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }

    [Fact]
    public async Task No_keys_for_sealed_cookies_are_read_or_made_at_the_start()
    {
        await using var app = Build("--urls=http://127.0.0.1:0");

        Assert.DoesNotContain(app.Services.GetServices<IHostedService>(), service => service.GetType().Namespace!.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal));
    }

    private WebApplication Build(params string[] settings) => TrustBotHost.Build(
        ["--environment=Development", $"--TrustBot:DataDirectory={Path.Combine(folder.FullName, "data")}", "--Logging:LogLevel:Default=None", .. settings]);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=trustbot.example.org", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
