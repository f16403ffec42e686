using TrustBot.Delivery;
using TrustBot.People;
using TrustBot.Teams.Inbound;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Turns;

namespace TrustBot.Teams;

/// <summary>The door through which Microsoft Teams comes in.</summary>
public static class TeamsSetup
{
    /// <summary>Adds nothing without a section <c>Teams</c>.</summary>
    public static void AddTeams(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(TeamsOptions.Section);
        if (!section.Exists())
            return;
        var services = builder.Services;
        services.AddTeamsInbound(section);
        services.AddTeamsOutbound();
        services.AddSingleton<TeamsPlaces>();
        services.AddSingleton<TeamsCards>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<Presses>();
        services.AddSingleton<Gatherings>();
        services.AddSingleton<ITeamsTurns, TeamsTurns>();
        services.AddSingleton<IChannel, TeamsChannel>();
        services.AddSingleton<IFinder, TeamsFinder>();
    }

    /// <summary>Maps nothing where nothing was added.</summary>
    public static void MapTeams(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(Door)))
            app.MapPost(MessagesEndpoint.Path, MessagesEndpoint.HandleAsync);
    }
}
