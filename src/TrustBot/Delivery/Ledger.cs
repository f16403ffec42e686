using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>The messages of one partition as this run of the courier knows them. Every step is one write guarded by the row's ETag.</summary>
internal sealed class Ledger
{
    private readonly ITable table;
    private readonly Subject subject;
    private readonly ParsedRows<SendRow> parsed;
    private readonly SortedDictionary<(int Revision, int Index, string Key), SendKey> order = [];
    private readonly Dictionary<string, Stored<SendRow>> rows = new(StringComparer.Ordinal);

    // As the store gave them, in the order of their keys. Most of them are closed, and only looked at when something refers to them.
    private readonly IReadOnlyList<Row> all;

    private Ledger(ITable table, Subject subject, IReadOnlyList<Row> all, ParsedRows<SendRow> parsed)
    {
        this.table = table;
        this.subject = subject;
        this.all = all;
        this.parsed = parsed;
        foreach (var row in all)
        {
            if (SendRows.IsClosed(row.Data))
                continue;
            var send = parsed.Read(subject.Partition, row);
            rows[row.Key] = new Stored<SendRow>(send, row.ETag);
            order[(send.Revision, send.Index, send.Send.Key.Value)] = send.Send.Key;
        }
    }

    /// <param name="parsed">What earlier ledgers of this reader have parsed.</param>
    public static async ValueTask<Ledger> ReadAsync(ITable table, Subject subject, ParsedRows<SendRow> parsed, CancellationToken cancellation)
    {
        var (from, until) = Keys.All("send");
        var all = await table.ReadRangeAsync(subject.Table, subject.Partition, from, until, 0, cancellation);
        return new Ledger(table, subject, all, parsed);
    }

    /// <param name="open">The keys of all rows that can be open. Beside them only what they refer to is read.</param>
    /// <param name="parsed">What earlier ledgers of this reader have parsed.</param>
    public static async ValueTask<Ledger> ReadAsync(
        ITable table, Subject subject, IReadOnlyList<string> open, ParsedRows<SendRow> parsed, CancellationToken cancellation) =>
        new(table, subject, await new LedgerRows(table, subject, parsed).ReadAsync(open, cancellation), parsed);

    /// <summary>Those without a final state when the ledger was read, in the order in which they were decided.</summary>
    public IReadOnlyList<SendKey> Open => [.. order.Values];

    /// <summary>The keys of the rows of those that have not come to their end by now.</summary>
    public IReadOnlyList<string> StillOpen => [.. order.Values.Where(key => this[key].State is not SendState.Final).Select(Keys.Send)];

    public SendRow this[SendKey key] => rows[Keys.Send(key)].Value;

    /// <returns>Null when the record is not, or no longer, kept.</returns>
    public SendRow? Find(SendKey key) => Find(Keys.Send(key));

    /// <summary>Whether a later message that is to take this one's place could go out now.</summary>
    public bool HasReplacementDue(SendKey key, Instant now) => order.Values.Any(other =>
        this[other] is var row && row.Send.Replaces == key && row.Send.To == this[key].Send.To && row.Send.NotBefore <= now && row.Send.UsefulUntil >= now
        && (row.State is SendState.Fresh || (row.State is SendState.Wait wait && wait.Until <= now)));

    /// <summary>Whether a later question of the same kind to the same person has come due too: two may fall on one moment, or on one catch-up.</summary>
    /// <remarks>The keys of questions begin with their kind and the date of their slot.</remarks>
    public bool HasNewerDue(SendKey key, Instant now)
    {
        var name = Keys.Send(key);
        var kind = LedgerRows.KindOf(name);
        var to = this[key].Send.To;
        for (var i = FirstAtOrAfter(name) + 1; i < all.Count && all[i].Key.StartsWith(kind, StringComparison.Ordinal); i++)
        {
            if (At(i) is var row && row.Send.To == to && row.Send.NotBefore <= now && row.State is not SendState.Cancelled)
                return true;
        }
        return false;
    }

    /// <returns>False when another node was faster: read the ledger again.</returns>
    public ValueTask<bool> MoveAsync(SendKey key, SendState to, CancellationToken cancellation) => MoveAsync([(key, to)], cancellation);

    public async ValueTask<bool> MoveAsync(IReadOnlyList<(SendKey Key, SendState To)> moves, CancellationToken cancellation)
    {
        var moved = moves.Select(move => this[move.Key] with { State = move.To }).ToList();
        var batch = moved.Select(Change (row) => new Change.Replace(Keys.Send(row.Send.Key), PairJson.Write(row), rows[Keys.Send(row.Send.Key)].ETag) { Document = row }).ToList();
        if (await table.WriteAsync(subject.Table, subject.Partition, batch, cancellation) is not WriteResult.Written written)
            return false;
        for (var i = 0; i < moved.Count; i++)
        {
            var name = Keys.Send(moved[i].Send.Key);
            rows[name] = new Stored<SendRow>(moved[i], written.ETags[i]!);
            if (moved[i].State is not SendState.Final)
                parsed.Wrote(subject.Partition, name, written.ETags[i]!, moved[i]);
        }
        return true;
    }

    public Lineage LineageOf(Send send) => LineageOf(send.Replaces, send.To, send.Key);

    /// <param name="self">The change that asks; null where none does.</param>
    public Lineage LineageOf(SendKey? named, PersonId to, SendKey? self)
    {
        var search = new Lineage.Search(named, to, self);
        while (search.Next is { } key)
            search.Add(key, Find(key));
        return search.Found;
    }

    private SendRow? Find(string name) =>
        FirstAtOrAfter(name) is var i && i < all.Count && all[i].Key == name ? At(i) : null;

    private SendRow At(int index)
    {
        var row = all[index];
        if (!rows.TryGetValue(row.Key, out var known))
            rows[row.Key] = known = new Stored<SendRow>(parsed.Read(subject.Partition, row), row.ETag);
        return known.Value;
    }

    private int FirstAtOrAfter(string name)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(all[middle].Key, name) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
