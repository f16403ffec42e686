using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <summary>The writing connection and its prepared statements.</summary>
internal sealed class SqliteWriterConnection : IDisposable
{
    /// <summary>
    /// secure_delete overwrites what is erased, so that a shredded data key can't be read back out of free pages. wal_autocheckpoint is in pages of the log;
    /// <see cref="SqliteCheckpoint"/> comes before it, and leaves it little to do.
    /// </summary>
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-1024; PRAGMA temp_store=MEMORY;";

    private const string At = "WHERE tbl=?1 AND pk=?2 AND rk=?3 AND etag=?4";

    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, commit, rollback, save, release, undo;
    private readonly SqliteStatement insert, put, replace, delete;

    public SqliteWriterConnection(SqliteSettings settings)
    {
        connection = settings.Open(SqliteOpenMode.ReadWrite, Pragmas);
        settings.WriterOpened?.Invoke(connection);
        begin = new(connection, "BEGIN IMMEDIATE");
        commit = new(connection, "COMMIT");
        rollback = new(connection, "ROLLBACK");
        save = new(connection, "SAVEPOINT caller");
        release = new(connection, "RELEASE caller");
        undo = new(connection, "ROLLBACK TO caller");
        const string values = "INSERT INTO rows VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT ";
        insert = new(connection, values + "DO NOTHING");
        put = new(connection, values + "DO UPDATE SET etag=?4, data=?5");
        replace = new(connection, "UPDATE rows SET etag=?5, data=?6 " + At);
        delete = new(connection, "DELETE FROM rows " + At);
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

    public void Begin() => begin.Execute();

    public void Commit() => commit.Execute();

    public bool TryRollback()
    {
        try
        {
            // A failed BEGIN leaves nothing to roll back.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                rollback.Execute();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>In order, up to and including the first that conflicts.</summary>
    /// <param name="written">What the next COMMIT makes true is added here.</param>
    public WriteResult Apply(SqliteWrite write, List<(TableWrite Write, string?[] ETags)> written)
    {
        for (var i = 0; i < write.Writes.Count - 1; i++)
        {
            if (Apply(write.Writes[i], written) is WriteResult.Conflict conflict)
                return conflict;
        }
        return Apply(write.Writes[^1], written);
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[begin, commit, rollback, save, release, undo, insert, put, replace, delete])
            statement.Dispose();
        connection.Dispose();
    }

    private WriteResult Apply(TableWrite write, List<(TableWrite Write, string?[] ETags)> written)
    {
        if (write.Batch.Count == 1)
            return ApplyAll(write, written);
        save.Execute();
        var result = ApplyAll(write, written);
        if (result is WriteResult.Conflict)
            undo.Execute();
        release.Execute();
        return result;
    }

    private WriteResult ApplyAll(TableWrite write, List<(TableWrite Write, string?[] ETags)> written)
    {
        var etags = new string?[write.Batch.Count];
        for (var i = 0; i < etags.Length; i++)
        {
            var change = write.Batch[i];
            etags[i] = change is Change.Delete ? null : NewETag();
            if (!Apply(write, change, etags[i]))
                return new WriteResult.Conflict(i, change.Key);
        }
        written.Add((write, etags));
        return new WriteResult.Written(etags);
    }

    private bool Apply(TableWrite write, Change change, string? etag) => change switch
    {
        Change.Insert it => Execute(insert, write, it.Key, etag!, it.Data),
        Change.Put it => Execute(put, write, it.Key, etag!, it.Data),
        Change.Replace it => Execute(replace, write, it.Key, it.ETag, etag!, it.Data),
        Change.Delete it => Execute(delete, write, it.Key, it.ETag),
        _ => throw new InvalidOperationException($"A change of an unknown kind, {change.GetType().Name}."),
    };

    private static bool Execute(SqliteStatement statement, TableWrite write, string key, params ReadOnlySpan<string> rest)
    {
        statement.Bind(1, write.Table);
        statement.Bind(2, write.Partition);
        statement.Bind(3, key);
        for (var i = 0; i < rest.Length; i++)
            statement.Bind(4 + i, rest[i]);
        return statement.Execute() == 1;
    }

    private static string NewETag() => Random.Shared.NextInt64(long.MinValue, long.MaxValue).ToString("x16", CultureInfo.InvariantCulture);
}
