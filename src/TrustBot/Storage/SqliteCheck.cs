using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

public enum SqliteIntegrity
{
    /// <summary>The last stop was clean, and nothing has shown damage since.</summary>
    Trusted,
    Checking,
    Sound,
    Damaged,

    /// <summary>The check itself couldn't run to its end.</summary>
    Unknown,
}

/// <summary>SQLite's quick_check, in the background: a large file takes seconds, and nobody should wait for a check that almost always passes.</summary>
internal sealed class SqliteCheck(SqliteSettings settings) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private volatile int integrity = (int)SqliteIntegrity.Trusted;

    public SqliteIntegrity Integrity => (SqliteIntegrity)integrity;

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Start()
    {
        integrity = (int)SqliteIntegrity.Checking;
        Ended = Task.Run(() => Set(Check()));
    }

    /// <summary>Damage that a read or a write runs into counts as much as damage that a check finds.</summary>
    public void Note(SqliteException failure)
    {
        if (SqliteOutage.IsDamage(failure))
            integrity = (int)SqliteIntegrity.Damaged;
    }

    public void Dispose()
    {
        stopping.Cancel();
        Ended.GetAwaiter().GetResult();
        stopping.Dispose();
    }

    private void Set(SqliteIntegrity found)
    {
        if (Integrity != SqliteIntegrity.Damaged)
            integrity = (int)found;
    }

    private SqliteIntegrity Check()
    {
        try
        {
            using var connection = settings.Open(SqliteOpenMode.ReadWrite, "PRAGMA query_only=1;");
            using var interrupt = stopping.Token.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return command.ExecuteScalar() is "ok" ? SqliteIntegrity.Sound : SqliteIntegrity.Damaged;
        }
        catch (SqliteException e)
        {
            return SqliteOutage.IsDamage(e) ? SqliteIntegrity.Damaged : SqliteIntegrity.Unknown;
        }
    }
}
