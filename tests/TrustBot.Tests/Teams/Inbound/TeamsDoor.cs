using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TrustBot.Hosting;
using TrustBot.Teams;
using TrustBot.Teams.Inbound;
using TrustBot.Teams.Protocol;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>Writes down what was let in.</summary>
public sealed class RecordedTurns : ITeamsTurns
{
    public ConcurrentQueue<Activity> Taken { get; } = [];

    public Func<Activity, CancellationToken, Task<TurnReply>> Answer { get; set; } = (_, _) => Task.FromResult(TurnReply.Done);

    public async ValueTask<TurnReply> HandleAsync(Activity activity, CancellationToken stopping)
    {
        Taken.Enqueue(activity);
        return await Answer(activity, stopping);
    }
}

/// <summary>Teams' door on a real port, with an issuer beside it and a clock that stands still.</summary>
public sealed class TeamsDoor : IAsyncDisposable
{
    private readonly WebApplication app;

    private readonly TaskCompletionSource hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TeamsDoor(WebApplication app, LocalIssuer issuer, FakeTimeProvider time, RecordedTurns turns, RecordedLog log)
    {
        this.app = app;
        Issuer = issuer;
        Time = time;
        Turns = turns;
        Logged = log;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public static SigningKey First { get; } = SigningKey.New("first");

    public LocalIssuer Issuer { get; }

    public FakeTimeProvider Time { get; }

    public RecordedTurns Turns { get; }

    public RecordedLog Logged { get; }

    public HttpClient Http { get; }

    /// <summary>Comes when the server has seen that a caller is gone.</summary>
    public Task HungUp => hungUp.Task;

    /// <param name="settings">Of <c>Teams</c>, without its name; a value of null takes one away.</param>
    public static async Task<TeamsDoor> StartAsync(IReadOnlyList<SigningKey> keys, string environment = "Development", params (string Key, string? Value)[] settings)
    {
        var issuer = await LocalIssuer.StartAsync([.. keys]);
        var time = new FakeTimeProvider(Attempt.Now);
        var turns = new RecordedTurns();
        var log = new RecordedLog();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1024 * 1024);
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        (string Key, string? Value)[] usual =
        [
            ("AppId", Attempt.App), ("TenantId", Attempt.Tenant), ("AppPassword", "secret"), ("OpenIdMetadataUrl", issuer.Metadata),
        ];
        foreach (var (key, value) in usual.Concat(settings))
            builder.Configuration[$"Teams:{key}"] = value;
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<ITeamsTurns>(turns);
        builder.Services.AddTeamsInbound(builder.Configuration.GetSection(TeamsOptions.Section));
        var app = builder.Build();
        TeamsDoor? door = null;
        app.Use((context, next) =>
        {
            context.RequestAborted.Register(() => door?.hungUp.TrySetResult());
            return next(context);
        });
        app.UseSecurityHeaders();
        app.UsePlainErrors();
        app.MapTeams();
        await app.StartAsync();
        return door = new TeamsDoor(app, issuer, time, turns, log);
    }

    public static Task<TeamsDoor> StartAsync() => StartAsync([First]);

    /// <summary>Sends it, and holds that nothing is said where it was refused.</summary>
    public async Task<HttpStatusCode> SendAsync(Attempt attempt)
    {
        using var request = attempt.ToRequest();
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}

public sealed class RecordedLog : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, string Line)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Of(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Of(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (category.StartsWith("TrustBot.", StringComparison.Ordinal))
                log.Lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
        }
    }
}
