using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Programmes;

/// <summary>Programmes and the index of their pairs.</summary>
public sealed class ProgrammeStore(ITable table, StoryClock clock, TimeProvider system, KeyedGate gate, Hints hints, Nudges nudges)
{
    /// <summary>Says that the programme's pairs are still to be told of a change. One row for all: the index names the pairs.</summary>
    private const string Changed = "tell:changed";

    private readonly ShortCache<ProgrammeId, Stored<Programme>> cache = new(system);

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

    /// <summary>Stores a new programme or a change of one; its pairs are told by ordinary inputs afterwards.</summary>
    /// <param name="programme">Its revision is the one it was read with, 0 for a new one; one more is stored.</param>
    /// <returns>Null when somebody else was faster: read again.</returns>
    public async ValueTask<Programme?> SaveAsync(Programme programme, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(programme.Id), cancellation);
        var stored = await StoredAsync(programme.Id, cancellation);
        if ((stored?.Value.Revision ?? 0) != programme.Revision)
            return null;
        var next = programme with { Revision = programme.Revision + 1 };
        var data = PairJson.Write(new ProgrammeRow(Layout.Version, next));
        if (stored is null)
            await ListAsync(programme.Id, cancellation);
        List<Change> batch = [stored is null ? new Change.Insert(Keys.Programme, data) : new Change.Replace(Keys.Programme, data, stored.ETag)];
        if (stored is not null)
        {
            await hints.PutAsync(Subject.Of(programme.Id), clock.Now, cancellation);
            batch.Add(new Change.Put(Changed, PairJson.Write(new ChangedRow(Layout.Version, next.Revision))));
        }
        var result = await table.WriteAsync(Tables.Programmes, Keys.Partition(programme.Id.Value), batch, cancellation);
        cache.Forget(programme.Id);
        if (result is WriteResult.Conflict)
            return null;
        nudges.Add(Subject.Of(programme.Id));
        return next;
    }

    /// <summary>The ids in the programme's index: a superset of its pairs.</summary>
    public async ValueTask<IReadOnlyList<PairId>> PairsAsync(ProgrammeId id, CancellationToken cancellation)
    {
        var (from, until) = Keys.All(Keys.Pair);
        var rows = await table.ReadRangeAsync(Tables.Programmes, Keys.Partition(id.Value), from, until, 0, cancellation);
        return [.. rows.Select(row => PairJson.Read<PairIndexRow>(row.Data)).OrderBy(row => row.At).Select(row => row.Pair)];
    }

    /// <summary>Written before the pair itself, and harmless if the pair never comes to be.</summary>
    public async ValueTask AddPairAsync(ProgrammeId id, PairId pair, CancellationToken cancellation)
    {
        var row = new PairIndexRow(Layout.Version, pair, clock.Now);
        await table.WriteAsync(Tables.Programmes, Keys.Partition(id.Value), [new Change.Insert(Keys.PairOf(pair), PairJson.Write(row))], cancellation);
    }

    /// <returns>The ETag of the change that the pairs are still to be told of; null when there is none.</returns>
    internal async ValueTask<string?> UntoldAsync(ProgrammeId id, CancellationToken cancellation) =>
        (await table.ReadAsync(Tables.Programmes, Keys.Partition(id.Value), Changed, cancellation))?.ETag;

    /// <summary>Does nothing when the programme changed once more meanwhile.</summary>
    internal async ValueTask ToldAsync(ProgrammeId id, string etag, CancellationToken cancellation) =>
        await table.WriteAsync(Tables.Programmes, Keys.Partition(id.Value), [new Change.Delete(Changed, etag)], cancellation);

    private async ValueTask<Stored<Programme>?> StoredAsync(ProgrammeId id, CancellationToken cancellation) =>
        await table.ReadAsync(Tables.Programmes, Keys.Partition(id.Value), Keys.Programme, cancellation) is { } row
            ? new Stored<Programme>(PairJson.Read<ProgrammeRow>(row.Data).Programme, row.ETag)
            : null;

    private async ValueTask ListAsync(ProgrammeId id, CancellationToken cancellation) =>
        await table.WriteAsync(Tables.Programmes, Keys.Organisation, [new Change.Insert($"{Keys.Programme}:{Keys.Escape(id.Value)}", PairJson.Write(new ListRow(Layout.Version, id)))], cancellation);
}
