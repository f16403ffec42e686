using TrustBot.Slack.Inbound;

namespace TrustBot.Slack;

/// <summary>The door through which Slack comes in.</summary>
public static class SlackSetup
{
    /// <summary>Adds nothing without a section <c>Slack</c>.</summary>
    public static void AddSlack(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(SlackOptions.Section);
        if (section.Exists())
            builder.Services.AddSlackInbound(section);
    }

    /// <summary>Maps nothing where nothing was added.</summary>
    public static void MapSlack(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(Door)))
            return;
        foreach (var path in SlackEndpoint.Paths)
            app.MapPost(path, SlackEndpoint.HandleAsync);
    }
}
