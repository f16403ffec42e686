using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustBot.Slack;
using TrustBot.Slack.Inbound;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.Sockets;
using TrustBot.Tests.Slack.Inbound;
using TrustBot.Tests.Teams.Inbound;

namespace TrustBot.Tests.Slack.Sockets;

/// <summary>Both doors of Slack on this machine, in one program, with a clock that stands still between real sockets.</summary>
internal sealed class SocketDoor : IAsyncDisposable
{
    public const string AppToken = "xapp-a-token-nobody-may-see";

    private readonly WebApplication app;
    private readonly CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private bool isStopped;

    private SocketDoor(WebApplication app, FakeSlack slack, WatchedTime time, RecordedSlackTurns turns, RecordedLog log)
    {
        (this.app, Slack, Time, Turns, Logged) = (app, slack, time, turns, log);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
    }

    public FakeSlack Slack { get; }

    public WatchedTime Time { get; }

    public RecordedSlackTurns Turns { get; }

    public RecordedLog Logged { get; }

    public SocketReport Health => app.Services.GetRequiredService<SocketHealth>().Report()!;

    public CancellationToken Cancellation => patience.Token;

    public FakeSlack.Socket Newest => Slack.Sockets[^1];

    public int Errors => Logged.Lines.Count(line => line.Level >= LogLevel.Error);

    public int Openings => Slack.CallsOf(SlackMethods.OpenSocket);

    public Uri Address => new(app.Urls.Single());

    /// <param name="before">What is the matter with Slack before anybody comes.</param>
    public static async Task<SocketDoor> StartAsync(SocketTimes? times = null, Action<FakeSlack>? before = null)
    {
        var time = new WatchedTime();
        var slack = await FakeSlack.StartAsync(time);
        slack.AllowSockets(AppToken);
        before?.Invoke(slack);
        var turns = new RecordedSlackTurns();
        var log = new RecordedLog();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        (string Key, string? Value)[] settings = [("SigningSecret", SlackAttempt.FirstSecret), ("BotToken", "xoxb-1"), ("AppToken", AppToken), ("ApiBaseUrl", slack.ApiBaseUrl)];
        foreach (var (key, value) in settings)
            builder.Configuration[$"Slack:{key}"] = value;
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<ISlackTurns>(turns);
        builder.Services.AddSingleton(times ?? new SocketTimes());
        builder.Services.AddSlackInbound(builder.Configuration.GetSection(SlackOptions.Section));
        builder.Services.AddSlackApi();
        builder.Services.AddSlackSockets();
        var app = builder.Build();
        app.MapSlack();
        await app.StartAsync();
        return new SocketDoor(app, slack, time, turns, log);
    }

    /// <summary>With one connection, that has said hello, long enough ago that another may be opened at once.</summary>
    public static async Task<SocketDoor> OneAsync(SocketTimes? times = null)
    {
        var door = await StartAsync((times ?? new SocketTimes()) with { Connections = 1 });
        await door.ReadyAsync();
        await door.Time.UntilWaitedAsync((times ?? new SocketTimes()).Silence, door.Cancellation);
        door.Time.Advance(TimeSpan.FromSeconds(10));
        return door;
    }

    /// <summary>A part of the program with these in place of its own.</summary>
    public T Make<T>(params object[] parts) => ActivatorUtilities.CreateInstance<T>(app.Services, parts);

    /// <summary>Waits for one more connection.</summary>
    public async Task<FakeSlack.Socket> ReadyAsync()
    {
        await Slack.ConnectedAsync(Cancellation);
        return Newest;
    }

    public Task PassAsync(double seconds) => Time.PassAsync(TimeSpan.FromSeconds(seconds), Cancellation);

    public Task DisconnectAsync(FakeSlack.Socket socket, string reason) => FakeSlack.DisconnectAsync(socket, reason, Cancellation);

    public Task<JsonObject?> DeliverAsync(FakeSlack.Socket socket, string text = "hello") => Slack.DeliverAsync(socket, "events_api", SlackSamples.Said(text), Cancellation);

    public async Task StopAsync()
    {
        isStopped = true;
        await app.StopAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!isStopped)
            await StopAsync();
        await app.DisposeAsync();
        await Slack.DisposeAsync();
        patience.Dispose();
    }
}
