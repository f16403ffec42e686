using TrustBot.Core.Machine;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <summary>
/// What the courier does about people who went from one platform to another. What stands in the old chat stays there as it is: its name means
/// nothing in the new one, and the old one is no longer theirs.
/// </summary>
internal sealed partial class Courier
{
    private const string Moved = "moved";

    /// <summary>A question whose moment passed, or a change that says nothing by itself: of all else, what is new comes as a new message, once and inside the hours.</summary>
    private static bool IsOnlyForItsPlace(Send send) => send.OnlyInPlace || PairMachine.IsPrompt(send.Card);

    /// <summary>
    /// Written together with the claim of what comes anew: from then on every later change is one of the new message, or, when that one comes to nothing,
    /// of the old one once more. The old one keeps its name, for the day that the person is back.
    /// </summary>
    private static IEnumerable<(SendKey, SendState)> Onward(Target target, Send send)
    {
        var before = target.Here is null ? target.Lineage.Seen.LastOrDefault() : null;
        return before?.State switch
        {
            SendState.Sent sent when sent.Onward != send.Key => [(before.Send.Key, sent with { Onward = send.Key })],
            SendState.Unconfirmed unconfirmed when unconfirmed.Onward != send.Key => [(before.Send.Key, unconfirmed with { Onward = send.Key })],
            _ => [],
        };
    }

    /// <summary>What leads from a message that is drawn now to those of its kind: a redraw leads to what it redrew, for a press may name either.</summary>
    private static SendKey? OthersOf(Target target) => target.Here?.Send.Key ?? target.Lineage.First;
}
