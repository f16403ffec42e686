using TrustBot.Slack.Inbound;

namespace TrustBot.Slack;

/// <summary>The door through which Slack comes in.</summary>
public static class SlackSetup
{
    /// <summary>Adds nothing without a section <c>Slack</c>.</summary>
    /// <exception cref="InvalidOperationException">There is one: the door stands, and behind it nobody answers yet.</exception>
    public static void AddSlack(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection(SlackOptions.Section).Exists())
            throw new InvalidOperationException("TrustBot: Slack is not spoken in this version yet. Remove the section Slack.");
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
