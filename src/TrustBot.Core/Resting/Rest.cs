using NodaTime;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Resting;

/// <summary>A rest of the pair. Who asked for it stays in here: no message, page or report tells.</summary>
/// <param name="Until">The day on which it is over, in the programme's zone.</param>
/// <param name="AskedBy">Hears nothing from the moment of asking.</param>
/// <param name="ShowsAt">The next daily slot: from then on both rest, and the same sentence stands for everyone.</param>
/// <param name="Shown">Whether that moment has passed.</param>
public sealed record Rest(LocalDate Until, Role AskedBy, Instant ShowsAt, bool Shown, bool MentorReady, bool MenteeReady)
{
    /// <summary>The day that the other one wished for, apart, before the rest showed; null when they wished for none.</summary>
    public LocalDate? OtherUntil { get; init; }

    /// <summary>Where the two wished for different days, the later one ends it.</summary>
    public LocalDate LastDay => OtherUntil is { } other && other > Until ? other : Until;

    public bool Covers(Role role) => Shown || role == AskedBy || OtherUntil is not null;

    /// <summary>The day that this member reads: the one they chose, until both read the same.</summary>
    public LocalDate UntilFor(Role role) => role == AskedBy ? Until : OtherUntil ?? Until;

    /// <summary>Before it shows, each may wish, wish again, and take back, without a trace for the other.</summary>
    public Rest WishedBy(Role role, LocalDate until) => role == AskedBy ? this with { Until = until } : this with { OtherUntil = until };

    public Rest? TakenBackBy(Role role) =>
        role != AskedBy ? this with { OtherUntil = null }
        : OtherUntil is { } other ? this with { AskedBy = role.Other(), Until = other, OtherUntil = null }
        : null;

    public Rest Show() => this with { Shown = true, Until = LastDay, OtherUntil = null };

    public bool IsReady(Role role) => role == Role.Mentor ? MentorReady : MenteeReady;

    public Rest WithReady(Role role) => role == Role.Mentor ? this with { MentorReady = true } : this with { MenteeReady = true };
}
