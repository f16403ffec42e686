using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>Follows the nudges, some at a time, outside the requests that gave them.</summary>
internal sealed partial class CourierService(Nudges nudges, Dispatcher dispatcher, TimeProvider system, ILogger<CourierService> logger) : BackgroundService
{
    /// <summary>Each mostly waits: for a commit, for the platform, for another commit. The more wait together, the more share a commit.</summary>
    private const int AtATime = 32;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => FollowAsync(stoppingToken)).Append(RipenAsync(stoppingToken)));

    private async Task FollowAsync(CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await dispatcher.RunAsync(await nudges.TakeAsync(stopping), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException e)
            {
                // The hint is there: the next wake does it.
                Log.StoreAway(logger, e.Message);
            }
            catch (Exception e)
            {
                // One message must not stop all others; its row says how far it came, and its hint is there.
                Log.Failed(logger, e.GetType().Name, e.StackTrace);
            }
        }
    }

    private async Task RipenAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(BetweenLooks, system);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                nudges.Ripen();
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The store is away: {Reason}")]
        public static partial void StoreAway(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "A delivery failed ({Kind}) {Stack}")]
        public static partial void Failed(ILogger logger, string kind, string? stack);
    }
}
