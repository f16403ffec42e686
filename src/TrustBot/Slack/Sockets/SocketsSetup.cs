using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TrustBot.Slack.Inbound;

namespace TrustBot.Slack.Sockets;

internal static class SocketsSetup
{
    /// <summary>Expects the door, <see cref="Outbound.SlackApi"/> and <see cref="ISlackTurns"/> among the services. Does nothing without <see cref="SlackOptions.AppToken"/>.</summary>
    public static void AddSlackSockets(this IServiceCollection services)
    {
        services.TryAddSingleton<SocketTimes>();
        services.AddSingleton<SocketHealth>();
        services.AddHostedService(provider => new SocketService(
            provider.GetRequiredService<IOptions<SlackOptions>>().Value.AppToken is null ? [] : Supervisors(provider)));
    }

    private static SocketSupervisor[] Supervisors(IServiceProvider provider)
    {
        var (runner, turns) = (provider.GetRequiredService<TurnRunner>(), provider.GetRequiredService<ISlackTurns>());
        TakeTurn take = (delivery, begun) => runner.RunAsync(turns, delivery, begun);
        var opener = ActivatorUtilities.CreateInstance<SocketOpener>(provider);
        var dialer = ActivatorUtilities.CreateInstance<SocketDialer>(provider, take);
        var count = provider.GetRequiredService<SocketTimes>().Connections;
        return [.. Enumerable.Range(0, count).Select(_ => ActivatorUtilities.CreateInstance<SocketSupervisor>(provider, opener, dialer))];
    }
}
