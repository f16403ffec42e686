using System.Buffers;

namespace TrustBot.Storage;

/// <summary>What the Azure Table service refuses, refused everywhere: the emulator accepts several of these, the service does not.</summary>
public static class TableLimits
{
    public const int OperationsInABatch = 100;
    public const int BytesInABatch = 4 * 1024 * 1024;
    public const int BytesInARow = 1024 * 1024;
    public const int CharactersInAProperty = 32_768;
    public const int CharactersInAKey = 512;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        "/\\#?" + string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(c => (char)c)));

    /// <exception cref="ArgumentException">The key is longer than the service takes, or holds a character that it refuses.</exception>
    public static void RequireKey(string key)
    {
        if (key.Length > CharactersInAKey)
            throw new ArgumentException($"A key has {key.Length} characters; the service takes {CharactersInAKey}.", nameof(key));
        if (key.AsSpan().ContainsAny(Forbidden))
            throw new ArgumentException("A key holds one of / \\ # ? or a control character.", nameof(key));
    }

    /// <exception cref="ArgumentException">The batch is empty, too long or too large, or names a row twice.</exception>
    public static void RequireBatch(string partition, IReadOnlyList<Change> batch)
    {
        RequireKey(partition);
        if (batch.Count is 0 or > OperationsInABatch)
            throw new ArgumentException($"A batch has {batch.Count} operations; the service takes 1 to {OperationsInABatch}.", nameof(batch));
        var keys = new HashSet<string>(batch.Count, StringComparer.Ordinal);
        var total = 0;
        foreach (var change in batch)
        {
            RequireKey(change.Key);
            if (!keys.Add(change.Key))
                throw new ArgumentException("A batch names a row twice.", nameof(batch));
            var bytes = 2 * (partition.Length + change.Key.Length + DataOf(change).Length);
            if (bytes > BytesInARow)
                throw new ArgumentException($"A row has {bytes} bytes; the service takes {BytesInARow}.", nameof(batch));
            total += bytes;
        }
        if (total > BytesInABatch)
            throw new ArgumentException($"A batch has {total} bytes; the service takes {BytesInABatch}.", nameof(batch));
    }

    private static string DataOf(Change change) => change switch
    {
        Change.Insert insert => insert.Data,
        Change.Replace replace => replace.Data,
        Change.Put put => put.Data,
        _ => "",
    };
}
