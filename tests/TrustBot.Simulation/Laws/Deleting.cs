namespace TrustBot.Simulation.Laws;

/// <summary>P15: what its author deleted, and never showed to anybody, is in no row any more, whatever key it is sealed under.</summary>
internal sealed class DeletedIsGone(MemoryTable memory, Witness table, Canaries canaries) : Law
{
    public override void AtRest()
    {
        var deleted = canaries.Deleted;
        if (deleted.Count == 0)
            return;
        foreach (var pair in deleted.Select(canary => canary.Pair).OfType<TrustBot.Core.Pairs.PairId>().Distinct().Where(pair => table.Pairs.ContainsKey(TrustBot.Pairs.Keys.Partition(pair.Value))))
        {
            foreach (var (id, text) in Vault.Open(memory, pair))
            {
                if (canaries.In(text).FirstOrDefault(canary => deleted.Contains(canary)) is { } left)
                    throw Broken("P15", $"canary {left.Number} of {left.Author} was deleted, and is still kept as {id} of pair {pair}.");
            }
        }
    }
}
