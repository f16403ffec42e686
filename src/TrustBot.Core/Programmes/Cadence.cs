using System.Collections.Immutable;
using NodaTime;

namespace TrustBot.Core.Programmes;

public abstract record Cadence
{
    private Cadence() { }

    public sealed record EveryWeeks(int N, ImmutableArray<IsoDayOfWeek> Days, LocalDate Anchor) : Cadence;
}
