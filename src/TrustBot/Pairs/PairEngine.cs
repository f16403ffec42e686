using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;

namespace TrustBot.Pairs;

/// <summary>The one loop: load, decide, write one transaction guarded by the ETag; on conflict load and decide again.</summary>
public sealed class PairEngine
{
    /// <summary>Decides and stores. When the task completes, the decision survives a killed process; its messages go out afterwards.</summary>
    public ValueTask<Decision> HandleAsync(PairId pair, Input input, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Decides and stores nothing: what a dry run reports from.</summary>
    public ValueTask<Decision> TryAsync(PairId pair, Input input, CancellationToken cancellation) => throw new NotSupportedException();

    /// <returns>Null when there is no such pair.</returns>
    public ValueTask<Pair?> ReadAsync(PairId pair, CancellationToken cancellation) => throw new NotSupportedException();
}
