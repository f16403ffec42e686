using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TrustBot.Delivery;
using TrustBot.Hosting;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Sandbox.Chapters;
using TrustBot.Scheduling;

namespace TrustBot.Sandbox;

/// <summary>The local page on which one person can live a whole mentoring story.</summary>
public static class SandboxSetup
{
    /// <summary>System time. In a chat of another platform, such as the Agents Playground, two messages come a quarter of a second apart.</summary>
    private static readonly TimeSpan UntilItsTurn = TimeSpan.FromSeconds(2);

    /// <summary>On in Development where nobody real is written to, unless <c>TrustBot:Sandbox</c> says <c>false</c>.</summary>
    /// <exception cref="InvalidOperationException">It was asked for anywhere else.</exception>
    public static bool IsSandboxOn(this WebApplicationBuilder builder)
    {
        var wanted = builder.Configuration["TrustBot:Sandbox"];
        if (wanted is { Length: > 0 } && !bool.TryParse(wanted, out _))
            throw new InvalidOperationException("TrustBot:Sandbox must be true or false.");
        var real = RealPeople.SectionIn(builder.Configuration);
        var on = wanted is { Length: > 0 } ? bool.Parse(wanted) : builder.Environment.IsDevelopment() && real is null;
        if (on && !builder.Environment.IsDevelopment())
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"TrustBot:Sandbox: the Sandbox lets anybody at this machine act for every person, so it runs in Development only; this is {builder.Environment.EnvironmentName}. Remove the setting."));
        if (on && real is not null)
            throw new InvalidOperationException($"TrustBot:Sandbox: its clock is moved by hand, and {real} writes to real people. Remove the setting, or the section {real}.");
        return on;
    }

    public static void AddSandbox(this WebApplicationBuilder builder)
    {
        if (!builder.IsSandboxOn())
            return;
        var directory = Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["TrustBot:DataDirectory"] ?? "data");
        var services = builder.Services;
        services.AddRazorComponents();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoryClock>();
        services.AddSingleton(_ => new SandboxStore(directory));
        services.AddSingleton<SandboxEvents>();
        services.AddSingleton<SandboxTime>();
        services.AddSingleton<SandboxModels>();
        services.AddSingleton(provider => new Bookmark(directory, provider.GetRequiredService<SandboxStore>()));
        services.AddSingleton<Performance>();
        services.AddSingleton<ChapterPlayer>();
        services.AddHostedService(provider => provider.GetRequiredService<ChapterPlayer>());
        services.AddSingleton<SandboxChannel>();
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<SandboxChannel>());
        services.TryAddSingleton(StageOver);
    }

    /// <summary>Call after the host is built and before it runs: it sets the clock.</summary>
    public static void MapSandbox(this WebApplication app)
    {
        if (app.Services.GetService<SandboxTime>() is not { } time)
            return;
        time.Restore();
        var page = app.MapGroup("").AddEndpointFilter(SandboxGuard.FilterAsync);
        page.MapGet("/", SandboxEndpoints.PageAsync);
        page.MapGet("/sandbox/pane/{pane}", SandboxEndpoints.PaneAsync);
        page.MapGet("/sandbox/clock", SandboxEndpoints.ClockAsync);
        page.MapGet("/sandbox/frame", SandboxEndpoints.FrameAsync);
        page.MapGet("/sandbox/events", SandboxEndpoints.Events);
        page.MapGet("/sandbox/files/{name}", SandboxEndpoints.Asset);
        page.MapPost("/sandbox/press", SandboxEndpoints.PressAsync);
        page.MapPost("/sandbox/submit", SandboxEndpoints.SubmitAsync);
        page.MapPost("/sandbox/say", SandboxEndpoints.SayAsync);
        page.MapPost("/sandbox/unsay", SandboxEndpoints.UnsayAsync);
        page.MapPost("/sandbox/seen", SandboxEndpoints.SeenAsync);
        page.MapPost("/sandbox/show", SandboxEndpoints.ShowAsync);
        page.MapPost("/sandbox/clock", SandboxEndpoints.MoveAsync);
        page.MapPost("/sandbox/set", SandboxEndpoints.SetAsync);
        page.MapPost("/sandbox/start-over", SandboxEndpoints.StartOver);
        page.MapPost("/sandbox/begin", SandboxEndpoints.BeginAsync);
    }

    private static SandboxStage StageOver(IServiceProvider services)
    {
        var inbox = services.GetRequiredService<Inbox>();
        var waker = services.GetRequiredService<Waker>();
        var people = services.GetRequiredService<PersonStore>();
        var pairs = services.GetRequiredService<PairEngine>();
        var outlook = services.GetRequiredService<Outlook>();
        var carrier = services.GetRequiredService<Carrier>();
        var cast = new CastReader(services.GetRequiredService<ProgrammeStore>(), pairs, people);
        var desk = ActivatorUtilities.CreateInstance<CoordinatorDesk>(services);
        return new SandboxStage
        {
            Cast = cast.ReadAsync,
            Person = people.ReadAsync,
            Press = inbox.PressAsync,
            Submit = inbox.SubmitAsync,
            Say = inbox.SayAsync,
            NextDue = outlook.NextAsync,
            Coming = outlook.NextWrittenAsync,
            Elsewhere = () => carrier.ArrivalsBeside(SandboxChannel.ChannelName),
            Pair = pairs.ReadAsync,
            RunUntilIdle = cancellation => waker.RunUntilIdleAsync(UntilItsTurn, cancellation),
            Import = desk.ImportAsync,
            Invite = desk.InviteAsync,
            StartOver = services.GetService<StartOver>() is { IsPossible: true } over ? over.Ask : null,
        };
    }
}
