using TrustBot.Cases;
using TrustBot.CoordinatorConsole;
using TrustBot.Delivery;
using TrustBot.Hosting;
using TrustBot.Pairs;
using TrustBot.Rights;
using TrustBot.Sandbox;
using TrustBot.Scheduling;
using TrustBot.Slack;
using TrustBot.Teams;

namespace TrustBot;

/// <summary>The one list of parts, in reading order: what the house stands on, what decides, what sends, what wakes, and the doors.</summary>
public static class TrustBotHost
{
    /// <param name="change">What is to be otherwise in this program than in any other.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? change = null)
    {
        // The slim one leaves out IIS, QUIC, hosting startups and logs that nobody reads; AddHosting brings back what is used of the rest.
        // Settings are read once. To watch them would mean to watch their folder, and with it every write of the database below it.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.AddHosting();
        builder.AddStorage();
        builder.AddPairs();
        builder.Services.AddCases();
        builder.AddRights();
        builder.AddDelivery();
        builder.AddScheduling();
        builder.AddSlack();
        builder.AddTeams();
        builder.AddSandbox();
        var sandbox = builder.IsSandboxOn();
        builder.AddConsole(sandbox);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        if (sandbox)
            app.Services.GetRequiredService<StartOver>().Finish();
        app.MapHosting();
        app.MapRights();
        app.MapSlack();
        app.MapTeams();
        app.MapSandbox();
        app.MapConsole();
        return app;
    }

    /// <returns>The exit code: 1, with one line on stderr, when the settings do not let it start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            while (await RunOnceAsync(args))
            {
                // The Sandbox starts over at the same address, and the pages that are open find it there.
            }
            return 0;
        }
        catch (Exception e) when (Refusal.LineOf(e) is { } line)
        {
            await Console.Error.WriteLineAsync(line);
            return 1;
        }
    }

    /// <returns>Whether it stopped in order to be built again.</returns>
    private static async Task<bool> RunOnceAsync(string[] args)
    {
        await using var app = Build(args);
        Refusal.Check(app.Services);
        var over = app.Services.GetRequiredService<StartOver>();
        await app.RunAsync();
        return over.IsAsked;
    }
}
