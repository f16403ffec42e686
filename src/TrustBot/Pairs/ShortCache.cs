using System.Collections.Concurrent;

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
        if (entries.TryGetValue(key, out var entry) && system.GetElapsedTime(entry.Since) < Kept)
            return entry.Value;
        var before = Interlocked.Read(ref generation);
        var since = system.GetTimestamp();
        var value = await read(key, cancellation);
        // A read that began before a write of this process must not outlive it.
        if (value is not null && Interlocked.Read(ref generation) == before)
        {
            if (Interlocked.Increment(ref kept) > Most)
            {
                entries.Clear();
                Interlocked.Exchange(ref kept, 1);
            }
            entries[key] = (value, since);
        }
        return value;
    }

    public void Forget(TKey key)
    {
        Interlocked.Increment(ref generation);
        entries.TryRemove(key, out _);
    }
}
