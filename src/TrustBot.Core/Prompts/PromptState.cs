using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Prompts;

/// <summary>The rhythm of scheduled prompts, and which practice took which turn.</summary>
/// <param name="StartsOn">The first day on which a slot counts: the fourth week, or the second meeting if that is sooner.</param>
/// <param name="Rule">The rhythm that slots were last decided by, so that a changed one is noticed.</param>
/// <param name="LastSlot">The newest slot that was decided or passed over; a changed rule starts after it.</param>
/// <param name="Recent">The newest turns, oldest first.</param>
/// <param name="Offered">How many turns each practice has had, by its name.</param>
public sealed record PromptState(LocalDate? StartsOn, Cadence? Rule, LocalDate? LastSlot, ImmutableArray<Turn> Recent, ImmutableSortedDictionary<string, int> Offered)
{
    public const int RecentKept = 4;

    public static readonly PromptState None = new(null, null, null, [], ImmutableSortedDictionary<string, int>.Empty);
}

public sealed record Turn(LocalDate Slot, string Practice);

/// <summary>A date of the rhythm, and when each of the two is asked.</summary>
public readonly record struct Slot(LocalDate Date, Instant Mentor, Instant Mentee)
{
    /// <summary>When the first of the two is asked.</summary>
    public Instant At => Instant.Min(Mentor, Mentee);

    public Instant Of(Role role) => role == Role.Mentor ? Mentor : Mentee;
}
