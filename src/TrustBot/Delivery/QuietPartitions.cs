using System.Collections.Concurrent;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>
/// Partitions in which every message was found to be final. A message is only ever added together with the partition's root row, and a final
/// one never opens again: as long as the root's ETag is the same, also of another node's writing, there is nothing to look for.
/// </summary>
internal sealed class QuietPartitions(ITable table)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Subject, string> quiet = new();

    // Counted apart, because the dictionary's own Count takes all its locks. One that is noted again counts again: emptied a little early, never late.
    private int kept;

    /// <summary>To be read before the messages are: what is decided in between changes it.</summary>
    /// <returns>Null when the partition has no root.</returns>
    public async ValueTask<string?> VersionAsync(Subject subject, CancellationToken cancellation) =>
        (await table.ReadAsync(subject.Table, subject.Partition, subject.Root, cancellation))?.ETag;

    public bool Contains(Subject subject, string? version) => version is not null && quiet.TryGetValue(subject, out var known) && known == version;

    public void Add(Subject subject, string? version)
    {
        if (version is null)
            return;
        if (Interlocked.Increment(ref kept) > Most)
        {
            quiet.Clear();
            Interlocked.Exchange(ref kept, 1);
        }
        quiet[subject] = version;
    }
}
