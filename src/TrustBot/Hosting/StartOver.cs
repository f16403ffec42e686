using TrustBot.Storage;

namespace TrustBot.Hosting;

/// <summary>
/// The Sandbox's story from the beginning: the files of the store and of the chats go, the key stays. Asking leaves a mark in the data
/// directory and stops the host; the next one finds the mark, in this process or another, and deletes before anything is opened. So a
/// kill at any moment leaves the old story or the new one, and never a half of each.
/// </summary>
internal sealed class StartOver(Places places, IHostApplicationLifetime lifetime)
{
    /// <summary>The Sandbox's own file beside the store, with what SQLite keeps next to it.</summary>
    private const string Chats = "sandbox.db";

    private readonly string mark = Path.Combine(places.DataDirectory, "sandbox.start-over");

    /// <summary>Tables in Azure are nobody's to delete from here.</summary>
    public bool IsPossible => Database is not null;

    /// <summary>Whether this host stops in order to be built again.</summary>
    public bool IsAsked { get; private set; }

    private string? Database => StorageSetting.DatabaseIn(places.Storage, places.Root);

    public void Ask()
    {
        File.WriteAllText(mark, "");
        IsAsked = true;
        lifetime.StopApplication();
    }

    /// <summary>Does what was asked of the last host. Call it before the store is opened.</summary>
    /// <exception cref="StoreUnavailableException">Another process has the database.</exception>
    public void Finish()
    {
        if (!File.Exists(mark) || Database is not { } database)
            return;
        using var held = SqliteLock.Take(database);
        foreach (var file in (string[])[database, Path.Combine(places.DataDirectory, Chats)])
            foreach (var part in (string[])["", "-wal", "-shm"])
                File.Delete(file + part);
        File.Delete(mark);
        held.Clean();
    }
}
