using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Feedback;

/// <summary>Rounds of sealed feedback about how the two work together.</summary>
/// <param name="Rounds">The newest, oldest first; cards of older ones are settled.</param>
/// <param name="Waiting">
/// The next round is made on the morning after this day, and nothing says why: a meeting, or one of the two who wished for it. Null while none is
/// to come.
/// </param>
/// <param name="LastMet">The newest day on which one of them said that they had met.</param>
/// <param name="OfferedKeep">Questions of the current turn through the deck of what helps.</param>
/// <param name="OfferedChange">The same for what to change.</param>
public sealed record FeedbackState(
    ImmutableArray<FeedbackRound> Rounds, LocalDate? Waiting, LocalDate? LastMet, ImmutableArray<string> OfferedKeep, ImmutableArray<string> OfferedChange)
{
    public const int RoundsKept = 6;

    public static readonly FeedbackState None = new([], null, null, [], []);
}

/// <param name="Day">Names the round.</param>
/// <param name="Keep">An id in the deck of what helps.</param>
/// <param name="Change">An id in the deck of what to change.</param>
/// <param name="OpensAt">Fixed when the round is made, before anybody writes.</param>
/// <param name="InTurn">Whether it took a turn in the rhythm.</param>
/// <param name="Mentor">Null while nothing is sealed, after it was withdrawn, and after it was deleted: all the same.</param>
public sealed record FeedbackRound(
    LocalDate Day, string Keep, string Change, Instant OpensAt, bool InTurn, Envelope? Mentor, Envelope? Mentee, RoundStage Stage)
{
    public Envelope? Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

    public FeedbackRound With(Role role, Envelope? envelope) => role == Role.Mentor ? this with { Mentor = envelope } : this with { Mentee = envelope };
}

public enum RoundStage
{
    Sealed,
    Opened,

    /// <summary>Nothing opened, and nothing is left of it.</summary>
    Closed,
}

/// <param name="EvenIfAlone">Whether its author wants it opened if the other's is not there.</param>
/// <param name="Wish">Null when nothing is to change.</param>
public sealed record Envelope(WordsId Words, bool EvenIfAlone, Wish? Wish);

/// <summary>One thing that the author would change, and what became of it.</summary>
/// <param name="Because">The reason of a "not now".</param>
/// <param name="AskFrom">The number of meetings from which on the author is asked whether it happened; null when that is not asked.</param>
/// <param name="Asked">Whether that was asked: once, whatever the answer.</param>
public sealed record Wish(WishReply? Reply, WordsId? Because, int? AskFrom, bool Asked, WishOutcome? Outcome)
{
    public static readonly Wish New = new(null, null, null, false, null);
}

public enum WishReply
{
    Will,
    Later,
    NotNow,
}

public enum WishOutcome
{
    Yes,
    Partly,
    NotYet,
}
