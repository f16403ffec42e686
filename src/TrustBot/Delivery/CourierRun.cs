using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <summary>What one look through a partition's messages has found out so far.</summary>
internal sealed class CourierRun(Subject subject, Ledger ledger)
{
    private readonly HashSet<PersonId> held = [];
    private readonly HashSet<PersonId> waiting = [];

    public Subject Subject => subject;

    public Ledger Ledger => ledger;

    public Instant? Next { get; private set; }

    /// <summary>Something moved under the run, or on by itself: look once more at once.</summary>
    public bool Again { get; set; }

    public void At(Instant moment) => Next = Next is { } next && next < moment ? next : moment;

    public void Hold(PersonId person, Instant until)
    {
        held.Add(person);
        At(until);
    }

    /// <summary>
    /// Its turn is later. An answer holds up all that was decided after it for this person; what nobody waits for holds up its like, because answers
    /// have turns of their own; and a change of what stands there, only itself.
    /// </summary>
    public void HoldFor(Send send, Instant until)
    {
        if (send.Answers)
            held.Add(send.To);
        else if (send.Replaces is null)
            waiting.Add(send.To);
        At(until);
    }

    /// <summary>Left to the message that takes their place, if that one goes out.</summary>
    public List<SendKey> Deferred { get; } = [];

    public bool IsHeld(Send send) => held.Contains(send.To) || (send is { Answers: false, Replaces: null } && waiting.Contains(send.To));
}
