using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <summary>
/// One reading connection with its prepared statements; used by one caller at a time, and within a transaction. To begin and end one takes more time
/// than a row, so it may outlast the caller, until something has been written.
/// </summary>
internal sealed class SqliteReader : IDisposable
{
    private const long Never = -1;

    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, end;
    private readonly SqliteStatement row;
    private readonly SqliteStatement range;
    private readonly SqliteStatement partition;

    public SqliteReader(SqliteSettings settings)
    {
        connection = settings.Open(SqliteOpenMode.ReadWrite, "PRAGMA query_only=1; PRAGMA cache_size=-256;");
        begin = new(connection, "BEGIN");
        end = new(connection, "COMMIT");
        row = new(connection, "SELECT etag, data FROM rows WHERE tbl=?1 AND pk=?2 AND rk=?3");
        // No LIMIT ?5: SQLite plans a statement anew for every other limit that is bound, which takes longer than reading a few rows.
        range = new(connection, "SELECT etag, data, rk FROM rows WHERE tbl=?1 AND pk=?2 AND rk>=?3 AND rk<?4 ORDER BY rk");
        partition = new(connection, "SELECT pk FROM rows WHERE tbl=?1 AND pk>=?2 ORDER BY pk LIMIT 1");
    }

    /// <summary>How many commits there had been, at least, when its transaction began.</summary>
    public long Since { get; private set; } = Never;

    /// <summary>To be called before it reads.</summary>
    /// <param name="commits">Whatever was written up to that many is found.</param>
    /// <remarks>A failure, here or later, leaves the transaction open: whoever meets one disposes of the reader.</remarks>
    public void Begin(long commits)
    {
        if (Since == commits)
            return;
        End();
        begin.Execute();
        Since = commits;
    }

    public void End()
    {
        if (Since == Never)
            return;
        end.Execute();
        Since = Never;
    }

    public Row? Read(string table, string inPartition, string key)
    {
        row.Bind(1, table);
        row.Bind(2, inPartition);
        row.Bind(3, key);
        try
        {
            return row.Step() ? new Row(key, row.Text(0), row.Text(1)) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    public List<Row> ReadRange(string table, string inPartition, string from, string until, int limit)
    {
        range.Bind(1, table);
        range.Bind(2, inPartition);
        range.Bind(3, from);
        range.Bind(4, until);
        try
        {
            var rows = new List<Row>();
            while ((limit == 0 || rows.Count < limit) && range.Step())
                rows.Add(new Row(range.Text(2), range.Text(0), range.Text(1)));
            return rows;
        }
        finally
        {
            range.Reset();
        }
    }

    /// <summary>The next partitions, each found by one seek: the rows between are never read.</summary>
    public List<string> Partitions(string table, string after, int count)
    {
        var partitions = new List<string>(count);
        while (partitions.Count < count && Next(table, after) is { } next)
        {
            partitions.Add(next);
            after = TableLimits.After(next);
        }
        return partitions;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[begin, end, row, range, partition])
            statement.Dispose();
        connection.Dispose();
    }

    private string? Next(string table, string after)
    {
        partition.Bind(1, table);
        partition.Bind(2, after);
        try
        {
            return partition.Step() ? partition.Text(0) : null;
        }
        finally
        {
            partition.Reset();
        }
    }
}
