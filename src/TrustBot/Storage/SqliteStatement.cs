using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TrustBot.Storage;

/// <summary>
/// One statement, compiled at its first use and kept; used by one caller at a time. It stands below <see cref="SqliteCommand"/>, whose
/// readers and parameters cost several times what SQLite itself needs for a row.
/// </summary>
internal sealed class SqliteStatement(SqliteConnection connection, string sql) : IDisposable
{
    private const int BytesOnTheStack = 512;

    private readonly sqlite3 database = connection.Handle!;
    private sqlite3_stmt? compiled;

    private sqlite3_stmt Compiled => compiled ?? Compile();

    /// <param name="index">From 1.</param>
    public void Bind(int index, string text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = longest > BytesOnTheStack ? ArrayPool<byte>.Shared.Rent(longest) : null;
        var bytes = rented ?? stackalloc byte[BytesOnTheStack];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        // SQLite makes a copy of its own. No bytes at all would mean NULL to it.
        var code = length == 0 ? raw.sqlite3_bind_text(Compiled, index, "") : raw.sqlite3_bind_text(Compiled, index, bytes[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        Require(code);
    }

    /// <returns>Whether there is a row to look at. <see cref="Reset"/> follows in either case.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(Compiled);
        Require(code);
        return code == raw.SQLITE_ROW;
    }

    /// <param name="index">From 0.</param>
    public string Text(int index) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(Compiled, index));

    /// <summary>Ends the reading transaction, if this was what kept it open. An error of the last step was told by it.</summary>
    public void Reset()
    {
        if (compiled is not null)
            raw.sqlite3_reset(compiled);
    }

    /// <returns>How many rows were changed.</returns>
    public int Execute()
    {
        try
        {
            Step();
            return raw.sqlite3_changes(database);
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose() => compiled?.Dispose();

    private sqlite3_stmt Compile()
    {
        Require(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return compiled = statement;
    }

    private void Require(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(code, database);
    }
}
