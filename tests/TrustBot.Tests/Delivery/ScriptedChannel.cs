using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.People;
using TrustBot.Delivery;

namespace TrustBot.Tests.Delivery;

/// <summary>A place where people chat, with faults by script: the next calls meet what was queued, all others land.</summary>
public sealed class ScriptedChannel(bool canFind, string name = "test") : IChannel
{
    private int count;

    public string Name => name;

    public Pace Pace { get; init; } = Pace.Unlimited;

    public bool PacesRedraws { get; init; }

    /// <summary>Ids that begin with the same word and a slash share their limits.</summary>
    public string LaneOf(Address to) => to.Id.Split('/') is [var tenant, _] ? $"{Name}:{tenant}" : Name;

    /// <summary>What each person sees, by reference.</summary>
    public List<Seen> Posts { get; } = [];

    public Queue<Fault> Faults { get; } = new();

    public int Calls { get; private set; }

    public int Looks { get; private set; }

    public Action? BeforeCall { get; set; }

    public Func<Address, SendKey, Instant, CancellationToken, ValueTask<Found>>? FindAsync => canFind ? Find : null;

    public ValueTask<Outcome> SendAsync(Address to, Envelope envelope, CancellationToken cancellation) => ValueTask.FromResult(Meet(() =>
    {
        Posts.Add(new Seen($"m{++count}", to.Id, envelope));
        return Posts[^1].Reference;
    }));

    public ValueTask<Outcome> ReplaceAsync(Address to, string reference, Envelope envelope, CancellationToken cancellation) => ValueTask.FromResult(Meet(() =>
    {
        var at = Posts.FindIndex(post => post.Reference == reference && post.To == to.Id);
        Assert.True(at >= 0, "A message was to be drawn anew that was never sent.");
        Posts[at] = Posts[at] with { Envelope = envelope };
        return reference;
    }));

    private Outcome Meet(Func<string> post)
    {
        Calls++;
        BeforeCall?.Invoke();
        switch (Faults.TryDequeue(out var fault) ? fault : null)
        {
            case Fault.Refused refused:
                return refused.With;
            case Fault.AnswerLost:
                post();
                return new Outcome.Unknown();
            case Fault.RequestLost:
                return new Outcome.Unknown();
            case Fault.DiesAfter:
                post();
                throw new Simulation.SimulatedCrashException();
            case Fault.DiesBefore:
                throw new Simulation.SimulatedCrashException();
            default:
                return new Outcome.Landed(post());
        }
    }

    private ValueTask<Found> Find(Address to, SendKey key, Instant since, CancellationToken cancellation)
    {
        Looks++;
        var post = Posts.Find(one => one.To == to.Id && one.Envelope.Key == key);
        return ValueTask.FromResult<Found>(post is null ? new Found.NotThere() : new Found.There(post.Reference));
    }

    public sealed record Seen(string Reference, string To, Envelope Envelope)
    {
        public string Title => Envelope.Message.Title;
    }

    public abstract record Fault
    {
        private Fault() { }

        public sealed record Refused(Outcome With) : Fault;

        public sealed record AnswerLost : Fault;

        public sealed record RequestLost : Fault;

        public sealed record DiesAfter : Fault;

        public sealed record DiesBefore : Fault;
    }
}
