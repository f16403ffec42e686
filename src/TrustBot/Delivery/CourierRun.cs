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

    /// <summary>Holds up what nobody waits for: it is its turn later, and answers have a turn of their own.</summary>
    public void HoldPrompts(PersonId person, Instant until)
    {
        waiting.Add(person);
        At(until);
    }

    /// <summary>Left to the message that takes their place, if that one goes out.</summary>
    public List<SendKey> Deferred { get; } = [];

    public bool IsHeld(Send send) => held.Contains(send.To) || (IsPrompt(send) && waiting.Contains(send.To));

    /// <summary>Neither an answer nor a change of what stands there.</summary>
    public static bool IsPrompt(Send send) => send is { Answers: false, Replaces: null };
}
