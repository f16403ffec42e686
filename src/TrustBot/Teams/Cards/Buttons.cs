using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Delivery;

namespace TrustBot.Teams.Cards;

/// <summary>The buttons below a card. Each brings back ids under one reserved name, and nothing that a person wrote.</summary>
internal static class Buttons
{
    /// <summary>Teams shows so many of one row, and drops or hides the others.</summary>
    public const int MostInSight = 6;

    private const string MoreId = "more";

    // The same in every button of every card: read once, and written out as it is.
    private static readonly JsonElement AsksForDialog = JsonElement.Parse("""{"type":"task/fetch"}""");
    private static readonly JsonElement HidesFeedback = JsonElement.Parse("""{"feedback":{"hide":true}}""");

    public static JsonObject Press(Button button, bool primary, Envelope envelope, bool opens)
    {
        var data = new JsonObject { [Wire.Reserved] = Ids((Wire.Action, button.Action.Value), (Wire.Pair, envelope.Pair?.Value), (Wire.Argument, button.Argument), (Wire.Key, envelope.Key.Value)) };
        if (opens)
            data["msteams"] = JsonObject.Create(AsksForDialog);
        return Submit(button.Label, data, primary);
    }

    /// <summary>
    /// The buttons in sight, and behind one with a name, which Teams' own overflow menu of three dots has not, all else. It opens below them and
    /// asks the bot nothing. One below the other, because not every client wraps a row that is too long; and no card within the card, in which
    /// Teams draws every button as if it were the primary one.
    /// </summary>
    public static IEnumerable<JsonNode> AndBehind(string label, IReadOnlyList<JsonObject> near, IReadOnlyList<JsonNode> body, IReadOnlyList<JsonObject> far)
    {
        var more = new JsonObject { ["type"] = "Action.ToggleVisibility", ["title"] = label, ["targetElements"] = new JsonArray(MoreId) };
        yield return new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. near, more]) };
        var behind = far.Select(action => new JsonObject { ["type"] = "ActionSet", ["spacing"] = "Small", ["actions"] = new JsonArray(action) });
        yield return new JsonObject { ["type"] = "Container", ["id"] = MoreId, ["isVisible"] = false, ["items"] = new JsonArray([.. body, .. behind]) };
    }

    public static JsonObject Submit(string label, JsonObject data, bool primary, bool takesInputs = true)
    {
        var action = new JsonObject { ["type"] = "Action.Submit", ["title"] = CardText.Calm(label), ["data"] = data };
        if (primary)
            action["style"] = "positive";
        if (!takesInputs)
            action["associatedInputs"] = "none";
        // Instead of Teams' own line "Your response was sent to the app": the card itself changes.
        action["msTeams"] = JsonObject.Create(HidesFeedback);
        return action;
    }

    public static JsonObject Ids(params ReadOnlySpan<(string Name, string? Value)> ids)
    {
        var data = new JsonObject();
        foreach (var (name, value) in ids)
        {
            if (value is not null)
                data[name] = PlainText.Scrub(value);
        }
        return data;
    }
}

/// <summary>The names under which a card's data travels: a wire format, because cards of last year still bring it back.</summary>
internal static class Wire
{
    public const string Reserved = "tb";
    public const string Action = "a";
    public const string Pair = "p";
    public const string Argument = "g";
    public const string Key = "k";
    public const string Form = "f";
    public const string Nonce = "n";
    public const string BasedOn = "b";
    public const string Closes = "x";

    /// <summary>Before the name of a field, so that no field can stand in for the reserved name.</summary>
    public const string Input = "i:";

    /// <summary>Before the name of a tick, which has a word for off too.</summary>
    public const string Tick = "t:";

    public const string On = "yes";
    public const string Off = "no";
}
