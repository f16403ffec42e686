using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TrustBot.Storage;

/// <summary>Says in one sentence what stopped SQLite, and what the operator does about it.</summary>
internal static class SqliteOutage
{
    public static bool Is(SqliteException failure) => Remedy(failure) is not null;

    /// <summary>The database is only waiting for somebody else, so the connection is as good as before.</summary>
    public static bool IsBusy(SqliteException failure) => failure.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    public static StoreUnavailableException Of(SqliteException failure, string file) =>
        new($"The database {file} {Remedy(failure)} (SQLite {failure.SqliteExtendedErrorCode})", failure);

    private static string? Remedy(SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            "is locked by another program. Close what holds it, such as a backup tool or a database shell; TrustBot then goes on by itself.",
        raw.SQLITE_FULL =>
            "can't grow: the disk is full. Make room; TrustBot then goes on by itself. Nothing was half written.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
            "can't be written: the file, its folder or the disk is read-only, or the file was moved away. Put that right; TrustBot then goes on by itself.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
            "is damaged. Stop TrustBot, keep a copy of the file and its -wal neighbour, and restore the last backup.",
        raw.SQLITE_CANTOPEN =>
            "can't be opened. See that its folder exists and that TrustBot may read and write in it; TrustBot then goes on by itself.",
        raw.SQLITE_IOERR =>
            "can't be read or written: the disk reports an error. Look at the disk; TrustBot goes on by itself when it answers again.",
        _ => null,
    };
}
