using NodaTime;

namespace TrustBot.Simulation;

/// <summary>What people and coordinators will do, in order; at the same moment in the order in which it was planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (long Ticks, long Number)> queue = new();
    private long number;

    public Instant? Next => queue.TryPeek(out _, out var at) ? Instant.FromUnixTimeTicks(at.Ticks) : null;

    public void At(Instant moment, Action what) => queue.Enqueue(what, (moment.ToUnixTimeTicks(), number++));

    public Action Take() => queue.Dequeue();
}
