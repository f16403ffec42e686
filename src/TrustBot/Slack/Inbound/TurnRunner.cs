using System.Text.Json.Nodes;
using TrustBot.Hosting;

namespace TrustBot.Slack.Inbound;

/// <summary>
/// Waits for a turn as long as Slack would, and no longer. The turn itself hangs on nobody's patience: what a person said is finished
/// though the answer came too late, and only the end of the process stops it.
/// </summary>
internal sealed partial class TurnRunner(TimeProvider time, IHostApplicationLifetime lifetime, RefusalLog refusals, ILogger<TurnRunner> logger)
{
    /// <summary>Slack gives up after three seconds, and sends events again; the rest is for the way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <param name="begun">The timestamp at which the request came.</param>
    public async Task<(int Status, JsonNode? Body)> RunAsync(ISlackTurns turns, SlackDelivery delivery, long begun)
    {
        var turn = FinishAsync(turns, delivery);
        var left = Patience - time.GetElapsedTime(begun);
        try
        {
            return await turn.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            refusals.Note("Slack", Arrival.TookLong.Status, Arrival.TookLong.Why);
            return (Arrival.TookLong.Status, null);
        }
    }

    private async Task<(int Status, JsonNode? Body)> FinishAsync(ISlackTurns turns, SlackDelivery delivery)
    {
        // Elsewhere: a store that is locked may hold up the thread itself, and then nobody would be left to look at the clock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var reply = await turns.HandleAsync(delivery, lifetime.ApplicationStopping);
            if (reply.Afterwards is { } rest)
                _ = FinishAsync(rest, delivery);
            return (StatusCodes.Status200OK, reply.Body);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return (StatusCodes.Status503ServiceUnavailable, null);
        }
        // Nobody may be waiting any more to whom the host could tell it.
        catch (Exception e)
        {
            var status = PlainErrors.StatusOf(e);
            if (status == StatusCodes.Status500InternalServerError)
                Log.Failed(logger, delivery.GetType().Name, e.GetType().Name, e.StackTrace);
            return (status, null);
        }
    }

    private async Task FinishAsync(Func<CancellationToken, Task> rest, SlackDelivery delivery)
    {
        try
        {
            await Task.Run(() => rest(lifetime.ApplicationStopping));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Nothing of it was to last.
        }
        catch (Exception e)
        {
            Log.Failed(logger, delivery.GetType().Name, e.GetType().Name, e.StackTrace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A turn from Slack failed ({Delivery}, {Kind}) {Stack}")]
        public static partial void Failed(ILogger logger, string delivery, string kind, string? stack);
    }
}
