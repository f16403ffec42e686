using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;

namespace TrustBot.Programmes;

/// <summary>Programmes and the index of their pairs.</summary>
public sealed class ProgrammeStore
{
    /// <returns>Null when there is no such programme. May be up to 30 s old; <see cref="ReadFreshAsync"/> is not.</returns>
    public ValueTask<Programme?> ReadAsync(ProgrammeId id, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<Programme?> ReadFreshAsync(ProgrammeId id, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ProgrammeId>> AllAsync(CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>The ids in the programme's index: a superset of its pairs.</summary>
    public ValueTask<IReadOnlyList<PairId>> PairsAsync(ProgrammeId id, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Written before the pair itself, and harmless if the pair never comes to be.</summary>
    public ValueTask AddPairAsync(ProgrammeId id, PairId pair, CancellationToken cancellation) => throw new NotSupportedException();
}
