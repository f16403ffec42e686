using NodaTime;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>Deletes records whose time is over. Words go by the pairs' own decisions, not here.</summary>
internal sealed class Retention(ITable table, Walk walk, StoryClock clock)
{
    /// <summary>Product defaults: delivery records 90 days after their end, audit a year.</summary>
    private static readonly Duration Deliveries = Duration.FromDays(90);
    private static readonly Duration Audit = Duration.FromDays(365);

    /// <summary>A platform repeats a submission within hours; a person with an old window within days.</summary>
    private static readonly Duration Seen = Duration.FromDays(14);

    /// <returns>How many rows were deleted.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancellation)
    {
        var deleted = 0;
        await foreach (var subject in walk.EveryoneAsync(cancellation))
        {
            deleted += await SweepAsync(subject, "send", EndOf, clock.Now - Deliveries, cancellation);
            deleted += await SweepAsync(subject, "seen", data => PairJson.Read<SeenRow>(data).At, clock.Now - Seen, cancellation);
            deleted += await SweepAsync(subject, "audit", data => PairJson.Read<AuditRow>(data).At, clock.Now - Audit, cancellation);
        }
        return deleted;
    }

    private async ValueTask<int> SweepAsync(Subject subject, string kind, Func<string, Instant?> endOf, Instant before, CancellationToken cancellation)
    {
        var (from, until) = Keys.All(kind);
        var rows = await table.ReadRangeAsync(subject.Table, subject.Partition, from, until, 0, cancellation);
        var old = rows.Where(row => endOf(row.Data) < before).Select(Change (row) => new Change.Delete(row.Key, row.ETag)).ToList();
        foreach (var batch in old.Chunk(TableLimits.OperationsInABatch))
            await table.WriteAsync(subject.Table, subject.Partition, batch, cancellation);
        return old.Count;
    }

    private static Instant? EndOf(string data) => (PairJson.Read<SendRow>(data).State as SendState.Final)?.At;
}
