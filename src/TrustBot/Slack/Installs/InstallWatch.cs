using TrustBot.Delivery;

namespace TrustBot.Slack.Installs;

/// <summary>Looks after all installations at the start and every ten minutes, and after everybody who waited for one that came to life.</summary>
internal sealed partial class InstallWatch(InstallCheck check, InstallBook book, IWaiting waiting, TimeProvider system, ILogger<InstallWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(10);

    /// <summary>While nothing is known, or a look failed.</summary>
    private static readonly TimeSpan UntilAnotherTry = TimeSpan.FromSeconds(15);

    /// <returns>Whether all is known that must be known.</returns>
    public async ValueTask<bool> LookAsync(CancellationToken cancellation)
    {
        var known = await check.LookAsync(cancellation);
        while (book.Revived.TryRead(out _))
            await WakeAsync(cancellation);
        return known;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the thread of the start, where the embedded store would read.
        await Task.Yield();
        try
        {
            while (true)
            {
                if (await TryAsync(stoppingToken))
                    await PauseAsync(stoppingToken);
                else
                    await Task.Delay(UntilAnotherTry, system, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async ValueTask<bool> TryAsync(CancellationToken stopping)
    {
        try
        {
            return await LookAsync(stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The store is away, most likely; whatever it is, the next look may go well.
            Log.Failed(logger, e.GetType().Name, e.StackTrace);
            return false;
        }
    }

    private async ValueTask WakeAsync(CancellationToken cancellation)
    {
        var done = false;
        try
        {
            await waiting.WakeAsync(cancellation);
            done = true;
        }
        finally
        {
            if (!done)
                book.Wake();
        }
    }

    /// <summary>Until the next look is due, or somebody came to life.</summary>
    private async ValueTask PauseAsync(CancellationToken stopping)
    {
        using var over = new CancellationTokenSource(BetweenLooks, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stopping);
        try
        {
            await book.Revived.WaitToReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Time for a look.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The installations in Slack could not be looked after ({Kind}) {Stack}")]
        public static partial void Failed(ILogger logger, string kind, string? stack);
    }
}
