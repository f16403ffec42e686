using Microsoft.Extensions.Options;

namespace TrustBot.Teams.Outbound;

public static class OutboundSetup
{
    /// <summary>Expects <see cref="ServiceHosts"/> among the services.</summary>
    public static void AddTeamsOutbound(this IServiceCollection services)
    {
        services.AddSingleton(provider => new WaysOut(
            provider.GetRequiredService<IOptions<TeamsOptions>>().Value, provider.GetRequiredService<ServiceHosts>().MayCall, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<WaysOut>().Connector);
    }
}
