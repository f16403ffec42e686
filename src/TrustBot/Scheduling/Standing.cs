using System.Collections.Immutable;
using TrustBot.Core.Closing;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Delivery;
using TrustBot.Pairs;

namespace TrustBot.Scheduling;

/// <summary>
/// The records by which a message that stands in a chat is found again, to be drawn anew in its place: without them it would come as a new
/// one, at any hour. They hold no words.
/// </summary>
internal static class Standing
{
    public static ImmutableHashSet<SendKey> Of(Pair pair, IEnumerable<SendRow> rows)
    {
        if (pair.Joining is JoiningState.NotStarted || Erasure.Keeps(pair) is not null)
            return [];
        var all = rows.ToList();
        // The card may be pressed under the key of its newest drawing, and a decision names it by that of its first.
        var kept = all.Where(row => row.State is SendState.Sent && !PairMachine.IsOver(pair, row.Send.Card))
            .GroupBy(row => (row.Send.To, ((SendState.Sent)row.State).Lane, ((SendState.Sent)row.State).Reference))
            .Select(drawings => drawings.OrderBy(row => (row.Revision, row.Index)).ToList())
            .SelectMany(drawings => new[] { drawings[0].Send.Key, drawings[^1].Send.Key })
            .ToImmutableHashSet();
        // What was never sent itself, or nobody knows of, is found through the message that came after it. And what a kept one leads to, such as a drawing
        // between the first and the last, is the way to those in other chats.
        for (var count = -1; count < kept.Count;)
        {
            count = kept.Count;
            kept = kept.Union(all.Where(row => AfterOf(row) is { } after && kept.Contains(after)).Select(row => row.Send.Key))
                .Union(all.Where(row => kept.Contains(row.Send.Key)).SelectMany(Lineage.WaysFrom));
        }
        return kept;
    }

    private static SendKey? AfterOf(SendRow row) => row.State switch
    {
        SendState.Cancelled cancelled => cancelled.By,
        SendState.Unconfirmed unconfirmed => unconfirmed.Onward,
        _ => null,
    };
}
