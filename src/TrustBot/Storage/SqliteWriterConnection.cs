using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <summary>The writing connection and its prepared statements.</summary>
internal sealed class SqliteWriterConnection : IDisposable
{
    /// <summary>secure_delete overwrites what is erased, so that a shredded data key can't be read back out of free pages.</summary>
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;";

    private const string At = "WHERE tbl=$table AND pk=$partition AND rk=$key AND etag=$old";

    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin, commit, rollback, save, release, undo;
    private readonly SqliteCommand insert, put, replace, delete;

    public SqliteWriterConnection(SqliteSettings settings)
    {
        connection = settings.Open(SqliteOpenMode.ReadWrite, Pragmas);
        settings.WriterOpened?.Invoke(connection);
        begin = connection.Prepare("BEGIN IMMEDIATE");
        commit = connection.Prepare("COMMIT");
        rollback = connection.Prepare("ROLLBACK");
        save = connection.Prepare("SAVEPOINT caller");
        release = connection.Prepare("RELEASE caller");
        undo = connection.Prepare("ROLLBACK TO caller");
        const string values = "INSERT INTO rows VALUES ($table, $partition, $key, $etag, $data) ON CONFLICT ";
        insert = connection.Prepare(values + "DO NOTHING", "$table", "$partition", "$key", "$etag", "$data");
        put = connection.Prepare(values + "DO UPDATE SET etag=$etag, data=$data", "$table", "$partition", "$key", "$etag", "$data");
        replace = connection.Prepare("UPDATE rows SET etag=$etag, data=$data " + At, "$table", "$partition", "$key", "$etag", "$data", "$old");
        delete = connection.Prepare("DELETE FROM rows " + At, "$table", "$partition", "$key", "$old");
    }

    /// <exception cref="SqliteException">The file can't be made or opened, or is no database.</exception>
    public static void CreateSchema(SqliteSettings settings)
    {
        using var connection = settings.Open(SqliteOpenMode.ReadWriteCreate, Pragmas);
        connection.Run(
            """
            CREATE TABLE IF NOT EXISTS rows (
                tbl TEXT NOT NULL, pk TEXT NOT NULL, rk TEXT NOT NULL, etag TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (tbl, pk, rk)
            ) WITHOUT ROWID
            """);
    }

    public void Begin() => begin.ExecuteNonQuery();

    public void Commit() => commit.ExecuteNonQuery();

    public bool TryRollback()
    {
        try
        {
            // A failed BEGIN leaves nothing to roll back.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                rollback.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public WriteResult Apply(SqliteWrite write)
    {
        if (write.Batch.Count == 1)
            return ApplyAll(write);
        save.ExecuteNonQuery();
        var result = ApplyAll(write);
        if (result is WriteResult.Conflict)
            undo.ExecuteNonQuery();
        release.ExecuteNonQuery();
        return result;
    }

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[begin, commit, rollback, save, release, undo, insert, put, replace, delete])
            command.Dispose();
        connection.Dispose();
    }

    private WriteResult ApplyAll(SqliteWrite write)
    {
        var etags = new string?[write.Batch.Count];
        for (var i = 0; i < etags.Length; i++)
        {
            var change = write.Batch[i];
            etags[i] = change is Change.Delete ? null : NewETag();
            if (!Apply(write, change, etags[i]))
                return new WriteResult.Conflict(i, change.Key);
        }
        return new WriteResult.Written(etags);
    }

    private bool Apply(SqliteWrite write, Change change, string? etag) => change switch
    {
        Change.Insert it => Execute(insert, write, it.Key, etag, it.Data),
        Change.Put it => Execute(put, write, it.Key, etag, it.Data),
        Change.Replace it => Execute(replace, write, it.Key, etag, it.Data, it.ETag),
        Change.Delete it => Execute(delete, write, it.Key, it.ETag),
        _ => throw new InvalidOperationException($"A change of an unknown kind, {change.GetType().Name}."),
    };

    private static bool Execute(SqliteCommand command, SqliteWrite write, string key, params ReadOnlySpan<string?> rest)
    {
        command.Parameters[0].Value = write.Table;
        command.Parameters[1].Value = write.Partition;
        command.Parameters[2].Value = key;
        for (var i = 0; i < rest.Length; i++)
            command.Parameters[3 + i].Value = (object?)rest[i] ?? DBNull.Value;
        return command.ExecuteNonQuery() == 1;
    }

    private static string NewETag() => Random.Shared.NextInt64(long.MinValue, long.MaxValue).ToString("x16", CultureInfo.InvariantCulture);
}
