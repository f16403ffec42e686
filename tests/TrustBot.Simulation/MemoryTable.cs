using System.Globalization;
using TrustBot.Storage;

namespace TrustBot.Simulation;

public enum WriteFault
{
    None,

    /// <summary>The process dies before the write.</summary>
    CrashBefore,

    /// <summary>The process dies after the write, before it learns of it.</summary>
    CrashAfter,

    /// <summary>The store answers with an outage, and nothing was written.</summary>
    LostRequest,

    /// <summary>The store answers with an outage, and all was written.</summary>
    LostAnswer,
}

public sealed class SimulatedCrashException : Exception
{
    public SimulatedCrashException() { }

    public SimulatedCrashException(string message) : base(message) { }

    public SimulatedCrashException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>
/// The simulator's table: one thread at a time, every call completes synchronously, and the same seed gives the same ETags.
/// </summary>
public sealed class MemoryTable(ulong seed = 0) : ITable
{
    private readonly Dictionary<(string Table, string Partition), SortedList<string, Row>> partitions = [];
    private ulong lastETag = seed;

    /// <summary>Asked before every write that keeps the limits, including those that would conflict.</summary>
    public Func<string, string, IReadOnlyList<Change>, WriteFault>? Faults { get; set; }

    /// <summary>While true, every read and write is an outage.</summary>
    public bool Down { get; set; }

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        TableLimits.RequireKey(partition);
        TableLimits.RequireKey(key);
        RequireUp(cancellation);
        return ValueTask.FromResult(partitions.GetValueOrDefault((table, partition))?.GetValueOrDefault(key));
    }

    public ValueTask<IReadOnlyList<Row>> ReadRangeAsync(string table, string partition, string from, string until, int limit, CancellationToken cancellation)
    {
        TableLimits.RequireRange(table, partition, from, until, limit);
        RequireUp(cancellation);
        if (!partitions.TryGetValue((table, partition), out var rows))
            return ValueTask.FromResult<IReadOnlyList<Row>>([]);
        var first = FirstAtOrAfter(rows, from);
        var count = Math.Max(0, FirstAtOrAfter(rows, until) - first);
        var found = new Row[limit == 0 ? count : Math.Min(count, limit)];
        for (var i = 0; i < found.Length; i++)
            found[i] = rows.GetValueAtIndex(first + i);
        return ValueTask.FromResult<IReadOnlyList<Row>>(found);
    }

    public ValueTask<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        TableLimits.RequireBatch(partition, batch);
        RequireUp(cancellation);
        var fault = Faults?.Invoke(table, partition, batch) ?? WriteFault.None;
        if (fault is WriteFault.CrashBefore)
            throw new SimulatedCrashException("Died before the write.");
        if (fault is WriteFault.LostRequest)
            throw new StoreUnavailableException("The request was lost.");
        var result = Write(table, partition, batch);
        if (fault is WriteFault.CrashAfter)
            throw new SimulatedCrashException("Died after the write.");
        if (fault is WriteFault.LostAnswer)
            throw new StoreUnavailableException("The answer was lost.");
        return ValueTask.FromResult(result);
    }

    public async IAsyncEnumerable<string> PartitionsAsync(string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        RequireUp(cancellation);
        await ValueTask.CompletedTask;
        var names = partitions.Where(one => one.Key.Table == table && one.Value.Count > 0).Select(one => one.Key.Partition);
        foreach (var name in names.Order(StringComparer.Ordinal).ToList())
            yield return name;
    }

    private WriteResult Write(string table, string partition, IReadOnlyList<Change> batch)
    {
        if (!partitions.TryGetValue((table, partition), out var rows))
            partitions[(table, partition)] = rows = new(StringComparer.Ordinal);
        for (var i = 0; i < batch.Count; i++)
        {
            if (!Fits(rows.GetValueOrDefault(batch[i].Key), batch[i]))
                return new WriteResult.Conflict(i, batch[i].Key);
        }
        return new WriteResult.Written([.. batch.Select(change => Apply(rows, change))]);
    }

    private static bool Fits(Row? stored, Change change) => change switch
    {
        Change.Insert => stored is null,
        Change.Replace replace => stored?.ETag == replace.ETag,
        Change.Delete delete => stored?.ETag == delete.ETag,
        _ => true,
    };

    private string? Apply(SortedList<string, Row> rows, Change change)
    {
        if (change is Change.Delete)
        {
            rows.Remove(change.Key);
            return null;
        }
        var data = change switch
        {
            Change.Insert insert => insert.Data,
            Change.Replace replace => replace.Data,
            Change.Put put => put.Data,
            _ => throw new InvalidOperationException($"A change of an unknown kind, {change.GetType().Name}."),
        };
        var etag = (++lastETag).ToString("x16", CultureInfo.InvariantCulture);
        rows[change.Key] = new Row(change.Key, etag, data);
        return etag;
    }

    private void RequireUp(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Down)
            throw new StoreUnavailableException("The simulated store is down.");
    }

    private static int FirstAtOrAfter(SortedList<string, Row> rows, string key)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(rows.GetKeyAtIndex(middle), key) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
