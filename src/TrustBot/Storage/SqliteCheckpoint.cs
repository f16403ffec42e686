using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <summary>
/// Folds the write-ahead log into the file beside the writer. Left to SQLite, it is done within a COMMIT, and whoever waits for that one waits for
/// thousands of pages. What is written meanwhile is left for the next time; the writer's own limit folds the little that then remains, so that the
/// log begins anew.
/// </summary>
internal sealed class SqliteCheckpoint : IDisposable
{
    /// <summary>Most are a page of 4 KiB in the log or a little more: few enough that syncing them holds up no COMMIT for long.</summary>
    private const int RowsBetween = 500;

    /// <summary>In pages: a little less than the writer's own limit.</summary>
    private const int LongLog = 7000;

    /// <summary>What a row may take in the log: its own page, and a part of those above it.</summary>
    private const int PagesOfARow = 2;

    private readonly SqliteSettings settings;
    private readonly Action<SqliteException> failed;
    private readonly ManualResetEventSlim due = new(initialState: false, spinCount: 0);
    private readonly Thread thread;
    private int rows;
    private int pagesAtFold;
    private int rowsSinceFold;
    private volatile bool stopping;

    /// <param name="failed">Told of what went wrong; it is tried again after the next rows.</param>
    public SqliteCheckpoint(SqliteSettings settings, Action<SqliteException> failed)
    {
        this.settings = settings;
        this.failed = failed;
        thread = new Thread(Work) { IsBackground = true, Name = "SQLite checkpoint" };
        thread.Start();
    }

    /// <summary>
    /// Whether the log may be near the writer's limit, by how long it was when it was last folded and by what was written since: on a busy machine
    /// the thread that folds comes late.
    /// </summary>
    public bool IsLogLong => Volatile.Read(ref pagesAtFold) + PagesOfARow * Volatile.Read(ref rowsSinceFold) >= LongLog;

    /// <summary>To be called by the writer after each COMMIT.</summary>
    public void Wrote(int count)
    {
        Interlocked.Add(ref rowsSinceFold, count);
        rows += count;
        if (rows < RowsBetween)
            return;
        rows = 0;
        due.Set();
    }

    public void Dispose()
    {
        stopping = true;
        due.Set();
        thread.Join();
        due.Dispose();
    }

    private void Work()
    {
        SqliteConnection? connection = null;
        while (true)
        {
            due.Wait();
            // Before the look: what is set afterwards is waited for no longer.
            due.Reset();
            if (stopping)
                break;
            try
            {
                connection ??= settings.Open(SqliteOpenMode.ReadWrite, "PRAGMA synchronous=FULL;");
                var before = Volatile.Read(ref rowsSinceFold);
                Volatile.Write(ref pagesAtFold, Fold(connection));
                Interlocked.Add(ref rowsSinceFold, -before);
            }
            catch (SqliteException e)
            {
                connection?.Dispose();
                connection = null;
                failed(e);
            }
        }
        connection?.Dispose();
    }

    /// <returns>
    /// How long the log is, in pages. What is folded already counts until the log begins anew. Where somebody else is folding, it is the writer, whose
    /// log is long.
    /// </returns>
    private static int Fold(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.GetInt32(1) is >= 0 and var length ? length : LongLog;
    }
}
