using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>Opens what is stored, as nobody in the program may: whoever has the store and the key file can.</summary>
internal static class Vault
{
    /// <summary>Whatever the weather: the simulator itself has no outages.</summary>
    public static T Aside<T>(MemoryTable table, Func<T> look)
    {
        var isDown = table.Down;
        table.Down = false;
        try
        {
            return look();
        }
        finally
        {
            table.Down = isDown;
        }
    }

    public static IReadOnlyList<Row> RowsOf(MemoryTable table, string name, string id, string kind)
    {
        var (from, until) = Keys.All(kind);
        return Aside(table, () => table.ReadRangeAsync(name, Keys.Partition(id), from, until, 0, default).Result());
    }

    public static IEnumerable<(WordsId Id, string Text)> Open(MemoryTable table, PairId pair) =>
        Open(table, pair, [.. RowsOf(table, Tables.Pairs, pair.Value, "words").Select(row => Keys.WordsIn(row.Key))]);

    public static IEnumerable<(WordsId Id, string Text)> Open(MemoryTable table, PairId pair, IReadOnlyCollection<WordsId> ids)
    {
        var opened = Aside(table, () => new WordsSafe(table, new Sealer(Node.KeyBytes)).OpenAsync(pair, ids, default).Result());
        return ids.Select(id => (id, opened[id].Reveal()));
    }
}
