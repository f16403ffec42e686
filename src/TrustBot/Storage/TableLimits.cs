using System.Buffers;

namespace TrustBot.Storage;

/// <summary>What the Azure Table service refuses, refused everywhere: the emulator accepts several of these, the service does not.</summary>
public static class TableLimits
{
    public const int OperationsInABatch = 100;
    public const int BytesInABatch = 4 * 1024 * 1024;

    /// <summary>A mebibyte, less one kibibyte for the names of the properties that hold the data.</summary>
    public const int BytesInARow = 1024 * 1024 - 1024;

    public const int CharactersInAProperty = 32_768;
    public const int CharactersInAKey = 512;
    public const int CharactersInATableName = 40;

    /// <summary>A batch travels as JSON inside MIME: up to \uXXXX for a character, and headers for each operation.</summary>
    private const int WireBytesOfACharacter = 6;
    private const int WireBytesOfAnOperation = 1024;

    private static readonly SearchValues<char> InATableName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        "/\\#?" + string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(c => (char)c)));

    /// <summary>The smallest key that sorts after this one: where to go on reading.</summary>
    public static string After(string key) => key + " ";

    /// <exception cref="ArgumentException">The name is not lower-case letters and digits, or is too long.</exception>
    public static void RequireTable(string table)
    {
        if (table.Length is 0 or > CharactersInATableName || !char.IsAsciiLetterLower(table[0]) || table.AsSpan().ContainsAnyExcept(InATableName))
            throw new ArgumentException($"A table name is 1 to {CharactersInATableName} lower-case letters and digits.", nameof(table));
    }

    /// <exception cref="ArgumentException">The key is longer than the service takes, or holds a character that it refuses.</exception>
    public static void RequireKey(string key)
    {
        if (key.Length > CharactersInAKey)
            throw new ArgumentException($"A key has {key.Length} characters; the service takes {CharactersInAKey}.", nameof(key));
        RequireBound(key);
    }

    /// <summary>Surrogates are refused because UTF-16 and UTF-8 order them differently, and ranges must mean the same everywhere.</summary>
    /// <exception cref="ArgumentException">The bound of a range holds a character that no key can hold.</exception>
    public static void RequireBound(string bound)
    {
        if (bound.AsSpan().ContainsAny(Forbidden))
            throw new ArgumentException("A key holds one of / \\ # ? or a control character.", nameof(bound));
        if (bound.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            throw new ArgumentException("A key holds a character outside the basic plane.", nameof(bound));
    }

    /// <exception cref="ArgumentException">One of the names cannot be one, or the limit is negative.</exception>
    public static void RequireRange(string table, string partition, string from, string until, int limit)
    {
        RequireTable(table);
        RequireKey(partition);
        RequireBound(from);
        RequireBound(until);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
    }

    /// <exception cref="ArgumentException">The batch is empty, too long or too large, or names a row twice.</exception>
    public static void RequireBatch(string partition, IReadOnlyList<Change> batch)
    {
        RequireKey(partition);
        if (batch.Count is 0 or > OperationsInABatch)
            throw new ArgumentException($"A batch has {batch.Count} operations; the service takes 1 to {OperationsInABatch}.", nameof(batch));
        var keys = new HashSet<string>(batch.Count, StringComparer.Ordinal);
        var total = 0L;
        foreach (var change in batch)
        {
            RequireKey(change.Key);
            if (!keys.Add(change.Key))
                throw new ArgumentException("A batch names a row twice.", nameof(batch));
            var characters = partition.Length + change.Key.Length + DataOf(change).Length;
            if (characters > BytesInARow / 2)
                throw new ArgumentException($"A row has {2L * characters} bytes; the service takes {BytesInARow}.", nameof(batch));
            total += WireBytesOfAnOperation + WireBytesOfACharacter * characters;
        }
        if (total > BytesInABatch)
            throw new ArgumentException($"A batch may take {total} bytes on the wire; the service takes {BytesInABatch}.", nameof(batch));
    }

    private static string DataOf(Change change) => change switch
    {
        Change.Insert insert => insert.Data,
        Change.Replace replace => replace.Data,
        Change.Put put => put.Data,
        _ => "",
    };
}
