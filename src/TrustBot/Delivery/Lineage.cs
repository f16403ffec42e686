using TrustBot.Core.Machine;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <summary>What a change stands for: the message that it names, and those that came in that one's place, in the order in which they did.</summary>
/// <param name="IsWhole">False where it leads to what is not, or no longer, kept, or went to somebody else: a channel reports the pressed message as the browser named it.</param>
internal sealed record Lineage(IReadOnlyList<SendRow> Rows, bool IsWhole)
{
    /// <summary>The one that stands in a chat, whichever it is: the newest of them.</summary>
    public SendRow? Standing => Rows.LastOrDefault(row => row.State is SendState.Sent);

    /// <summary>The one that is on its way, or else stands, or else never arrived.</summary>
    /// <returns>Null when there is none that one could know of.</returns>
    public SendRow? Newest => IsWhole && Rows is [.., { State: not SendState.Final } open] ? open : Standing ?? (IsWhole && Rows is [.., var last] ? last : null);

    /// <param name="lane">Null for anywhere.</param>
    /// <returns>The one that can be drawn anew there.</returns>
    public SendRow? In(string? lane) => Rows.LastOrDefault(row => row.State is SendState.Sent sent && (lane is null || IsIn(sent.Lane, lane)));

    /// <summary>A redrawing that never came about left the message that it was to redraw as it was.</summary>
    /// <param name="self">The change that asks: what leads to it leads no further.</param>
    public static SendKey? Onwards(SendRow row, SendKey? self) => row.State switch
    {
        SendState.Cancelled { By: { } by } when by != self => by,
        SendState.Sent { Onward: { } onward } when onward != self => onward,
        SendState.Failed or SendState.Skipped => row.Send.Replaces,
        _ => null,
    };

    /// <param name="noted">Null in rows from before it was noted, which are believed to be where the person is.</param>
    public static bool IsIn(string? noted, string lane) => noted is null || noted == lane;
}
