using SQLitePCL;

namespace TrustBot.Storage;

/// <summary>Options of SQLite itself, which count for the whole process.</summary>
internal static class SqliteEngine
{
    private static readonly bool Prepared = Configure();

    /// <summary>To be called before a connection is opened. Where another one was first, SQLite stays as it is: slower, not different.</summary>
    public static void Prepare() => _ = Prepared;

    private static bool Configure()
    {
        Batteries_V2.Init();
        // Each connection is used by one thread at a time, so its own mutex guards nothing; nor does anybody ask for the counts of memory.
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD) == raw.SQLITE_OK
            && raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0) == raw.SQLITE_OK;
    }
}
