namespace TrustBot.Slack.Sockets;

/// <summary>Owns the connections: each has a keeper, and all of them end with the program.</summary>
internal sealed class SocketService(IReadOnlyList<SocketSupervisor> supervisors) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(supervisors.Select(one => one.RunAsync(stoppingToken)));
}
