using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Delivery;
using TrustBot.Hosting;
using TrustBot.Pairs;
using TrustBot.Scheduling;

namespace TrustBot.Benchmarks;

/// <summary>A chat platform that takes everything at once.</summary>
internal sealed class QuietChannel : IChannel
{
    public const string ChannelName = "quiet";

    public string Name => ChannelName;

    public Func<Address, SendKey, Instant, CancellationToken, ValueTask<Found>>? FindAsync => null;

    public ValueTask<Outcome> SendAsync(Address to, Envelope envelope, CancellationToken cancellation) => ValueTask.FromResult<Outcome>(new Outcome.Landed(envelope.Key.Value));

    public ValueTask<Outcome> ReplaceAsync(Address to, string reference, Envelope envelope, CancellationToken cancellation) => ValueTask.FromResult<Outcome>(new Outcome.Landed(reference));
}

/// <summary>The real parts behind the thinnest door there can be: a form that names presser, pair and button.</summary>
internal static class Server
{
    /// <param name="delivery">Without it, what is decided stays in the outbox: the time up to the durable commit, and nothing after it.</param>
    public static WebApplication Build(string folder, bool delivery, string url)
    {
        var builder = WebApplication.CreateBuilder(Place.Settings(folder));
        builder.AddHosting();
        builder.AddStorage();
        builder.AddPairs();
        builder.Services.AddCases();
        builder.AddDelivery();
        builder.AddScheduling();
        builder.Services.AddSingleton<IChannel, QuietChannel>();
        if (!delivery)
            Quieten(builder.Services);
        builder.Configuration["urls"] = url;
        var app = builder.Build();
        app.MapHosting();
        app.MapPost("/press", PressAsync);
        app.MapPost("/submit", SubmitAsync);
        app.MapPost("/nothing", async (HttpRequest request, CancellationToken cancellation) =>
        {
            await request.ReadFormAsync(cancellation);
            return Results.NoContent();
        });
        return app;
    }

    /// <summary>Takes out whatever of ours works by itself, and what fires our jobs, which would send too.</summary>
    public static void Quieten(IServiceCollection services)
    {
        foreach (var service in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.Split('.')[0] is "TrustBot" or "Quartz").ToList())
            services.Remove(service);
        services.AddHostedService<Following>();
    }

    public static async Task<int> RunAsync(string folder, bool delivery)
    {
        await using var app = Build(folder, delivery, "http://127.0.0.1:0");
        await app.StartAsync();
        return await ObeyAsync(app);
    }

    /// <summary>Says where a program listens that has started, and answers every line with the bytes that it has allocated, until there are no more.</summary>
    /// <param name="order">What a line asks for.</param>
    public static async Task<int> ObeyAsync(WebApplication app, Func<string, Task>? order = null)
    {
        Console.WriteLine($"port {app.Urls.Select(url => new Uri(url).Port).First()}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (order is not null)
                await order(line);
            Console.WriteLine(GC.GetTotalAllocatedBytes());
        }
        await app.StopAsync();
        return 0;
    }

    private static async Task<IResult> PressAsync(HttpRequest request, Inbox inbox, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        await inbox.PressAsync(new(form["by"].ToString()), new PairId(form["pair"].ToString()), new(form["action"].ToString()), null, new SendKey(form["from"].ToString()), cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> SubmitAsync(HttpRequest request, Inbox inbox, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var answers = form.Where(field => field.Key.StartsWith("a:", StringComparison.Ordinal)).ToImmutableDictionary(field => field.Key[2..], field => new Words(field.Value.ToString()));
        var reply = await inbox.SubmitAsync(
            new(form["by"].ToString()),
            new Submission(new(form["action"].ToString()), new PairId(form["pair"].ToString()), null, new FormAnswers(answers), form["nonce"].ToString(), 0, null),
            cancellation);
        return reply is FormReply.Errors ? Results.UnprocessableEntity() : Results.NoContent();
    }

    /// <summary>Whom the courier would look after is let go: kept, they would fill the memory, as they never do in a server.</summary>
    private sealed class Following(Nudges nudges) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stopping)
        {
            while (!stopping.IsCancellationRequested)
            {
                var subject = await nudges.TakeAsync(stopping);
                nudges.TakeDecided(subject);
                nudges.TakeUnrecorded(subject);
            }
        }
    }
}
