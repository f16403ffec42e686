using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <summary>
/// The embedded store: one file, one process. Reads complete synchronously on pooled connections; writes go to one thread that commits
/// for many callers at once. A write is on the disk when its task completes. What was read or written just now is read again from memory.
/// </summary>
public sealed class SqliteTable : ITable, IDisposable, IAsyncDisposable
{
    private const int PartitionsInAPage = 256;
    private static readonly int ReadersKept = 4 * Environment.ProcessorCount;

    private readonly SqliteSettings settings;
    private readonly SqliteLock taken;
    private readonly SqliteWriter writer;
    private readonly SqliteCheck check;
    private readonly ConcurrentStack<SqliteReader> readers = new();
    private readonly SqliteRowCache cache = new();

    // The one reader whose transaction is left open for whoever reads next.
    private SqliteReader? openReader;
    private volatile bool disposed;

    /// <exception cref="StoreUnavailableException">Another process has the database, or it can't be opened; the message says what to do.</exception>
    public SqliteTable(SqliteSettings settings)
    {
        this.settings = settings;
        taken = SqliteLock.Take(settings.File);
        try
        {
            SqliteWriterConnection.CreateSchema(settings);
            check = new SqliteCheck(settings);
            writer = new SqliteWriter(settings, cache, EndOpenReader, check.Note);
        }
        catch (SqliteException e) when (SqliteOutage.Is(e))
        {
            taken.Dispose();
            throw SqliteOutage.Of(e, settings.File);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
        if (!taken.LastStopWasClean)
            check.Start();
    }

    /// <summary>What is known about the file's soundness: for the health page.</summary>
    public SqliteIntegrity Integrity => check.Integrity;

    /// <summary>Ends when the check after an unclean stop has ended; at once when there is none.</summary>
    public Task IntegrityChecked => check.Ended;

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        TableLimits.RequireKey(partition);
        TableLimits.RequireKey(key);
        if (!disposed && !cancellation.IsCancellationRequested && cache.Find(table, partition, key) is { } known)
            return ValueTask.FromResult<Row?>(known);
        return Read((table, partition, key, cache), static (reader, at) =>
        {
            var row = reader.Read(at.table, at.partition, at.key);
            if (row is not null)
                at.cache.Keep(reader.Since, at.table, at.partition, row);
            return row;
        }, cancellation);
    }

    public ValueTask<IReadOnlyList<Row>> ReadRangeAsync(string table, string partition, string from, string until, int limit, CancellationToken cancellation)
    {
        TableLimits.RequireRange(table, partition, from, until, limit);
        if (limit != 0)
            return Read((table, partition, from, until, limit), static (reader, at) => (IReadOnlyList<Row>)reader.ReadRange(at.table, at.partition, at.from, at.until, at.limit), cancellation);
        if (!disposed && !cancellation.IsCancellationRequested && cache.Find(table, partition, from, until) is { } known)
            return ValueTask.FromResult(known);
        return Read((table, partition, from, until, cache), static (reader, at) =>
        {
            var rows = reader.ReadRange(at.table, at.partition, at.from, at.until, 0);
            at.cache.Keep(reader.Since, at.table, at.partition, at.from, at.until, rows);
            return (IReadOnlyList<Row>)rows;
        }, cancellation);
    }

    /// <summary>One reading transaction for all of them.</summary>
    public ValueTask<IReadOnlyList<IReadOnlyList<Row>>> ReadRangesAsync(IReadOnlyList<RowRange> ranges, CancellationToken cancellation)
    {
        foreach (var range in ranges)
            TableLimits.RequireRange(range.Table, range.Partition, range.From, range.Until, 0);
        return Read(ranges, static (reader, ranges) =>
            (IReadOnlyList<IReadOnlyList<Row>>)ranges.Select(range => reader.ReadRange(range.Table, range.Partition, range.From, range.Until, 0)).ToList(), cancellation);
    }

    public ValueTask<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        TableLimits.RequireBatch(partition, batch);
        return writer.WriteAsync([new TableWrite(table, partition, batch)], cancellation);
    }

    /// <summary>One place in the queue and one COMMIT for all of them.</summary>
    public ValueTask<WriteResult> WriteInOrderAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(writes.Count, nameof(writes));
        foreach (var write in writes)
        {
            TableLimits.RequireTable(write.Table);
            TableLimits.RequireBatch(write.Partition, write.Batch);
        }
        return writer.WriteAsync(writes, cancellation);
    }

    public async IAsyncEnumerable<string> PartitionsAsync(string table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        List<string> page;
        var after = "";
        do
        {
            page = await Read((table, after), static (reader, at) => reader.Partitions(at.table, at.after, PartitionsInAPage), cancellation).ConfigureAwait(false);
            foreach (var partition in page)
                yield return partition;
            after = page.Count == 0 ? after : TableLimits.After(page[^1]);
        }
        while (page.Count == PartitionsInAPage);
    }

    /// <summary>Writes what is waiting, folds the log into the file and lets the lock go.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        check.Dispose();
        writer.Dispose();
        DisposeReaders();
        if (Integrity is SqliteIntegrity.Trusted or SqliteIntegrity.Sound)
            taken.Clean();
        taken.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask<T> Read<TAt, T>(TAt at, Func<SqliteReader, TAt, T> read, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellation);
        ObjectDisposedException.ThrowIf(disposed, this);
        SqliteReader? reader = null;
        try
        {
            reader = Interlocked.Exchange(ref openReader, null);
            if (reader is null && !readers.TryPop(out reader))
                reader = new SqliteReader(settings);
            reader.Begin(cache.Commits);
            var result = read(reader, at);
            Return(reader);
            return ValueTask.FromResult(result);
        }
        catch (SqliteException e) when (SqliteOutage.Is(e))
        {
            reader?.Dispose();
            check.Note(e);
            return ValueTask.FromException<T>(SqliteOutage.Of(e, settings.File));
        }
        catch (Exception e)
        {
            reader?.Dispose();
            return ValueTask.FromException<T>(e);
        }
    }

    private void Return(SqliteReader reader)
    {
        if (writer.HasLongLog || Interlocked.CompareExchange(ref openReader, reader, null) is not null)
        {
            reader.End();
            if (readers.Count >= ReadersKept)
                reader.Dispose();
            else
                readers.Push(reader);
        }
        // Who disposes of the readers may have come by before this one was back.
        if (disposed)
            DisposeReaders();
    }

    private void DisposeReaders()
    {
        Interlocked.Exchange(ref openReader, null)?.Dispose();
        while (readers.TryPop(out var reader))
            reader.Dispose();
    }

    /// <summary>Before each write: the log can't begin anew below a transaction that is left open.</summary>
    private void EndOpenReader()
    {
        if (Interlocked.Exchange(ref openReader, null) is not { } reader)
            return;
        try
        {
            reader.End();
            readers.Push(reader);
        }
        catch (SqliteException e)
        {
            reader.Dispose();
            check.Note(e);
        }
    }
}
