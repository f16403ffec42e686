using TrustBot.Core.Machine;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>Reads of a partition's messages those that are open, those that they take the place of, and the questions that may overtake them.</summary>
internal sealed class LedgerRows(ITable table, Subject subject, ParsedRows<SendRow> parsed)
{
    /// <summary>Sorts after every character of a key that can follow a kind.</summary>
    private const char AfterAll = '\u00a0';

    private readonly SortedDictionary<string, Row> rows = new(StringComparer.Ordinal);

    /// <returns>In the order of their keys, as a range would be.</returns>
    public async ValueTask<IReadOnlyList<Row>> ReadAsync(IReadOnlyList<string> open, CancellationToken cancellation)
    {
        foreach (var name in open)
            await ReadAsync(name, cancellation);
        foreach (var name in open)
        {
            if (rows.GetValueOrDefault(name) is not { } row || SendRows.IsClosed(row.Data))
                continue;
            var send = parsed.Read(subject.Partition, row).Send;
            await ReadLineageAsync(send, cancellation);
            if (!send.Answers && PairMachine.IsPrompt(send.Card))
                await ReadNewerAsync(name, cancellation);
        }
        return [.. rows.Values];
    }

    /// <summary>The kind that a row's key begins with, and what ends it.</summary>
    public static string KindOf(string name) => name[..(name.IndexOf('~', StringComparison.Ordinal) + 1)];

    /// <summary>The same way that <see cref="Ledger.LineageOf(Send)"/> goes.</summary>
    private async ValueTask ReadLineageAsync(Send send, CancellationToken cancellation)
    {
        var search = new Lineage.Search(send.Replaces, send.To, send.Key);
        while (search.Next is { } key)
            search.Add(key, await ReadAsync(Keys.Send(key), cancellation) is { } row ? parsed.Read(subject.Partition, row) : null);
    }

    private async ValueTask ReadNewerAsync(string name, CancellationToken cancellation)
    {
        var kind = KindOf(name);
        foreach (var row in await table.ReadRangeAsync(subject.Table, subject.Partition, TableLimits.After(name), kind + AfterAll, 0, cancellation))
            rows[row.Key] = row;
    }

    private async ValueTask<Row?> ReadAsync(string name, CancellationToken cancellation)
    {
        if (rows.TryGetValue(name, out var known))
            return known;
        if (await table.ReadAsync(subject.Table, subject.Partition, name, cancellation) is not { } row)
            return null;
        return rows[name] = row;
    }
}
