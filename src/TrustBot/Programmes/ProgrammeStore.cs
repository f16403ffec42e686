using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Programmes;

/// <summary>Programmes and the index of their pairs.</summary>
public sealed class ProgrammeStore(ITable table, StoryClock clock, TimeProvider system, KeyedGate gate, Hints hints, Nudges nudges, IdMinter ids)
{
    /// <summary>Says that the programme's pairs are still to be told of a change. One row for all: the index names the pairs.</summary>
    private const string Changed = "tell:changed";

    private const int MostAttempts = 8;

    private static readonly Duration LongestWrite = Duration.FromMinutes(1);

    private readonly ShortCache<ProgrammeId, Stored<Programme>> cache = new(system);
    private readonly ParsedRows<ProgrammeRow> parsed = new();

    private sealed record ListRow(int V, ProgrammeId Programme);

    private sealed record ChangedRow(int V, int Revision);

    /// <returns>Null when there is no such programme. May be up to 30 s old; <see cref="ReadFreshAsync"/> is not.</returns>
    public async ValueTask<Programme?> ReadAsync(ProgrammeId id, CancellationToken cancellation) =>
        (await cache.GetAsync(id, StoredAsync, cancellation))?.Value;

    public async ValueTask<Programme?> ReadFreshAsync(ProgrammeId id, CancellationToken cancellation) => (await StoredAsync(id, cancellation))?.Value;

    public async ValueTask<IReadOnlyList<ProgrammeId>> AllAsync(CancellationToken cancellation)
    {
        var (from, until) = Keys.All(Keys.Programme);
        var rows = await table.ReadRangeAsync(Tables.Programmes, Keys.Organisation, from, until, 0, cancellation);
        return [.. rows.Select(row => PairJson.Read<ListRow>(row.Data).Programme)];
    }

    /// <summary>Finds the programme of the draft's id, or stores the draft. Two callers at once get the same programme.</summary>
    public async ValueTask<Programme> EnsureAsync(Programme draft, CancellationToken cancellation)
    {
        if (await StoredAsync(draft.Id, cancellation) is { } known)
            return known.Value;
        // The list first: it may name a programme that never came to be, and never misses one that did.
        var listed = new Change.Insert($"{Keys.Programme}:{Keys.Escape(draft.Id.Value)}", PairJson.Write(new ListRow(Layout.Version, draft.Id)));
        await table.WriteAsync(Tables.Programmes, Keys.Organisation, [listed], cancellation);
        await table.WriteAsync(Tables.Programmes, Keys.Partition(draft.Id.Value), [new Change.Insert(Keys.Programme, Document(draft))], cancellation);
        cache.Forget(draft.Id);
        return (await StoredAsync(draft.Id, cancellation))!.Value;
    }

    /// <summary>Reads afresh, changes, and writes the programme and an audit row in one transaction; on conflict reads and changes again.</summary>
    /// <param name="change">Pure. Null when there is nothing to change after all.</param>
    /// <param name="tellPairs">Whether every pair is to hear of it: adds a <c>tell:</c> row, with a wake in place first.</param>
    /// <returns>The programme as it was written; null when <paramref name="change"/> gave null or there is no such programme.</returns>
    public async ValueTask<Programme?> ChangeAsync(ProgrammeId id, Func<Programme, Programme?> change, AuditEntry audit, bool tellPairs, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await StoredAsync(id, cancellation) is not { } stored || change(stored.Value) is not { } changed)
                return null;
            List<Change> batch = [new Change.Replace(Keys.Programme, Document(changed), stored.ETag), AuditOf(audit)];
            var begun = hints.SystemNow;
            if (tellPairs)
            {
                await hints.PutAsync(Subject.Of(id), clock.Now, cancellation);
                batch.Add(new Change.Put(Changed, PairJson.Write(new ChangedRow(Layout.Version, changed.Revision))));
            }
            var result = await WriteAsync(id, batch, cancellation);
            if (result is WriteResult.Conflict)
                continue;
            // A process that was held up between the two writes may find its hint taken for a stale one.
            if (tellPairs && hints.SystemNow - begun > LongestWrite)
                await hints.PutAsync(Subject.Of(id), clock.Now, CancellationToken.None);
            nudges.Add(Subject.Of(id));
            return changed;
        }
        throw new StoreUnavailableException($"Programme {id} was changed by others {MostAttempts} times in a row.");
    }

    /// <summary>Forgets what is remembered also when the store gave no answer: it may have written.</summary>
    private async ValueTask<WriteResult> WriteAsync(ProgrammeId id, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        try
        {
            return await table.WriteAsync(Tables.Programmes, Keys.Partition(id.Value), batch, cancellation);
        }
        finally
        {
            cache.Forget(id);
        }
    }

    public async ValueTask AuditAsync(ProgrammeId id, AuditEntry audit, CancellationToken cancellation) =>
        await table.WriteAsync(Tables.Programmes, Keys.Partition(id.Value), [AuditOf(audit)], cancellation);

    /// <summary>The ids in the programme's index: a superset of its pairs.</summary>
    public async ValueTask<IReadOnlyList<PairId>> PairsAsync(ProgrammeId id, CancellationToken cancellation) =>
        [.. (await IndexAsync(id, cancellation)).Select(row => row.Pair)];

    /// <summary>Written before the pair itself, and harmless if the pair never comes to be.</summary>
    public async ValueTask AddPairAsync(ProgrammeId id, PairId pair, CancellationToken cancellation)
    {
        var row = new PairIndexRow(Layout.Version, pair, clock.Now);
        await table.WriteAsync(Tables.Programmes, Keys.Partition(id.Value), [new Change.Insert(Keys.PairOf(pair), PairJson.Write(row))], cancellation);
    }

    /// <summary>The same for many at once, in the order given. A page that meets another import leaves its pairs to be added one by one.</summary>
    public async ValueTask AddPairsAsync(ProgrammeId id, IEnumerable<PairId> pairs, CancellationToken cancellation)
    {
        var index = await IndexAsync(id, cancellation);
        // Moments of their own, a tick apart, keep the order.
        var begin = index.Count > 0 ? Instant.Max(clock.Now, index[^1].At) : clock.Now;
        var rows = pairs.Except(index.Select(row => row.Pair)).Select((pair, i) => new PairIndexRow(Layout.Version, pair, begin.PlusTicks(i + 1)));
        foreach (var page in rows.Chunk(TableLimits.OperationsInABatch))
        {
            var batch = page.Select(Change (row) => new Change.Insert(Keys.PairOf(row.Pair), PairJson.Write(row))).ToList();
            await table.WriteAsync(Tables.Programmes, Keys.Partition(id.Value), batch, cancellation);
        }
    }

    /// <returns>The ETag of the change that the pairs are still to be told of; null when there is none.</returns>
    internal async ValueTask<string?> UntoldAsync(ProgrammeId id, CancellationToken cancellation) =>
        (await table.ReadAsync(Tables.Programmes, Keys.Partition(id.Value), Changed, cancellation))?.ETag;

    /// <summary>Does nothing when the programme changed once more meanwhile.</summary>
    internal async ValueTask ToldAsync(ProgrammeId id, string etag, CancellationToken cancellation) =>
        await table.WriteAsync(Tables.Programmes, Keys.Partition(id.Value), [new Change.Delete(Changed, etag)], cancellation);

    /// <returns>The earliest first.</returns>
    private async ValueTask<IReadOnlyList<PairIndexRow>> IndexAsync(ProgrammeId id, CancellationToken cancellation)
    {
        var (from, until) = Keys.All(Keys.Pair);
        var rows = await table.ReadRangeAsync(Tables.Programmes, Keys.Partition(id.Value), from, until, 0, cancellation);
        return [.. rows.Select(row => PairJson.Read<PairIndexRow>(row.Data)).OrderBy(row => row.At)];
    }

    private async ValueTask<Stored<Programme>?> StoredAsync(ProgrammeId id, CancellationToken cancellation)
    {
        var partition = Keys.Partition(id.Value);
        return await table.ReadAsync(Tables.Programmes, partition, Keys.Programme, cancellation) is { } row
            ? new Stored<Programme>(parsed.Read(partition, row).Programme, row.ETag)
            : null;
    }

    private Change.Insert AuditOf(AuditEntry audit)
    {
        var now = clock.Now;
        return new Change.Insert(Keys.Audit(now, ids.Mint()), PairJson.Write(new AuditRow(Layout.Version, now, audit.What, audit.By)));
    }

    private static string Document(Programme programme) => PairJson.Write(new ProgrammeRow(Layout.Version, programme));
}
