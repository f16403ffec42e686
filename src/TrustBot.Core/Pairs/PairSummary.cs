using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Pairs;

/// <summary>
/// All that a coordinator may know of a pair. It has no place for words, and none for what only one of the two did: who accepted, refused,
/// answered, signed, asked for a rest, or was silent.
/// </summary>
/// <param name="Until">The end of an invitation or of a rest, or the day on which the pair closes or closed, which both members know too; null for other stages.</param>
/// <param name="InvitationAt">When an invitation that can still be cancelled goes out; null for other stages.</param>
/// <param name="Active">Null until the two have done something together.</param>
/// <param name="OwnCadence">Null when the pair follows the programme.</param>
/// <param name="WantAnother">Members of a pair that did not start or has closed who said yes to another proposal. A no and no answer look the same.</param>
public sealed record PairSummary(
    PairId Id,
    PersonId Mentor,
    PersonId Mentee,
    PairStage Stage,
    LocalDate? Until,
    Instant? InvitationAt,
    ActivityBand? Active,
    Cadence? OwnCadence,
    ImmutableArray<PersonId> WantAnother)
{
    private const int DaysInAWeek = 7;
    private const int DaysInAMonth = 31;

    /// <param name="zone">Where the programme's dates are read.</param>
    public static PairSummary Of(Pair pair, Instant now, DateTimeZone zone)
    {
        var today = now.InZone(zone).Date;
        var stage = StageOf(pair, now, today);
        return new PairSummary(
            pair.Id, pair.Mentor, pair.Mentee, stage,
            stage switch
            {
                PairStage.Invited when pair.Joining is JoiningState.Inviting inviting => inviting.Deadline.InZone(zone).Date,
                PairStage.Resting => pair.Rest!.Until,
                PairStage.Ending when pair.Closing is ClosingState.Planned ending => ending.On,
                PairStage.Closed => ClosedOn(pair.Closing),
                _ => null,
            },
            stage == PairStage.Planned && pair.Joining is JoiningState.Inviting planned ? planned.At : null,
            BandOf(pair, today),
            pair.Cadence,
            WhoWantsAnother(pair));
    }

    private static PairStage StageOf(Pair pair, Instant now, LocalDate today) => pair.Joining switch
    {
        JoiningState.Proposed => PairStage.Proposed,
        JoiningState.Inviting inviting => now < inviting.At ? PairStage.Planned : PairStage.Invited,
        JoiningState.NotStarted => PairStage.DidNotStart,
        JoiningState.Joined when pair.Closing is ClosingState.Planned => PairStage.Ending,
        JoiningState.Joined when !pair.IsLiving => PairStage.Closed,
        JoiningState.Joined when pair.Rest is { Shown: true } rest && today < rest.Until => PairStage.Resting,
        JoiningState.Joined => pair.Kickoff switch
        {
            KickoffState.Answering => PairStage.Joined,
            KickoffState.Choosing or KickoffState.Signing => PairStage.Kickoff,
            KickoffState.Signed => PairStage.AgreementSigned,
            _ => throw new ArgumentOutOfRangeException(nameof(pair)),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(pair)),
    };

    private static LocalDate? ClosedOn(ClosingState closing) => closing switch
    {
        ClosingState.Closed closed => closed.On,
        ClosingState.Erased erased => erased.On,
        _ => null,
    };

    private static ActivityBand? BandOf(Pair pair, LocalDate today) => pair.LastActivity is not { } last ? null
        : last > today.PlusDays(-DaysInAWeek) ? ActivityBand.ThisWeek
        : last > today.PlusDays(-DaysInAMonth) ? ActivityBand.ThisMonth
        : ActivityBand.Longer;

    /// <summary>Only when it is over: before that, asking would tell something.</summary>
    private static ImmutableArray<PersonId> WhoWantsAnother(Pair pair) => [.. Roles.Both.Where(role => WantsAnother(pair, role)).Select(pair.Of)];

    private static bool WantsAnother(Pair pair, Role role) => pair.Joining is JoiningState.NotStarted over
        ? over.AgainOf(role) == Again.Yes
        : pair.Closing switch
        {
            ClosingState.Closed closed => closed.Of(role).WantsAnother,
            ClosingState.Erased erased => erased.WantAnother.Contains(role),
            _ => false,
        };

    /// <summary>Compared by their content, arrays too.</summary>
    public bool Equals(PairSummary? other) =>
        other is not null
        && (Id, Mentor, Mentee, Stage, Until, InvitationAt, Active) == (other.Id, other.Mentor, other.Mentee, other.Stage, other.Until, other.InvitationAt, other.Active)
        && OwnCadence == other.OwnCadence
        && WantAnother.SequenceEqual(other.WantAnother);

    public override int GetHashCode() => HashCode.Combine(Id, Stage, Until, InvitationAt, Active, OwnCadence, WantAnother.Length);
}

public enum PairStage
{
    /// <summary>Imported; nobody was written to.</summary>
    Proposed,

    /// <summary>The invitation has a date and can be cancelled.</summary>
    Planned,

    /// <summary>Until both joined or the invitation's own end, whatever one of them answered meanwhile.</summary>
    Invited,

    /// <summary>Until both answered the kickoff, whoever has already.</summary>
    Joined,

    /// <summary>Until both signed, whoever has already; and again after an edit.</summary>
    Kickoff,

    AgreementSigned,
    Resting,

    /// <summary>Whoever refused, and whether anybody did.</summary>
    DidNotStart,

    /// <summary>From the moment at which both were told; whoever asked for it, and whether anybody did.</summary>
    Ending,
    Closed,
}

/// <summary>How long ago: 7 days, 31 days, or more.</summary>
public enum ActivityBand
{
    ThisWeek,
    ThisMonth,
    Longer,
}
