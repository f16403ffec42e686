using Microsoft.Data.Sqlite;
using SQLitePCL;
using TrustBot.Storage;

namespace TrustBot.Sandbox;

/// <summary>Why nothing can be stored, as far as the person at this machine can do something about it.</summary>
public enum Trouble
{
    Away,
    Locked,
    Full,
    ReadOnly,
}

internal static class StoreTrouble
{
    /// <returns>Null when something else is wrong.</returns>
    public static Trouble? Of(Exception failure) => failure switch
    {
        StoreUnavailableException store => store.InnerException is { } cause ? Of(cause) ?? Trouble.Away : Trouble.Away,
        SqliteException sqlite => sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Trouble.Locked,
            raw.SQLITE_FULL => Trouble.Full,
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => Trouble.ReadOnly,
            _ => Trouble.Away,
        },
        _ => null,
    };
}
