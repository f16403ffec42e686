using System.Threading.Channels;

namespace TrustBot.Pairs;

/// <summary>
/// Whom to look after at once, and not when the next hint comes due. Kept in memory only: losing a nudge costs a minute, because a hint
/// was written first.
/// </summary>
public sealed class Nudges(TimeProvider system)
{
    private const int Most = 100_000;

    private readonly Lock gate = new();
    private readonly HashSet<Subject> waiting = [];
    private readonly PriorityQueue<Subject, long> later = new();
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
