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
    /// Written together with the claim: from then on every later change is one of the new message, or, when that one comes to nothing, of the old one
    /// once more. The old one keeps its name, for the day that the person is back.
    /// </summary>
    private static IEnumerable<(SendKey, SendState)> Onward(SendRow? left, Send send) =>
        left?.State is SendState.Sent sent && sent.Onward != send.Key ? [(left.Send.Key, sent with { Onward = send.Key })] : [];

    /// <summary>What leads from a message that is drawn now to those of its kind in other places: the last leads to the first.</summary>
    private static SendKey? OthersOf(Target target, Send send) =>
        target.Original?.State is SendState.Sent { Onward: var onward } ? onward == send.Key ? null : onward : target.Left is null ? null : send.Replaces;
}
