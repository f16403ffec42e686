using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <summary>One reading connection with its prepared statements; used by one caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand row;
    private readonly SqliteCommand range;
    private readonly SqliteCommand partition;

    public SqliteReader(SqliteSettings settings)
    {
        connection = settings.Open(SqliteOpenMode.ReadWrite, "PRAGMA query_only=1; PRAGMA cache_size=-4096;");
        row = connection.Prepare("SELECT rk, etag, data FROM rows WHERE tbl=$table AND pk=$partition AND rk=$key", "$table", "$partition", "$key");
        range = connection.Prepare(
            "SELECT rk, etag, data FROM rows WHERE tbl=$table AND pk=$partition AND rk>=$from AND rk<$until ORDER BY rk LIMIT $limit",
            "$table", "$partition", "$from", "$until", "$limit");
        partition = connection.Prepare("SELECT pk FROM rows WHERE tbl=$table AND pk>=$after ORDER BY pk LIMIT 1", "$table", "$after");
    }

    public Row? Read(string table, string inPartition, string key)
    {
        row.Parameters[0].Value = table;
        row.Parameters[1].Value = inPartition;
        row.Parameters[2].Value = key;
        using var found = row.ExecuteReader();
        return found.Read() ? RowOf(found) : null;
    }

    public List<Row> ReadRange(string table, string inPartition, string from, string until, int limit)
    {
        range.Parameters[0].Value = table;
        range.Parameters[1].Value = inPartition;
        range.Parameters[2].Value = from;
        range.Parameters[3].Value = until;
        range.Parameters[4].Value = limit == 0 ? -1 : limit;
        using var found = range.ExecuteReader();
        var rows = new List<Row>();
        while (found.Read())
            rows.Add(RowOf(found));
        return rows;
    }

    /// <summary>The next partitions, each found by one seek: the rows between are never read.</summary>
    public List<string> Partitions(string table, string after, int count)
    {
        var partitions = new List<string>(count);
        partition.Parameters[0].Value = table;
        partition.Parameters[1].Value = after;
        while (partitions.Count < count && partition.ExecuteScalar() is string next)
        {
            partitions.Add(next);
            partition.Parameters[1].Value = TableLimits.After(next);
        }
        return partitions;
    }

    public void Dispose()
    {
        row.Dispose();
        range.Dispose();
        partition.Dispose();
        connection.Dispose();
    }

    private static Row RowOf(SqliteDataReader found) => new(found.GetString(0), found.GetString(1), found.GetString(2));
}
