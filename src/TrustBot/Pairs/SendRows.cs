using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Storage;

namespace TrustBot.Pairs;

/// <summary>The rows that pairs' and people's partitions have in common.</summary>
internal static class SendRows
{
    /// <param name="decided">Keys that the ledger holds already: sending them again is what they are there to prevent.</param>
    public static IEnumerable<Change> Of(ImmutableArray<Send> sends, int revision, Instant now, IReadOnlySet<string> decided) =>
        sends.Select((send, index) => new SendRow(Layout.Version, send, revision, index, now, new SendState.Fresh()))
            .DistinctBy(row => row.Send.Key)
            .Where(row => !decided.Contains(Keys.Send(row.Send.Key)))
            .Select(Change (row) => new Change.Insert(Keys.Send(row.Send.Key), PairJson.Write(row)) { Document = row });

    public static IEnumerable<Change> Seen(IEnumerable<string> nonces, FormReply? reply, Instant now) =>
        nonces.Distinct(StringComparer.Ordinal)
            .Select(Change (nonce) => new Change.Insert(Keys.Seen(nonce), PairJson.Write(new SeenRow(Layout.Version, now, reply is FormReply.Close))));

    public static bool IsSend(string key) => key.StartsWith("send:", StringComparison.Ordinal);

    /// <param name="batch">Its first change is that of the root.</param>
    public static Decided Decided(string? before, WriteResult.Written written, IReadOnlyList<Change> batch) =>
        new(before, written.ETags[0]!, [.. batch.Where(change => change is Change.Insert && IsSend(change.Key)).Select(change => change.Key)]);

    public static bool IsSeen(string key) => key.StartsWith("seen:", StringComparison.Ordinal);

    /// <summary>Tells a final state without reading the whole row: strings escape their quotes, so nothing inside one looks like this.</summary>
    public static bool IsClosed(string data)
    {
        const string Before = "\"state\":{\"$type\":\"";
        var at = data.LastIndexOf(Before, StringComparison.Ordinal);
        if (at < 0)
            return false;
        var name = data.AsSpan(at + Before.Length);
        name = name[..name.IndexOf('"')];
        return name is nameof(SendState.Sent) or nameof(SendState.Unconfirmed) or nameof(SendState.Failed) or nameof(SendState.Skipped) or nameof(SendState.Cancelled);
    }
}
