using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.TakingBack;

namespace TrustBot.Core.Machine;

/// <summary>
/// One part of a pair's life: a practice, or one of the things around them. It says what it brings and leaves the deciding to its dialog.
/// What it does not override, it has no part in.
/// </summary>
internal abstract class Practice
{
    /// <summary>The first part of the ids of its buttons, forms and cards, and what its turns are counted under: part of the wire and of stored rows.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it acts only while the two are a pair: after both joined, and before it ends.</summary>
    public virtual bool NeedsBoth => true;

    /// <summary>Whether this button or form still works when the pair has ended, until its time is over: what reads, and a note for oneself.</summary>
    public virtual bool StaysOpen(ActionId action) => false;

    /// <summary>The words that this button or form can't be answered without.</summary>
    public virtual Needs NeedsOf(Pair pair, Role by, ActionId action) => Needs.Nothing;

    /// <summary>Those of its buttons that open a window. A platform must know before the press.</summary>
    public virtual ImmutableArray<ActionId> Opening => [];

    public virtual void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
    }

    /// <summary>The form that a submission claims to answer, as it would be drawn now; what stood in its fields at first makes no difference, and may be left out.</summary>
    /// <returns>Null for one that does not exist, or not at this point of the pair's life.</returns>
    public virtual Form? FormOf(Drawing drawing, Input.Submitted submitted) => null;

    /// <summary>The answers were held against the form of <see cref="FormOf"/>.</summary>
    public virtual void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
    }

    /// <summary>Draws anew, where they stand, the cards that this member may still press: they read another language now.</summary>
    public virtual void Retell(Ruling ruling, Role role)
    {
    }

    /// <returns>Whether the typed word is one of its own.</returns>
    public virtual bool Asked(Ruling ruling, Role by, Command command) => false;

    /// <summary>Drops from its own state what names words of a member who is forgotten, where that would leave an empty place. Their rows go without it.</summary>
    public virtual void Forget(Ruling ruling, Role role)
    {
    }

    /// <summary>Settles what is due.</summary>
    public virtual void Settle(Ruling ruling)
    {
    }

    public virtual Instant? NextDue(PairView view, Pair pair) => null;

    /// <summary>Words that the card quotes; those that the reader may not read are left out afterwards.</summary>
    public virtual IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) => [];

    /// <returns>Null when there is nothing left to say.</returns>
    public virtual Message? Draw(Drawing drawing, Card card) => null;

    /// <summary>A prompt's moment passes: it does not wait for the end of a rest, and of two that are due only the newer is worth sending.</summary>
    public virtual bool IsPrompt(Card card) => false;

    /// <summary>Whether a card that has not gone out yet still has something to say beside "settled".</summary>
    public virtual bool IsStillOpen(Drawing drawing, Card card) => true;

    /// <summary>Whether the record of a card that stands in a chat can go, because nothing about it changes any more.</summary>
    public virtual bool IsOver(Pair pair, Card card) => false;

    /// <summary>Whether its turns in the rhythm ask this member anything.</summary>
    public virtual bool IsFor(Role role) => true;

    /// <summary>Whether it can take a turn in the rhythm of scheduled prompts.</summary>
    public virtual bool CanOffer(PairView view, Pair pair, LocalDate slot) => false;

    /// <summary>Takes the turn: changes its own state and sends its prompts through <see cref="PromptDialog.Send"/>.</summary>
    public virtual void Offer(Ruling ruling, Slot slot)
    {
    }

    /// <summary>For somebody who reads their own data: each field that a sheet of this practice can have, in order, with what it says to people.</summary>
    /// <param name="author">Who filled the sheet in.</param>
    public virtual IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) => [];

    /// <summary>What this reader sent to the other and can take back, by a name of the practice's own.</summary>
    /// <returns>Null when there is no such thing, or no longer.</returns>
    public virtual Sent? SentOf(Drawing drawing, string name) => null;

    /// <summary>What of its own waits for this member, so that it can be reminded of and put off.</summary>
    public virtual IEnumerable<Ask> Asks(PairView view, Pair pair, Role role) => [];
}

/// <summary>Something that waits for one person's answer.</summary>
/// <param name="Since">When it was sent; its own moment, before any window.</param>
/// <param name="Reminders">How many there may be: one, two for kickoff and signing only, and none for what is the reader's own gift.</param>
public sealed record Ask(Card Card, Instant Since, int Reminders = 1);
