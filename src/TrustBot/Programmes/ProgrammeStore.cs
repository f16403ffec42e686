using TrustBot.Core.Machine;
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

    /// <summary>Finds the programme of the draft's id, or stores the draft. Two callers at once get the same programme.</summary>
    public ValueTask<Programme> EnsureAsync(Programme draft, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Reads afresh, changes, and writes the programme and an audit row in one transaction; on conflict reads and changes again.</summary>
    /// <param name="change">Pure. Null when there is nothing to change after all.</param>
    /// <param name="tellPairs">Whether every pair is to hear of it: adds a <c>tell:</c> row, with a wake in place first.</param>
    /// <returns>The programme as it was written; null when <paramref name="change"/> gave null or there is no such programme.</returns>
    public ValueTask<Programme?> ChangeAsync(ProgrammeId id, Func<Programme, Programme?> change, AuditEntry audit, bool tellPairs, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask AuditAsync(ProgrammeId id, AuditEntry audit, CancellationToken cancellation) => throw new NotSupportedException();
}
