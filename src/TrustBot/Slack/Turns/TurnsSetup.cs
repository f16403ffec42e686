using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Turns;

internal static class TurnsSetup
{
    /// <summary>Expects <see cref="IInstallations"/> and <see cref="People.SlackPeople"/> among the services.</summary>
    public static void AddSlackTurns(this IServiceCollection services)
    {
        services.AddSingleton<SlackCards>();
        services.AddSingleton<ISlackCards>(provider => provider.GetRequiredService<SlackCards>());
        services.AddSingleton<Modals>();
        services.AddSingleton<Homes>();
        services.AddSingleton<Chats>();
        services.AddSingleton<Presses>();
        services.AddSingleton<Entrances>();
        services.AddSingleton<ISlackTurns, SlackTurns>();
    }
}
