using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <param name="File">The database; its folder is made when it isn't there.</param>
public sealed record SqliteSettings(string File)
{
    /// <summary>Callers that share one COMMIT.</summary>
    public int CallersInACommit { get; init; } = 256;

    /// <summary>Writes that may wait their turn; the next caller waits for a place, until its own cancellation.</summary>
    public int WaitingWrites { get; init; } = 4096;

    /// <summary>Runs on every new writing connection. Tests make a store full or read-only with it.</summary>
    internal Action<SqliteConnection>? WriterOpened { get; init; }

    internal SqliteConnection Open(SqliteOpenMode mode, string pragmas)
    {
        SqliteEngine.Prepare();
        // Pooling off: the table keeps its own connections, because prepared statements live and die with them.
        // DefaultTimeout is the library's own loop around a busy database, in whole seconds, 30 unless told otherwise.
        var source = new SqliteConnectionStringBuilder { DataSource = File, Mode = mode, Pooling = false, DefaultTimeout = 1 };
        var connection = new SqliteConnection(source.ConnectionString);
        try
        {
            connection.Open();
            connection.Run("PRAGMA busy_timeout=1000; " + pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

internal static class SqliteStatements
{
    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
