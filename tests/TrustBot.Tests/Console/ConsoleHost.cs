using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using TrustBot.Cases;
using TrustBot.CoordinatorConsole;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Tests.CoordinatorConsole;

/// <summary>The coordinator's pages over the real engine and a store in a folder of its own, on a port of loopback.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    public static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 8, 0);

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private ConsoleHost(WebApplication app, DirectoryInfo folder, FakeTimeProvider time)
    {
        this.app = app;
        this.folder = folder;
        Time = time;
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        Http.DefaultRequestHeaders.Add(ConsoleVisit.FragmentHeader, "1");
    }

    public HttpClient Http { get; }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<ConsoleHost> StartAsync(string environment = "Development", bool sandbox = true, bool here = false)
    {
        var folder = Directory.CreateTempSubdirectory("trustbot-console-");
        var time = new FakeTimeProvider(Start.ToDateTimeOffset());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = ContentRoot() });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        AddEngine(builder.Services, Path.Combine(folder.FullName, "trustbot.db"), time);
        builder.Configuration["TrustBot:CoordinatorHere"] = here ? "true" : null;
        builder.AddConsole(sandbox);
        var app = builder.Build();
        app.MapConsole();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ConsoleHost(app, folder, time);
    }

    /// <summary>Noor promises what contacts promise: only then can anybody be invited.</summary>
    public ValueTask PromiseAsync() => Services.GetRequiredService<Promises>().AnswerAsync(new("noor"), "spring|yes", TestContext.Current.CancellationToken);

    public async Task<string> GetAsync(string path) => await Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task<string> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await ReadAsync(await Http.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken));
    }

    public Task<string> UploadAsync(string csv) => UploadAsync(Encoding.UTF8.GetBytes(csv));

    public async Task<string> UploadAsync(byte[] bytes)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { file, "file", "pairs.csv" } };
        return await ReadAsync(await Http.PostAsync(new Uri("/console/spring/import", UriKind.Relative), form, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
            return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static void AddEngine(IServiceCollection services, string file, TimeProvider time)
    {
        var key = Enumerable.Range(0, Sealer.KeyBytes).Select(i => (byte)i).ToArray();
        services.AddSingleton(time);
        services.AddSingleton(new StoryClock(time));
        services.AddSingleton<ITable>(_ => new SqliteTable(new SqliteSettings(file)));
        services.AddSingleton(new Instance("only", Alone: true));
        services.AddSingleton(_ => new Sealer(key));
        services.AddSingleton(new KeyedHash(key));
        services.AddSingleton(new House("Hospital IT", null, StoreKind.Embedded));
        services.AddSingleton<IdMinter>();
        services.AddSingleton<KeyedGate>();
        services.AddSingleton<Hints>();
        services.AddSingleton<Nudges>();
        services.AddSingleton<WordsSafe>();
        services.AddSingleton<Places>();
        services.AddSingleton<Finding>();
        services.AddSingleton<PersonStore>();
        services.AddSingleton<ProgrammeStore>();
        services.AddSingleton<PairReader>();
        services.AddSingleton<PairEngine>();
        services.AddSingleton<PersonReader>();
        services.AddSingleton<OwnData>();
        services.AddSingleton(new DataLinkSettings());
        services.AddSingleton<DataLinks>();
        services.AddSingleton<PersonEngine>();
        services.AddSingleton<Inbox>();
        services.AddCases();
    }

    /// <summary>The host's own folder, where its stylesheets are.</summary>
    private static string ContentRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TrustBot.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src", "TrustBot");
    }
}
