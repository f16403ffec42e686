using System.Globalization;

namespace TrustBot.Storage;

/// <summary>
/// Two files beside the database. <c>.lock</c> lets one process in; it is never deleted, for a lock on a deleted file holds nobody off.
/// <c>.running</c> holds that process's id and is deleted by a clean stop: when it is there at the start, the last stop was not clean.
/// </summary>
internal sealed class SqliteLock : IDisposable
{
    private readonly FileStream held;
    private readonly string marker;

    private SqliteLock(string database)
    {
        marker = database + ".running";
        held = new FileStream(database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        LastStopWasClean = !File.Exists(marker);
        File.WriteAllText(marker, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    public bool LastStopWasClean { get; }

    /// <exception cref="StoreUnavailableException">Another process has the database, or the folder can't be written.</exception>
    public static SqliteLock Take(string database)
    {
        try
        {
            if (Path.GetDirectoryName(database) is { Length: > 0 } folder)
                MakeFolder(folder);
            return new SqliteLock(database);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new StoreUnavailableException(
                $"The database {database} is in use by another TrustBot (process {HolderOf(database)}). Stop that one first, or give this one its own TrustBot:Storage.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The folder of the database {database} can't be written. See that it exists, has room, and belongs to the account that TrustBot runs under.", e);
        }
    }

    /// <summary>Marks a clean stop. A marker that can't be deleted costs one needless check.</summary>
    public void Clean()
    {
        try
        {
            File.Delete(marker);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    public void Dispose() => held.Dispose();

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A held lock: EAGAIN, which is 11 on Linux and 35 on macOS, or a sharing violation on Windows.</summary>
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string HolderOf(string database)
    {
        try
        {
            return File.ReadAllText(database + ".running").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
