using TrustBot.Core.Closing;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>Every answer that somebody was told is kept, or may think is kept: it must be there for its author until the pair's time is over.</summary>
internal sealed class Promises
{
    private readonly SortedDictionary<(string Pair, string Author, string Field), List<Canary>> kept = [];

    /// <summary>How many answers were ever kept.</summary>
    public long Count { get; private set; }

    /// <summary>This text stands in the field now, and none before it.</summary>
    public void Keep(PairId pair, PersonId author, string field, Canary canary)
    {
        kept[(pair.Value, author.Value, field)] = [canary];
        Count++;
    }

    /// <summary>Either this text stands in the field or one of those before it: nobody was told.</summary>
    public void MayKeep(PairId pair, PersonId author, string field, Canary canary)
    {
        if (kept.TryGetValue((pair.Value, author.Value, field), out var any))
            any.Add(canary);
    }

    /// <summary>This pair's time is over: nothing of it is to be kept.</summary>
    public void Drop(PairId pair) => Drop(key => key.Pair == pair.Value);

    /// <summary>This author is forgotten, and nothing of theirs is to be kept.</summary>
    public void Drop(PersonId author) => Drop(key => key.Author == author.Value);

    /// <summary>This author takes something back where notes, goals and lines are taken back; which, only the program knows.</summary>
    public void DropOwn(PairId pair, PersonId author) => Drop(key => key.Pair == pair.Value && key.Author == author.Value);

    public void Drop(PairId pair, PersonId author, string field) => kept.Remove((pair.Value, author.Value, field));

    /// <summary>Opens everything that is stored and looks for what was promised.</summary>
    public void Check(MemoryTable table, Canaries canaries)
    {
        foreach (var pair in kept.GroupBy(one => one.Key.Pair, StringComparer.Ordinal))
        {
            if (IsOver(table, pair.Key))
                continue;
            var found = Open(table, new PairId(pair.Key), canaries);
            foreach (var (promise, anyOf) in pair)
            {
                var author = new PersonId(promise.Author);
                var places = anyOf.SelectMany(canary => found[canary.Number]).Where(id => id.CanBeReadBy(author)).ToList();
                if (places.Count == 0)
                    throw new BrokenLawException($"I3: {promise.Field} of {promise.Author} in pair {pair.Key} was accepted and is gone (canary {anyOf[^1].Number}).");
                if (IsAppended(promise.Field) && places.Count > 1)
                    throw new BrokenLawException($"P10: {promise.Field} of {promise.Author} in pair {pair.Key} was submitted once and is kept {places.Count} times.");
            }
        }
    }

    /// <summary>Nobody was promised more than its time.</summary>
    private static bool IsOver(MemoryTable table, string pair) =>
        table.ReadAsync(Tables.Pairs, Keys.Partition(pair), Keys.Pair, default).Result() is { } row && Erasure.Keeps(PairJson.Read<PairRow>(row.Data).Pair) is not null;

    public static bool IsAppended(string field) => field.Contains('#', StringComparison.Ordinal);

    private void Drop(Func<(string Pair, string Author, string Field), bool> which)
    {
        foreach (var key in kept.Keys.Where(which).ToList())
            kept.Remove(key);
    }

    private static ILookup<int, WordsId> Open(MemoryTable table, PairId pair, Canaries canaries) =>
        Vault.Open(table, pair).SelectMany(one => canaries.In(one.Text).Select(canary => (canary.Number, one.Id))).Distinct().ToLookup(one => one.Number, one => one.Id);
}
