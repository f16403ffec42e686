namespace TrustBot.Programmes;

/// <summary>Sees to it that there is a programme to import into before the doors open.</summary>
public sealed class ProgrammeStart(ProgrammeDesk desk) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) => await desk.EnsureDefaultAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
