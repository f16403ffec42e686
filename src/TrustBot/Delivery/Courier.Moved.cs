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

    /// <returns>The original, where it stands in another place than the message would go to now.</returns>
    private static SendRow? LeftBehind(SendRow? original, string lane) => original?.State is SendState.Sent sent && !IsIn(sent.Lane, lane) ? original : null;

    /// <summary>A question whose moment passed, or a change that says nothing by itself: of all else, what is new comes as a new message, once and inside the hours.</summary>
    private static bool IsOnlyForItsPlace(Send send) => send.OnlyInPlace || PairMachine.IsPrompt(send.Card);

    /// <param name="noted">Null in rows from before it was noted, which are believed to be where the person is.</param>
    private static bool IsIn(string? noted, string lane) => noted is null || noted == lane;
}
