using NodaTime;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>
/// One node works through an organisation's hints, so that its chats' limits are kept in one place. It saves work; what makes it correct
/// is the ETag on every row. System time: the nodes' clocks must agree to within seconds.
/// </summary>
internal sealed class Leases(ITable table, TimeProvider system, Instance instance)
{
    private const string RowKey = "lease";
    private static readonly Duration Length = Duration.FromSeconds(60);
    private static readonly Duration Renewed = Duration.FromSeconds(20);

    private Stored<LeaseRow>? mine;

    private sealed record LeaseRow(int V, string Owner, Instant Until);

    /// <summary>Takes or renews the lease.</summary>
    /// <returns>Whether this node holds it.</returns>
    public async ValueTask<bool> HoldAsync(CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(system.GetUtcNow());
        if (instance.Alone || (mine is { } held && held.Value.Until - now > Length - Renewed))
            return true;
        mine = null;
        var row = await table.ReadAsync(Tables.Wakes, Keys.Organisation, RowKey, cancellation);
        var there = row is null ? null : PairJson.Read<LeaseRow>(row.Data);
        if (there is not null && there.Owner != instance.Id && there.Until > now)
            return false;
        var lease = new LeaseRow(Layout.Version, instance.Id, now + Length);
        Change change = row is null ? new Change.Insert(RowKey, PairJson.Write(lease)) : new Change.Replace(RowKey, PairJson.Write(lease), row.ETag);
        if (await table.WriteAsync(Tables.Wakes, Keys.Organisation, [change], cancellation) is not WriteResult.Written written)
            return false;
        mine = new Stored<LeaseRow>(lease, written.ETags[0]!);
        return true;
    }

    /// <summary>Lets another node begin at once.</summary>
    public async ValueTask LetGoAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref mine, null) is { } held)
            await table.WriteAsync(Tables.Wakes, Keys.Organisation, [new Change.Delete(RowKey, held.ETag)], cancellation);
    }
}
