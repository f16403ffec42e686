using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Safety;

/// <summary>Opaque: made from the nonce of the form that was sent, so that sending it twice is sending it once.</summary>
public readonly record struct CaseId(string Value)
{
    public static CaseId OfForm(string nonce) => new($"c-{nonce}");

    public override string ToString() => Value;
}

/// <summary>A message to a named contact. It has a partition of its own, knows of no pair, and no pair knows of it.</summary>
public sealed record Case
{
    public required CaseId Id { get; init; }

    /// <summary>Whose contacts and working days count.</summary>
    public required ProgrammeId Programme { get; init; }

    public required PersonId Author { get; init; }

    public required PersonId Contact { get; init; }

    /// <summary>Who hears that something lies unopened; null when the author wanted nobody else.</summary>
    public PersonId? Backup { get; init; }

    public required Instant SentAt { get; init; }

    /// <summary>Two working days later.</summary>
    public required Instant FirstCheck { get; init; }

    /// <summary>Five working days after it was sent.</summary>
    public required Instant SecondCheck { get; init; }

    /// <summary>Null once they were erased.</summary>
    public WordsId? Words { get; init; }

    public CaseState State { get; init; } = new CaseState.Sent(0);

    /// <summary>The author wants nothing of it to be read in the chat.</summary>
    public bool Cleared { get; init; }

    /// <summary>Messages that stand in somebody's chat, in the order in which they were sent; a person's last is the one that still says something.</summary>
    public ImmutableArray<CaseCard> Cards { get; init; } = [];

    /// <summary>When the contact last did something about it; null where that was never, or before this was kept.</summary>
    public Instant? Touched { get; init; }

    /// <summary>Nobody closed it, and the contact was told a week before; null while nothing of the kind is planned.</summary>
    public Instant? DeletesAt { get; init; }

    public int Revision { get; init; }

    public Instant? NextWake { get; init; }

    internal Instant LastActivity => Touched ?? (State as CaseState.Opened)?.At ?? SentAt;

    /// <param name="days">How long the programme keeps what was closed.</param>
    public bool IsOver(Instant now, int days) => (CaseState.EndOf(State) is { } end ? end + Duration.FromDays(days) : DeletesAt) <= now;
}

public abstract record CaseState
{
    private CaseState() { }

    /// <param name="Checks">How many of the two checks are over.</param>
    public sealed record Sent(int Checks) : CaseState;

    public sealed record Opened(Instant At) : CaseState;

    /// <summary>The contact says that the two have spoken.</summary>
    public sealed record InTouch(Instant At) : CaseState;

    /// <summary>Before it was opened; its words and their key are gone.</summary>
    public sealed record Withdrawn(Instant At) : CaseState;

    /// <summary>When there was nothing more to do; null while there is.</summary>
    public static Instant? EndOf(CaseState state) => state switch
    {
        InTouch touch => touch.At,
        Withdrawn withdrawn => withdrawn.At,
        _ => null,
    };
}

public sealed record CaseCard(SendKey Key, PersonId To, Card Card);
