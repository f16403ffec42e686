using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Delivery;

namespace TrustBot.Slack.Blocks;

/// <summary>
/// Buttons and what they bring back: ids, and nothing that a person wrote. A row's block_id names the pair and the message, because the options
/// of a menu have room for an action and its argument only.
/// </summary>
internal static class Buttons
{
    /// <summary>So many stand in sight at most; Slack would show 25.</summary>
    private const int MostInSight = 5;

    private const int MostInMenu = 5;

    /// <summary>In characters, of a label and of a menu option's value.</summary>
    private const int Longest = 75;

    /// <param name="number">Different for each message on the same surface.</param>
    /// <param name="quiet">No button is primary: more than one message stands here, or nothing is left to do.</param>
    public static IEnumerable<JsonObject> Rows(Message message, PairId? pair, SendKey? key, int number, bool quiet = false)
    {
        var primary = quiet || message.Settled ? null : message.Buttons.FirstOrDefault(button => button.Primary);
        var near = message.Buttons.Take(MostInSight).Select((button, i) => Press(button, i, ReferenceEquals(button, primary))).ToList();
        var far = message.Buttons.Skip(MostInSight).Concat(message.More).ToList();
        var hasMenu = far.Count is > 0 and <= MostInMenu && far.All(button => ValueOf(button).Length <= Longest);
        if (hasMenu)
            near.Add(Menu(far));
        if (near.Count > 0)
            yield return Row(near, $"{number}.0", pair, key);
        if (hasMenu)
            yield break;
        // One below the other, where a menu has no room for them.
        foreach (var (i, row) in far.Chunk(MostInSight).Index())
            yield return Row([.. row.Select((button, j) => Press(button, j, primary: false))], $"{number}.{i + 1}", pair, key);
    }

    public static JsonObject Row(IReadOnlyList<JsonObject> elements, string number, PairId? pair, SendKey? key) =>
        new() { ["type"] = "actions", ["block_id"] = Wire.BlockOf(number, pair, key), ["elements"] = new JsonArray([.. elements]) };

    public static JsonObject Press(Button button, int number, bool primary)
    {
        var element = new JsonObject { ["type"] = "button", ["action_id"] = $"{Wire.Press}{number}", ["text"] = Elements.Plain(button.Label, Longest), ["value"] = ValueOf(button) };
        if (primary)
            element["style"] = "primary";
        return element;
    }

    public static JsonObject Link(string label, Uri url) => new() { ["type"] = "button", ["action_id"] = Wire.Link, ["text"] = Elements.Plain(label, Longest), ["url"] = url.AbsoluteUri };

    private static JsonObject Menu(List<Button> buttons) => new()
    {
        ["type"] = "overflow",
        ["action_id"] = Wire.Menu,
        ["options"] = new JsonArray([.. buttons.Select(button => new JsonObject { ["text"] = Elements.Plain(button.Label, Longest), ["value"] = ValueOf(button) })]),
    };

    private static string ValueOf(Button button) => Wire.ValueOf(button.Action, button.Argument);
}
