using TrustBot.Slack.Inbound;
using TrustBot.Slack.Installs;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;
using TrustBot.Slack.Sockets;
using TrustBot.Slack.Turns;

namespace TrustBot.Slack;

/// <summary>The door through which Slack comes in.</summary>
public static class SlackSetup
{
    /// <summary>Adds nothing without a section <c>Slack</c>.</summary>
    public static void AddSlack(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(SlackOptions.Section);
        if (!section.Exists())
            return;
        var services = builder.Services;
        services.AddSlackInbound(section);
        services.AddSlackOutbound();
        services.AddSlackInstalls();
        services.AddSlackPeople();
        services.AddSlackTurns();
        services.AddSlackSockets();
    }

    /// <summary>Maps nothing where nothing was added.</summary>
    public static void MapSlack(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(Door)))
            return;
        app.MapSlackInstalls();
        // With Socket Mode there may be no secret by which to know Slack here, and then nothing comes in by this door.
        if (string.IsNullOrWhiteSpace(app.Configuration[$"{SlackOptions.Section}:{nameof(SlackOptions.SigningSecret)}"]))
            return;
        foreach (var path in SlackEndpoint.Paths)
            app.MapPost(path, SlackEndpoint.HandleAsync);
    }
}
