using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace TrustBot.Pairs;

/// <summary>Remembers for 30 seconds what other nodes may have changed meanwhile. What this process writes, it forgets at once.</summary>
public sealed class ShortCache<TKey, TValue>(TimeProvider system)
    where TKey : notnull
    where TValue : class
{
    private const int Most = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TKey, (TValue Value, long Since)> entries = new();
    private long generation;

    // Counted apart, because the dictionary's own Count takes all its locks. An entry that is read again counts again: the cache is emptied a little early, never late.
    private int kept;

    public async ValueTask<TValue?> GetAsync(TKey key, Func<TKey, CancellationToken, ValueTask<TValue?>> read, CancellationToken cancellation)
    {
        if (TryGet(key, out var known))
            return known;
        var before = Interlocked.Read(ref generation);
        var since = system.GetTimestamp();
        var value = await read(key, cancellation);
        if (value is not null)
            Keep(key, value, since, before);
        return value;
    }

    /// <summary>Reads those that are not remembered in one go, for whoever asks for them soon.</summary>
    /// <param name="read">One value for each key, in their order; null where there is none.</param>
    public async ValueTask ReadAheadAsync(IEnumerable<TKey> keys, Func<IReadOnlyList<TKey>, CancellationToken, ValueTask<IReadOnlyList<TValue?>>> read, CancellationToken cancellation)
    {
        var missing = keys.Where(key => !TryGet(key, out _)).Distinct().ToList();
        if (missing.Count == 0)
            return;
        var before = Interlocked.Read(ref generation);
        var since = system.GetTimestamp();
        var values = await read(missing, cancellation);
        for (var i = 0; i < missing.Count; i++)
        {
            if (values[i] is { } value)
                Keep(missing[i], value, since, before);
        }
    }

    public void Forget(TKey key)
    {
        Interlocked.Increment(ref generation);
        entries.TryRemove(key, out _);
    }

    private bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        value = entries.TryGetValue(key, out var entry) && system.GetElapsedTime(entry.Since) < Kept ? entry.Value : null;
        return value is not null;
    }

    /// <summary>A read that began before a write of this process must not outlive it.</summary>
    private void Keep(TKey key, TValue value, long since, long before)
    {
        if (Interlocked.Read(ref generation) != before)
            return;
        if (Interlocked.Increment(ref kept) > Most)
        {
            entries.Clear();
            Interlocked.Exchange(ref kept, 1);
        }
        entries[key] = (value, since);
        // The write may have come between the look and the keeping.
        if (Interlocked.Read(ref generation) != before)
            entries.TryRemove(key, out _);
    }
}
