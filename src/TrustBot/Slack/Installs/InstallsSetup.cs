using TrustBot.Delivery;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Installs;

internal static class InstallsSetup
{
    public static void AddSlackInstalls(this IServiceCollection services)
    {
        services.AddSlackApi();
        services.AddSingleton<OwnToken>();
        services.AddSingleton<InstallBook>();
        services.AddSingleton<TokenRenewal>();
        services.AddSingleton<IInstallations, SlackInstallations>();
        services.AddSingleton<InstallCheck>();
        services.AddSingleton<InstallFlow>();
        services.AddSingleton<IInstalls, SlackInstalls>();
        services.AddHostedService<InstallWatch>();
    }

    /// <summary>Maps nothing where nothing was added.</summary>
    public static void MapSlackInstalls(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(InstallFlow)))
            InstallEndpoints.Map(app);
    }
}
