using Quartz;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>A poke: who is due, the hints say; what is done about it, the state decides.</summary>
[DisallowConcurrentExecution]
internal sealed partial class WakeJob(Waker waker, Repair repair, Leases leases, StoryClock clock, ILogger<WakeJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (!await leases.HoldAsync(cancellationToken))
                return;
            // At the first start of an empty store there was nothing to lose.
            if (await repair.RunIfLostAsync(cancellationToken) > 0)
                Log.Repaired(logger);
            await waker.RunOnceAsync(clock.Now, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The wake hints were made anew from the pairs")]
        public static partial void Repaired(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The store is away: {Reason}")]
        public static partial void StoreAway(ILogger logger, string reason);
    }
}

[DisallowConcurrentExecution]
internal sealed partial class RepairJob(Repair repair, Leases leases, ILogger<RepairJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (await leases.HoldAsync(cancellationToken))
                await repair.RunAsync(cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The wake hints are looked through another time, for the store is away: {Reason}")]
        public static partial void StoreAway(ILogger logger, string reason);
    }
}

[DisallowConcurrentExecution]
internal sealed partial class RetentionJob(Retention retention, Leases leases, ILogger<RetentionJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (!await leases.HoldAsync(cancellationToken))
                return;
            var count = await retention.RunAsync(cancellationToken);
            Log.Swept(logger, count);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} records whose time is over were deleted")]
        public static partial void Swept(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old records are deleted another day, for the store is away: {Reason}")]
        public static partial void StoreAway(ILogger logger, string reason);
    }
}

/// <summary>Another node need not wait for the lease of one that stopped.</summary>
internal sealed partial class LeaseRelease(Leases leases, ILogger<LeaseRelease> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await leases.LetGoAsync(cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The lease runs out by itself: {Reason}")]
        public static partial void StoreAway(ILogger logger, string reason);
    }
}
