using System.Collections.Concurrent;
using System.Threading.Channels;
using TrustBot.Core.People;

namespace TrustBot.Slack.Outbound;

/// <summary>Whose profile is to be looked at: each once a day, when they do something or are about to be written to. After a restart it begins afresh.</summary>
public sealed class DueProfiles(TimeProvider system)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<Address, long> looked = new();
    private readonly Channel<Address> due = Channel.CreateBounded<Address>(new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    // Counted apart, because the dictionary's own Count takes all its locks. One that is noted again counts again: emptied a little early, never late.
    private int noted;

    public ChannelReader<Address> Reader => due.Reader;

    /// <summary>Holds nobody up: somebody else looks, soon.</summary>
    public void Add(Address address)
    {
        if (looked.TryGetValue(address, out var last) && system.GetElapsedTime(last) < Kept)
            return;
        IsFresh(address);
        due.Writer.TryWrite(address);
    }

    /// <summary>Somebody looked just now.</summary>
    public void IsFresh(Address address)
    {
        if (Interlocked.Increment(ref noted) > Most)
        {
            looked.Clear();
            Interlocked.Exchange(ref noted, 1);
        }
        looked[address] = system.GetTimestamp();
    }
}
