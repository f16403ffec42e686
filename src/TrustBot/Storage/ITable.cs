namespace TrustBot.Storage;

/// <summary>
/// The table port: rows of one partition are read as a range and written as one all-or-nothing batch. It is the common ground of
/// Azure Table Storage and the embedded SQLite store, and every implementation refuses what the Azure service would refuse
/// (see <see cref="TableLimits"/>), so that a program that works on one works on the other.
/// </summary>
/// <remarks>A conflict is a value, an outage is a <see cref="StoreUnavailableException"/>, a broken limit is an <see cref="ArgumentException"/>.</remarks>
public interface ITable
{
    /// <returns>The row, or null when there is none.</returns>
    ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation);

    /// <summary>Rows whose key is at or after <paramref name="from"/> and before <paramref name="until"/>, in ordinal order of their keys.</summary>
    /// <remarks>To go on after a row, start from <see cref="TableLimits.After"/> its key.</remarks>
    /// <param name="limit">At most this many, the first ones; 0 means all.</param>
    ValueTask<IReadOnlyList<Row>> ReadRangeAsync(string table, string partition, string from, string until, int limit, CancellationToken cancellation);

    /// <summary>Each as <see cref="ReadRangeAsync"/> reads it. A store may read them together, which is faster, and as of one moment.</summary>
    async ValueTask<IReadOnlyList<IReadOnlyList<Row>>> ReadRangesAsync(IReadOnlyList<RowRange> ranges, CancellationToken cancellation)
    {
        var all = new List<IReadOnlyList<Row>>(ranges.Count);
        foreach (var range in ranges)
            all.Add(await ReadRangeAsync(range.Table, range.Partition, range.From, range.Until, 0, cancellation).ConfigureAwait(false));
        return all;
    }

    /// <summary>Writes all changes or none. When this returns <see cref="WriteResult.Written"/>, the changes survive a killed process.</summary>
    /// <remarks>A cancellation may come too late to stop the write: whoever cancels reads again before relying on either outcome.</remarks>
    ValueTask<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation);

    /// <summary>
    /// Writes batches one after the other, each whole or not at all, and stops at the first that isn't written. No reader and no crash
    /// ever finds a later one without those before it; a store may write several of them as one.
    /// </summary>
    /// <returns>What became of the last one that was tried: <see cref="WriteResult.Written"/> only when all were written.</returns>
    async ValueTask<WriteResult> WriteInOrderAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        foreach (var write in writes.SkipLast(1))
        {
            if (await WriteAsync(write.Table, write.Partition, write.Batch, cancellation).ConfigureAwait(false) is WriteResult.Conflict conflict)
                return conflict;
        }
        return await WriteAsync(writes[^1].Table, writes[^1].Partition, writes[^1].Batch, cancellation).ConfigureAwait(false);
    }

    /// <summary>The partitions of a table, page by page. Slow by nature: for maintenance only.</summary>
    IAsyncEnumerable<string> PartitionsAsync(string table, CancellationToken cancellation);
}

/// <summary>The rows of a partition whose key is at or after <paramref name="From"/> and before <paramref name="Until"/>.</summary>
public sealed record RowRange(string Table, string Partition, string From, string Until)
{
    /// <summary>One row, if it is there.</summary>
    public static RowRange Of(string table, string partition, string key) => new(table, partition, key, TableLimits.After(key));
}

/// <param name="ETag">Random, new with every write and never issued again.</param>
/// <param name="Data">A JSON document.</param>
public sealed record Row(string Key, string ETag, string Data)
{
    private Row(Row original) => (Key, ETag, Data) = (original.Key, original.ETag, original.Data);

    /// <summary>What <see cref="Data"/> means, kept by whoever reads it, so that a row that is read again is not parsed again. Never changed once it is set.</summary>
    internal object? Document { get; set; }

    /// <summary>Whether the store itself remembers this very row, and with it the document.</summary>
    internal bool IsKept { get; set; }

    public bool Equals(Row? other) => other is not null && Key == other.Key && ETag == other.ETag && Data == other.Data;

    public override int GetHashCode() => HashCode.Combine(Key, ETag, Data);
}

/// <summary>One all-or-nothing batch in one partition.</summary>
public sealed record TableWrite(string Table, string Partition, IReadOnlyList<Change> Batch);

/// <summary>One operation of a batch. No two changes of a batch name the same key.</summary>
public abstract record Change
{
    private Change(string key) => Key = key;

    public string Key { get; }

    /// <summary>What the data means, where the writer has it at hand: for <see cref="Row.Document"/>.</summary>
    internal object? Document { get; init; }

    /// <summary>Conflicts when the row exists.</summary>
    public sealed record Insert(string Row, string Data) : Change(Row);

    /// <summary>Conflicts unless the row exists with this ETag.</summary>
    public sealed record Replace(string Row, string Data, string ETag) : Change(Row);

    /// <summary>Conflicts unless the row exists with this ETag.</summary>
    public sealed record Delete(string Row, string ETag) : Change(Row);

    /// <summary>Inserts or replaces, whatever is there: only for rows that hold no truth, such as wake hints.</summary>
    public sealed record Put(string Row, string Data) : Change(Row);
}

public abstract record WriteResult
{
    private WriteResult() { }

    /// <param name="ETags">The new ETag of each change, in order; null where the change deleted.</param>
    public sealed record Written(IReadOnlyList<string?> ETags) : WriteResult;

    /// <summary>Nothing was written. The first change that could not be made.</summary>
    public sealed record Conflict(int Index, string Key) : WriteResult;
}

/// <summary>The store can't be reached, is locked, full, read-only or damaged. The write may or may not have happened: read again, then retry.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException() { }

    public StoreUnavailableException(string message) : base(message) { }

    public StoreUnavailableException(string message, Exception inner) : base(message, inner) { }
}
