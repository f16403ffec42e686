using System.Collections.Concurrent;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>
/// Which messages of a partition were not final when it was last looked through. A message is only ever added together with the partition's
/// root row, and a final one never opens again: as long as the root's ETag is the same, whoever writes, no other can be open.
/// </summary>
internal sealed class OpenMessages(ITable table)
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<Subject, (string Version, IReadOnlyList<string> Keys)> known = new();

    // Counted apart, because the dictionary's own Count takes all its locks. One that is kept again counts again: emptied a little early, never late.
    private int kept;

    /// <summary>To be read before the messages are: what is decided in between changes it.</summary>
    /// <returns>Null when the partition has no root.</returns>
    public async ValueTask<string?> VersionAsync(Subject subject, CancellationToken cancellation) =>
        (await table.ReadAsync(subject.Table, subject.Partition, subject.Root, cancellation))?.ETag;

    /// <returns>The keys of their rows, some of which may be final by now; null when only the partition itself can tell.</returns>
    public IReadOnlyList<string>? Of(Subject subject, string? version) =>
        version is not null && known.TryGetValue(subject, out var last) && last.Version == version ? last.Keys : null;

    public void Keep(Subject subject, string? version, IReadOnlyList<string> keys)
    {
        if (version is null)
            return;
        if (Interlocked.Increment(ref kept) > Most)
        {
            known.Clear();
            Interlocked.Exchange(ref kept, 1);
        }
        known[subject] = (version, keys);
    }

    /// <summary>What a decision of this process added. It replaced the very root that was looked at, or nothing is known any more.</summary>
    public void Add(Subject subject, Decided decided)
    {
        if (decided.Before is null)
            Keep(subject, decided.After, decided.Sends);
        else if (Of(subject, decided.Before) is { } before)
            Keep(subject, decided.After, decided.Sends.Count == 0 ? before : [.. before, .. decided.Sends]);
    }
}
