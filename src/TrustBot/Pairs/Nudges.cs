using System.Collections.Immutable;
using System.Threading.Channels;
using TrustBot.Core.Machine;

namespace TrustBot.Pairs;

/// <param name="Before">The ETag of the root row that the decision replaced; null when it made it.</param>
/// <param name="Sends">The keys of the messages that it added.</param>
internal sealed record Decided(string? Before, string After, IReadOnlyList<string> Sends);

/// <summary>
/// Whom to look after at once, and not when the next hint comes due. Kept in memory only: losing a nudge costs a minute, because a hint
/// was written first.
/// </summary>
public sealed class Nudges(TimeProvider system)
{
    private const int Most = 100_000;
    private const int MostDecided = 100;

    private readonly Lock gate = new();
    private readonly HashSet<Subject> waiting = [];
    private readonly PriorityQueue<Subject, long> later = new();
    private readonly Dictionary<Subject, List<Unrecorded>> unrecorded = [];
    private readonly Dictionary<Subject, List<Decided>> decided = [];
    private readonly Channel<Subject> ready = Channel.CreateUnbounded<Subject>();

    public void Add(Subject subject)
    {
        lock (gate)
        {
            if (waiting.Count >= Most || !waiting.Add(subject))
                return;
        }
        ready.Writer.TryWrite(subject);
    }

    /// <summary>Saves a look through the whole partition. Losing it costs that look and nothing else.</summary>
    internal void Add(Subject subject, Decided one)
    {
        Keep(decided, subject, [one], MostDecided);
        Add(subject);
    }

    /// <returns>In the order in which they were written.</returns>
    internal IReadOnlyCollection<Decided> TakeDecided(Subject subject) => Take(decided, subject);

    /// <summary>What is to be drawn anew without a row: it is here or nowhere, and lost with the process.</summary>
    public void Add(Subject subject, ImmutableArray<Unrecorded> redraws)
    {
        if (redraws.IsEmpty || !Keep(unrecorded, subject, redraws.AsSpan(), int.MaxValue))
            return;
        Add(subject);
    }

    /// <returns>Each once, in the order in which they were decided.</returns>
    public IReadOnlyCollection<Unrecorded> TakeUnrecorded(Subject subject) => Take(unrecorded, subject);

    public void AddAfter(Subject subject, TimeSpan delay)
    {
        lock (gate)
        {
            if (later.Count < Most)
                later.Enqueue(subject, system.GetUtcNow().UtcTicks + delay.Ticks);
        }
    }

    public bool TryTake(out Subject subject)
    {
        if (!ready.Reader.TryRead(out subject))
            return false;
        Taken(subject);
        return true;
    }

    public async ValueTask<Subject> TakeAsync(CancellationToken cancellation)
    {
        var subject = await ready.Reader.ReadAsync(cancellation);
        Taken(subject);
        return subject;
    }

    /// <summary>How long until the first delay is over; null when there is none.</summary>
    public TimeSpan? UntilOneIsRipe
    {
        get
        {
            lock (gate)
                return later.TryPeek(out _, out var at) ? TimeSpan.FromTicks(Math.Max(0, at - system.GetUtcNow().UtcTicks)) : null;
        }
    }

    /// <summary>Moves those whose delay is over to the others.</summary>
    public void Ripen()
    {
        while (Ripe() is { } subject)
            Add(subject);
    }

    /// <param name="each">So many at most for one subject; more are not kept.</param>
    /// <returns>False when too many subjects are waiting.</returns>
    private bool Keep<T>(Dictionary<Subject, List<T>> kept, Subject subject, ReadOnlySpan<T> more, int each)
    {
        lock (gate)
        {
            if (kept.Count >= Most)
                return false;
            if (!kept.TryGetValue(subject, out var list))
                kept[subject] = list = new List<T>(more.Length);
            if (list.Count < each)
                list.AddRange(more);
            return true;
        }
    }

    private List<T> Take<T>(Dictionary<Subject, List<T>> kept, Subject subject)
    {
        lock (gate)
            return kept.Remove(subject, out var taken) ? taken : [];
    }

    private Subject? Ripe()
    {
        lock (gate)
            return later.TryPeek(out _, out var at) && at <= system.GetUtcNow().UtcTicks ? later.Dequeue() : null;
    }

    private void Taken(Subject subject)
    {
        lock (gate)
            waiting.Remove(subject);
    }
}
