using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace TrustBot.Pairs;

/// <summary>Remembers for 30 seconds what other nodes may have changed meanwhile. What this process writes, it forgets at once.</summary>
public sealed class ShortCache<TKey, TValue>(TimeProvider system)
    where TKey : notnull
    where TValue : class
{
    /// <summary>Twice this many at most: those read since the last turn, and those of the turn before. Few, because what lives long is dear to collect.</summary>
    private const int Turn = 128;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private Generation young = new();
    private Generation old = new();
    private long generation;

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
        Remove(key);
    }

    private bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        value = (Volatile.Read(ref young).Entries.TryGetValue(key, out var entry) || Volatile.Read(ref old).Entries.TryGetValue(key, out entry)) && system.GetElapsedTime(entry.Since) < Kept
            ? entry.Value
            : null;
        return value is not null;
    }

    /// <summary>A read that began before a write of this process must not outlive it.</summary>
    private void Keep(TKey key, TValue value, long since, long before)
    {
        if (Interlocked.Read(ref generation) != before)
            return;
        var now = Volatile.Read(ref young);
        now.Entries[key] = (value, since);
        // Counted apart, because the dictionary's own Count takes all its locks. An entry that is read again counts again: the turn ends a little early.
        if (Interlocked.Increment(ref now.Kept) == Turn)
        {
            Volatile.Write(ref old, now);
            Volatile.Write(ref young, new Generation());
        }
        // The write may have come between the look and the keeping.
        if (Interlocked.Read(ref generation) != before)
            Remove(key);
    }

    private void Remove(TKey key)
    {
        // The older last: while a turn ends, what is in both was put into the younger first.
        Volatile.Read(ref young).Entries.TryRemove(key, out _);
        Volatile.Read(ref old).Entries.TryRemove(key, out _);
    }

    private sealed class Generation
    {
        public int Kept;

        public ConcurrentDictionary<TKey, (TValue Value, long Since)> Entries { get; } = new();
    }
}
