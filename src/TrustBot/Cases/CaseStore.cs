using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Cases;

public sealed record CaseRow(int V, Case Case);

/// <summary>Messages to contacts, each in a partition of its own, and the index that finds an author's.</summary>
public sealed class CaseStore(ITable table)
{
    /// <summary>No case is called so: their ids begin with <c>c-</c>.</summary>
    private static readonly string Index = Keys.Partition("index");

    private sealed record IndexRow(int V, CaseId Case);

    /// <returns>Null when there is no such case, or it is no longer kept.</returns>
    public async ValueTask<Stored<Case>?> ReadAsync(CaseId id, CancellationToken cancellation) =>
        await table.ReadAsync(Tables.Cases, Keys.Partition(id.Value), Keys.Case, cancellation) is { } row
            ? new Stored<Case>(PairJson.Read<CaseRow>(row.Data).Case, row.ETag)
            : null;

    /// <summary>May name cases that never came to be, or are no longer kept.</summary>
    public ValueTask<IReadOnlyList<CaseId>> AllAsync(CancellationToken cancellation) => ListAsync($"{Keys.Case}:", $"{Keys.Case};", cancellation);

    /// <summary>Those that this person wrote, for their rights.</summary>
    public async ValueTask<IReadOnlyList<Case>> OfAuthorAsync(PersonId author, CancellationToken cancellation)
    {
        var from = PrefixOf(author);
        var found = new List<Case>();
        foreach (var id in await ListAsync(from, $"{from[..^1]};", cancellation))
        {
            if (await ReadAsync(id, cancellation) is { } stored)
                found.Add(stored.Value);
        }
        return found;
    }

    /// <summary>Written before the case itself, and harmless if the case never comes to be.</summary>
    internal static TableWrite IndexOf(Case made) => new(Tables.Cases, Index, [new Change.Put(KeyOf(made), PairJson.Write(new IndexRow(Layout.Version, made.Id)))]);

    /// <summary>All that is kept of it: the words first, the index last.</summary>
    internal async ValueTask DeleteAsync(Case old, CancellationToken cancellation)
    {
        var partition = Keys.Partition(old.Id.Value);
        var rows = await table.ReadRangeAsync(Tables.Cases, partition, "a", "~", 0, cancellation);
        foreach (var batch in rows.OrderBy(row => row.Key == Keys.Case).Select(Change (row) => new Change.Delete(row.Key, row.ETag)).Chunk(TableLimits.OperationsInABatch))
            await table.WriteAsync(Tables.Cases, partition, batch, cancellation);
        if (await table.ReadAsync(Tables.Cases, Index, KeyOf(old), cancellation) is { } entry && await ReadAsync(old.Id, cancellation) is null)
            await table.WriteAsync(Tables.Cases, Index, [new Change.Delete(entry.Key, entry.ETag)], cancellation);
    }

    private async ValueTask<IReadOnlyList<CaseId>> ListAsync(string from, string until, CancellationToken cancellation)
    {
        var rows = await table.ReadRangeAsync(Tables.Cases, Index, from, until, 0, cancellation);
        return [.. rows.Select(row => PairJson.Read<IndexRow>(row.Data).Case)];
    }

    private static string KeyOf(Case made) => $"{PrefixOf(made.Author)}{Keys.Escape(made.Id.Value)}";

    private static string PrefixOf(PersonId author) => $"{Keys.Case}:{Keys.Escape(author.Value)}:";
}
