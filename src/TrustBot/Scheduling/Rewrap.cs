using TrustBot.Core.Pairs;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>
/// While the key before is still set: brings every data key under the present one, once after each start, and says when the old key can
/// go. Nothing that people wrote is sealed anew, for it is sealed under the data keys.
/// </summary>
internal sealed partial class Rewrap(Sealer sealer, Walk walk, WordsSafe safe, SealedNotes notes, ILogger<Rewrap> logger) : BackgroundService
{
    public async ValueTask<bool> RunAsync(CancellationToken cancellation)
    {
        var (wrapped, left) = await notes.RewrapAsync(cancellation);
        await foreach (var subject in walk.EveryoneAsync(cancellation))
        {
            if (subject.Kind != SubjectKind.Pair)
                continue;
            try
            {
                var (count, done) = await safe.RewrapAsync(new PairId(subject.Id), cancellation);
                wrapped += count;
                left += done ? 0 : 1;
            }
            catch (Exception e) when (Faults.IsBug(e))
            {
                Log.Broken(logger, subject.Id, e.GetType().Name);
                left++;
            }
        }
        if (left == 0)
            Log.Done(logger, wrapped);
        else
            Log.Left(logger, wrapped, left);
        return left == 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!sealer.HasPrevious)
            return;
        // Off the thread of the start, where the embedded store would read.
        await Task.Yield();
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is for the next start.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Every data key is under the present key, {Wrapped} of them anew: the previous key is no longer needed")]
        public static partial void Done(ILogger logger, int wrapped);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Wrapped} data keys are under the present key now, and {Left} pairs or workspaces still need the previous one: keep it, and start again")]
        public static partial void Left(ILogger logger, int wrapped, int left);

        [LoggerMessage(Level = LogLevel.Error, Message = "The data keys of pair {Pair} can't be brought under the present key ({Kind})")]
        public static partial void Broken(ILogger logger, string pair, string kind);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Data keys are brought under the present key at the next start, for the store is away: {Reason}")]
        public static partial void StoreAway(ILogger logger, string reason);
    }
}
