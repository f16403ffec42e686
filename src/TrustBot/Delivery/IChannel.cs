using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;

namespace TrustBot.Delivery;

/// <summary>A place where people chat. Implementations make one attempt and say truly what they know of its outcome; they never retry by themselves.</summary>
public interface IChannel
{
    /// <summary>The constant that addresses of this channel carry.</summary>
    string Name { get; }

    /// <summary>How fast the platform may be sent to; a platform that asks for more patience gets it.</summary>
    Pace Pace => Pace.Unlimited;

    /// <summary>Whether the platform counts messages that are drawn anew apart from new ones, so that the channel sees to that limit itself.</summary>
    bool PacesRedraws => false;

    /// <summary>Whose limits a call counts against: nobody in one lane waits for what the platform asked of another.</summary>
    string LaneOf(Address to) => Name;

    /// <summary>Where a channel that many read is, on the platform of the person whose words go there.</summary>
    Address PlaceOf(Address own, ChannelId place) => own with { Id = place.Value };

    ValueTask<Outcome> SendAsync(Address to, Envelope envelope, CancellationToken cancellation);

    /// <summary>Draws a message anew in the place of one that was sent before.</summary>
    /// <param name="reference">What <see cref="Outcome.Landed"/> gave for it.</param>
    ValueTask<Outcome> ReplaceAsync(Address to, string reference, Envelope envelope, CancellationToken cancellation);

    /// <summary>Looks for a message whose outcome is unknown. Null where the platform can't be asked.</summary>
    Func<Address, SendKey, Instant, CancellationToken, ValueTask<Found>>? FindAsync { get; }
}

/// <param name="Pair">Null for a message that is about a person, not a pair.</param>
/// <param name="Key">Travels with the message where the platform has room for it, and comes back with every press.</param>
/// <param name="Place">The channel that it is posted to, for everybody there; null for nearly all, which go to the person's own chat.</param>
public sealed record Envelope(SendKey Key, PairId? Pair, PersonId To, Message Message, ChannelId? Place = null);

public abstract record Outcome
{
    private Outcome() { }

    /// <param name="Reference">The platform's name for the message, to draw it anew later.</param>
    public sealed record Landed(string Reference) : Outcome;

    /// <summary>It surely did not arrive.</summary>
    /// <param name="Reason">A constant, such as <c>rate-limited</c> or <c>blocked</c>.</param>
    /// <param name="Final">Whether another attempt is pointless.</param>
    public sealed record NotLanded(string Reason, Duration? RetryAfter = null, bool Final = false) : Outcome;

    /// <summary>It surely did not arrive, and the channel itself works: this receiver can't be reached now. It waits until they can.</summary>
    /// <param name="Reason">A constant, such as <c>blocked</c>.</param>
    public sealed record OutOfReach(string Reason) : Outcome;

    /// <summary>It surely did not arrive, because it is not its turn. The channel itself works, and nobody else waits for this.</summary>
    public sealed record NotYet(Duration After) : Outcome;

    /// <summary>It may have arrived: a time-out, a cut answer, a server's error.</summary>
    public sealed record Unknown : Outcome;
}

public abstract record Found
{
    private Found() { }

    public sealed record There(string Reference) : Found;

    public sealed record NotThere : Found;

    /// <summary>The look itself failed; look again later.</summary>
    public sealed record CannotTell : Found;

    /// <summary>This place can't be looked through, now or later: as if the platform could not be asked.</summary>
    public sealed record CannotBeAsked : Found;
}
