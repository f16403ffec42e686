namespace TrustBot.People;

/// <summary>
/// The random ids of people who asked to be forgotten, one a line, in a file that no backup of the store brings back: it lies beside the key file.
/// At the start it is gone through, so that a restored store forgets them again.
/// </summary>
/// <param name="path">Null keeps the ids in memory: for tests.</param>
public sealed class ErasedLog(string? path)
{
    private readonly Lock gate = new();
    private HashSet<string>? known;

    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (gate)
                return [.. Known];
        }
    }

    private HashSet<string> Known => known ??= path is not null && File.Exists(path)
        ? [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)]
        : [];

    /// <summary>Once it returns, the line is on the disk.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public void Add(string id)
    {
        lock (gate)
        {
            if (Known.Contains(id))
                return;
            if (path is not null)
                Append(path, id);
            Known.Add(id);
        }
    }

    // A line that a kill cut short ends in no line end: beginning with one keeps the next id whole.
    private static void Append(string path, string id)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.UTF8.GetBytes($"\n{id}\n"));
        file.Flush(flushToDisk: true);
    }
}
