using NodaTime;

namespace TrustBot.Core.Pairs;

/// <summary>The state of one mentoring relationship: states and ids, never words.</summary>
public sealed record Pair
{
    public required PairId Id { get; init; }

    public required ProgrammeId Programme { get; init; }

    public required PersonId Mentor { get; init; }

    public required PersonId Mentee { get; init; }

    /// <summary>Rises by one with every decision that changed something.</summary>
    public int Revision { get; init; }

    /// <summary>The earliest moment, in story time, at which anything about this pair can be due; null when nothing is planned.</summary>
    public Instant? NextWake { get; init; }
}
