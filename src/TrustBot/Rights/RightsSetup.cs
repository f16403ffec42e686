using TrustBot.People;

namespace TrustBot.Rights;

public static class RightsSetup
{
    public static void AddRights(this WebApplicationBuilder builder) => builder.Services.AddHostedService<ErasedReplay>();
}

/// <summary>A store that was restored from a backup forgets again whom it had forgotten, before it answers or sends anything.</summary>
internal sealed partial class ErasedReplay(Eraser eraser, ILogger<ErasedReplay> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await eraser.ReplayAsync(cancellationToken) is > 0 and var count)
            Log.Replayed(logger, count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} people who had been forgotten were known to the store again, and are forgotten anew: it was restored from a backup")]
        public static partial void Replayed(ILogger logger, int count);
    }
}
