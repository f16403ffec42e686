using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <summary>
/// The one thread that writes. Whoever waits while a COMMIT runs shares the next one, which is what makes synchronous=FULL affordable.
/// After any failure but a busy database the connection is opened anew, so that the store recovers as soon as the cause is gone.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteSettings settings;
    private readonly SqliteRowCache cache;
    private readonly Action beforeWriting;
    private readonly Action<SqliteException> failed;
    private readonly Channel<SqliteWrite> waiting;
    private readonly List<SqliteWrite> group;
    private readonly List<(TableWrite Write, string?[] ETags)> written = [];
    private readonly SqliteCheckpoint checkpoint;
    private readonly Thread thread;

    // Blocks at once: waiting for the next caller by spinning takes the processor from the very callers it waits for.
    private readonly ManualResetEventSlim arrived = new(initialState: false, spinCount: 0);
    private SqliteWriterConnection? connection;

    /// <param name="beforeWriting">Called on the writer's thread before each transaction; what it throws fails the writes of that one.</param>
    public SqliteWriter(SqliteSettings settings, SqliteRowCache cache, Action beforeWriting, Action<SqliteException> failed)
    {
        this.settings = settings;
        this.cache = cache;
        this.beforeWriting = beforeWriting;
        this.failed = failed;
        group = new List<SqliteWrite>(settings.CallersInACommit);
        waiting = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(settings.WaitingWrites) { SingleReader = true, AllowSynchronousContinuations = true });
        connection = new SqliteWriterConnection(settings);
        checkpoint = new SqliteCheckpoint(settings, failed);
        thread = new Thread(Work) { IsBackground = true, Name = "SQLite writer" };
        thread.Start();
    }

    /// <summary>Whether nobody should read for longer than it takes, so that the log can begin anew.</summary>
    public bool HasLongLog => checkpoint.IsLogLong;

    public async ValueTask<WriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        var write = new SqliteWrite(writes);
        write.DropWhen(cancellation);
        try
        {
            await waiting.Writer.WriteAsync(write, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteTable));
        }
        return await write.Done.ConfigureAwait(false);
    }

    /// <summary>Writes what is waiting, then stops.</summary>
    public void Dispose()
    {
        waiting.Writer.TryComplete();
        thread.Join();
        checkpoint.Dispose();
        connection?.Dispose();
        arrived.Dispose();
    }

    private void Work()
    {
        while (WaitForMore())
        {
            while (group.Count < settings.CallersInACommit && waiting.Reader.TryRead(out var write))
            {
                if (write.TryStart())
                    group.Add(write);
            }
            if (group.Count > 0)
                WriteGroup();
            group.Clear();
            written.Clear();
        }
    }

    /// <returns>False when nothing more will come.</returns>
    private bool WaitForMore()
    {
        var more = waiting.Reader.WaitToReadAsync().AsTask();
        if (!more.IsCompleted)
        {
            arrived.Reset();
            more.GetAwaiter().UnsafeOnCompleted(arrived.Set);
            arrived.Wait();
        }
        return more.GetAwaiter().GetResult();
    }

    private void WriteGroup()
    {
        try
        {
            connection ??= new SqliteWriterConnection(settings);
            beforeWriting();
            connection.Begin();
            foreach (var write in group)
                write.Decide(connection.Apply(write, written));
            connection.Commit();
            cache.Wrote(written);
            checkpoint.Wrote(written.Sum(one => one.ETags.Length));
        }
        catch (Exception e)
        {
            Abandon(e);
            return;
        }
        foreach (var write in group)
            write.Complete();
    }

    private void Abandon(Exception failure)
    {
        cache.Clear();
        var outage = failure as SqliteException;
        if (outage is null || !SqliteOutage.IsBusy(outage) || connection?.TryRollback() != true)
        {
            connection?.Dispose();
            connection = null;
        }
        if (outage is not null)
            failed(outage);
        foreach (var write in group)
            write.Fail(outage is not null && SqliteOutage.Is(outage) ? SqliteOutage.Of(outage, settings.File) : failure);
    }
}
