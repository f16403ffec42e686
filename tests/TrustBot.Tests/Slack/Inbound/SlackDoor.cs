using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TrustBot.Hosting;
using TrustBot.Slack;
using TrustBot.Slack.Inbound;
using TrustBot.Tests.Teams.Inbound;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>Writes down what was let in.</summary>
public sealed class RecordedSlackTurns : ISlackTurns
{
    public ConcurrentQueue<SlackDelivery> Taken { get; } = [];

    public Func<SlackDelivery, CancellationToken, Task<SlackReply>> Answer { get; set; } = (_, _) => Task.FromResult(SlackReply.Done);

    public async ValueTask<SlackReply> HandleAsync(SlackDelivery delivery, CancellationToken stopping)
    {
        Taken.Enqueue(delivery);
        return await Answer(delivery, stopping);
    }
}

/// <summary>Slack's door on a real port, with a clock that stands still.</summary>
public sealed class SlackDoor : IAsyncDisposable
{
    private readonly WebApplication app;

    private readonly TaskCompletionSource hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SlackDoor(WebApplication app, FakeTimeProvider time, RecordedSlackTurns turns, RecordedLog log)
    {
        this.app = app;
        Time = time;
        Turns = turns;
        Logged = log;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public FakeTimeProvider Time { get; }

    public RecordedSlackTurns Turns { get; }

    public RecordedLog Logged { get; }

    public HttpClient Http { get; }

    /// <summary>Comes when the server has seen that a caller is gone.</summary>
    public Task HungUp => hungUp.Task;

    /// <param name="settings">Of <c>Slack</c>, without its name.</param>
    public static async Task<SlackDoor> StartAsync(params (string Key, string? Value)[] settings)
    {
        var time = new FakeTimeProvider(SlackAttempt.Now);
        var turns = new RecordedSlackTurns();
        var log = new RecordedLog();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => (kestrel.Limits.MaxRequestBodySize, kestrel.Limits.MinRequestBodyDataRate) = (1024 * 1024, null));
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        (string Key, string? Value)[] usual = [("SigningSecret", SlackAttempt.FirstSecret), ("BotToken", "xoxb-1")];
        foreach (var (key, value) in usual.Concat(settings))
            builder.Configuration[$"Slack:{key}"] = value;
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<ISlackTurns>(turns);
        builder.Services.AddSlackInbound(builder.Configuration.GetSection(SlackOptions.Section));
        var app = builder.Build();
        SlackDoor? door = null;
        app.Use((context, next) =>
        {
            context.RequestAborted.Register(() => door?.hungUp.TrySetResult());
            return next(context);
        });
        app.UseSecurityHeaders();
        app.UsePlainErrors();
        app.MapSlack();
        await app.StartAsync();
        return door = new SlackDoor(app, time, turns, log);
    }

    public static Task<SlackDoor> StartAsync() => StartAsync([]);

    /// <summary>Sends it, and holds that nothing is said where it was refused.</summary>
    public async Task<HttpStatusCode> SendAsync(SlackAttempt attempt)
    {
        var (status, body, _) = await AskAsync(attempt);
        if (status != HttpStatusCode.OK)
            Assert.Empty(body);
        return status;
    }

    public async Task<(HttpStatusCode Status, string Body, string? Type)> AskAsync(SlackAttempt attempt)
    {
        using var request = attempt.ToRequest();
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Content.Headers.ContentType?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
