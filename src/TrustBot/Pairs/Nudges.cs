using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<Subject, ConcurrentQueue<Unrecorded>> unrecorded = new();
    private readonly ConcurrentDictionary<Subject, ConcurrentQueue<Decided>> decided = new();
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
        if (decided.Count < Most && decided.GetOrAdd(subject, _ => new ConcurrentQueue<Decided>()) is { Count: < MostDecided } queue)
            queue.Enqueue(one);
        Add(subject);
    }

    /// <returns>In the order in which they were written.</returns>
    internal IReadOnlyCollection<Decided> TakeDecided(Subject subject) => decided.TryRemove(subject, out var taken) ? taken : [];

    /// <summary>What is to be drawn anew without a row: it is here or nowhere, and lost with the process.</summary>
    public void Add(Subject subject, ImmutableArray<Unrecorded> redraws)
    {
        if (redraws.IsEmpty || unrecorded.Count >= Most)
            return;
        var queue = unrecorded.GetOrAdd(subject, _ => new ConcurrentQueue<Unrecorded>());
        foreach (var redraw in redraws)
            queue.Enqueue(redraw);
        Add(subject);
    }

    /// <returns>Each once, in the order in which they were decided.</returns>
    public IReadOnlyCollection<Unrecorded> TakeUnrecorded(Subject subject) => unrecorded.TryRemove(subject, out var taken) ? taken : [];

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

    /// <summary>Moves those whose delay is over to the others.</summary>
    public void Ripen()
    {
        while (Ripe() is { } subject)
            Add(subject);
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
