using System.Reflection;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Quartz;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Slack.Sockets;
using TrustBot.Storage;

namespace TrustBot.Hosting;

/// <param name="Status"><c>ok</c>, <c>degraded</c> (it works, but somebody should look) or <c>down</c>.</param>
/// <param name="Unreadable">Rows that the last daily run over everybody could not read; the log names them.</param>
/// <param name="OldestDueWake">The earliest wake that is due and not yet tidied away; older than a few minutes means that something is stuck.</param>
/// <param name="Slack"><c>ok</c>, or <c>dead</c> while a workspace does not let TrustBot in; left out where Slack is not set up.</param>
internal sealed record HealthReport(
    string Status, string Store, string Scheduler, string? OldestDueWake, string Version, string? QuickCheck, int Unreadable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Slack)
{
    /// <summary>Of Socket Mode, where it is on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SocketReport? SlackSockets { get; init; }
}

internal sealed class Health(ITable table, Hints hints, StoryClock clock, ISchedulerFactory schedulers, Unreadable unreadable, IEnumerable<IInstalls> installs, TimeProvider system, SocketHealth? sockets = null)
{
    /// <summary>Load balancers give up soon, and a store that takes longer is down for people too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const string Dead = "dead";

    private static readonly string Running = typeof(Health).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public async Task<HealthReport> ReportAsync(CancellationToken cancellation)
    {
        var scheduler = (await schedulers.GetScheduler(cancellation)).Status;
        var check = (table as SqliteTable)?.Integrity;
        var (up, oldest, slack) = await LookAsync(cancellation);
        var well = scheduler == SchedulerStatus.Running && check is not (SqliteIntegrity.Damaged or SqliteIntegrity.Unknown) && unreadable.Count == 0 && slack is not Dead && sockets?.Report() is null or { IsWell: true };
        return new HealthReport(
            up ? well ? "ok" : "degraded" : "down",
            up ? "up" : "down",
            scheduler.ToString().ToLowerInvariant(),
            oldest is { } due ? InstantPattern.General.Format(due) : null,
            Running,
            check?.ToString().ToLowerInvariant(),
            unreadable.Count,
            slack)
        {
            SlackSockets = sockets?.Report(),
        };
    }

    private async Task<(bool Up, Instant? Oldest, string? Slack)> LookAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            // Off this thread: the embedded store reads synchronously, and may be made to wait for a lock.
            var read = Task.Run(() => hints.DueAsync(clock.Now, null, 1, both.Token).AsTask(), both.Token);
            var due = await read.WaitAsync(both.Token);
            await ProbeAsync(both.Token);
            return (true, due.Count > 0 ? due[0].Due : null, await SlackAsync(both.Token));
        }
        catch (Exception e) when (e is StoreUnavailableException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (false, null, null);
        }
    }

    private async ValueTask<string?> SlackAsync(CancellationToken cancellation) => installs.FirstOrDefault(one => one.Platform == "Slack") switch
    {
        null => null,
        var slack => (await slack.LostAsync(cancellation)).Count > 0 ? Dead : "ok",
    };

    /// <summary>A file that another program holds can still be read. Taking back a row that isn't there changes nothing, and needs the right to write.</summary>
    private async ValueTask ProbeAsync(CancellationToken cancellation)
    {
        if (table is SqliteTable)
            await table.WriteAsync(Tables.Wakes, "health", [new Change.Delete("probe", "none")], cancellation);
    }
}
