using System.Collections.Concurrent;
using TrustBot.Storage;

namespace TrustBot.Pairs;

/// <summary>Remembers what rows hold, so that a row that did not change is not parsed again. The ETag tells: nothing here is ever out of date.</summary>
internal sealed class ParsedRows<T>
    where T : class
{
    /// <summary>Twice this many at most: those asked for since the last turn, and those of the turn before. Few, because what lives long is dear to collect.</summary>
    private const int Turn = 48;

    private Generation young = new();
    private Generation old = new();

    public T Read(string partition, Row row)
    {
        if (row.Document is T document)
            return document;
        var key = (partition, row.Key);
        if (Volatile.Read(ref young).Entries.TryGetValue(key, out var known) && known.ETag == row.ETag)
            return known.Value;
        var value = Volatile.Read(ref old).Entries.TryGetValue(key, out known) && known.ETag == row.ETag ? known.Value : PairJson.Read<T>(row.Data);
        row.Document = value;
        if (!row.IsKept)
            Keep(key, row.ETag, value);
        return value;
    }

    /// <summary>What was written just now need not be parsed at all.</summary>
    public void Wrote(string partition, string key, string etag, T value) => Keep((partition, key), etag, value);

    private void Keep((string Partition, string Key) key, string etag, T value)
    {
        var now = Volatile.Read(ref young);
        now.Entries[key] = (etag, value);
        // Counted apart, because the dictionary's own Count takes all its locks. A row that changes counts again: the turn ends a little early.
        if (Interlocked.Increment(ref now.Kept) == Turn)
        {
            Volatile.Write(ref old, now);
            Volatile.Write(ref young, new Generation());
        }
    }

    private sealed class Generation
    {
        public int Kept;

        public ConcurrentDictionary<(string Partition, string Key), (string ETag, T Value)> Entries { get; } = new();
    }
}
