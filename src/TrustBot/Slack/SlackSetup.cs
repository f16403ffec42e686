using TrustBot.Slack.Inbound;
using TrustBot.Slack.Sockets;

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
        builder.Services.AddSlackInbound(section);
        builder.Services.AddSlackSockets();
    }

    /// <summary>Maps nothing where nothing was added, nor where there is no secret by which to know Slack: with Socket Mode alone nothing comes in here.</summary>
    public static void MapSlack(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(Door))
            || string.IsNullOrWhiteSpace(app.Configuration[$"{SlackOptions.Section}:{nameof(SlackOptions.SigningSecret)}"]))
            return;
        foreach (var path in SlackEndpoint.Paths)
            app.MapPost(path, SlackEndpoint.HandleAsync);
    }
}
