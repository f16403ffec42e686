using System.Text.Json.Nodes;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Slack.Blocks;

/// <summary>What Slack refuses, as far as it says so, and what this bot never shows.</summary>
internal static class BlockCheck
{
    private static readonly string[] Runs = ["text"];
    private static readonly string[] RichParts = ["rich_text_section", "rich_text_quote"];

    private static readonly Dictionary<string, (string Property, int Most)[]> Lengths = new()
    {
        ["header"] = [("text", 150)],
        ["input"] = [("label", 2000), ("hint", 2000)],
        ["button"] = [("text", 75)],
        ["modal"] = [("title", 24), ("submit", 24), ("close", 24)],
    };

    private static readonly Dictionary<string, (int Least, int Most)> Options = new()
    {
        ["overflow"] = (1, 5),
        ["radio_buttons"] = (1, 10),
        ["checkboxes"] = (1, 10),
        ["static_select"] = (1, 100),
        ["multi_static_select"] = (1, 100),
    };

    public static IEnumerable<string> Problems(DrawnBlocks drawn)
    {
        var blocks = ((JsonArray)drawn.Json["blocks"]!).Select(block => (JsonObject)block!).ToList();
        var isMessage = drawn.Type == EveryBlocks.MessageType;
        if (blocks.Count is 0 || blocks.Count > (isMessage ? 50 : 100))
            yield return $"{blocks.Count} blocks";
        if (isMessage && string.IsNullOrWhiteSpace((string?)drawn.Json["text"]))
            yield return "no text";
        if (isMessage && drawn.Json.Objects().Sum(element => Length(element["text"]) + Length(element["value"])) > 10_000)
            yield return "too much text";
        if (drawn.Json.ToJsonString().Length > 250_000)
            yield return "too large";
        if (Length(drawn.Json["private_metadata"]) > 3000 || Length(drawn.Json["callback_id"]) > 255)
            yield return "carries too much";
        if (blocks.Any(block => block.Type() == "input") && drawn.Json["submit"] is null)
            yield return "inputs without a way to submit";
        if (Repeats(blocks.Select(block => (string?)block["block_id"])))
            yield return "a block_id twice";
        foreach (var problem in drawn.Json.Objects().SelectMany(Element))
            yield return problem;
    }

    private static IEnumerable<string> Element(JsonObject element)
    {
        foreach (var (property, most) in Lengths.GetValueOrDefault(element.Type() ?? "") ?? [])
        {
            if (Length(element[property]?["text"]) > most)
                yield return $"{element.Type()}.{property} over {most}";
        }
        if (element.ContainsKey("text") && element["text"] is JsonValue text && (Length(text) > 3000 || string.IsNullOrEmpty((string?)text)))
            yield return $"text of {Length(text)}";
        if (element.Type() is "plain_text" or "header" && string.IsNullOrWhiteSpace((string?)(element["text"] as JsonValue)) && element["text"] is JsonValue)
            yield return "nothing to see in a text";
        if (element.Type() is "mrkdwn" or "markdown" or "link" or "user" or "broadcast" or "channel" or "usergroup" or "date" or "emoji" or "image")
            yield return $"{element.Type()} is never shown";
        if (RichParts.Contains(element.Type()) && ((JsonArray)element["elements"]!).Any(run => !Runs.Contains(((JsonObject)run!).Type())))
            yield return "rich text that is more than text";
        if (Length(element["block_id"]) > 255 || Length(element["action_id"]) > 255 || Length(element["value"]) > 2000)
            yield return "an id too long";
        if (element.Type() is "context" && ((JsonArray)element["elements"]!).Count is 0 or > 10)
            yield return "context elements";
        if (element.Type() is "actions" && (((JsonArray)element["elements"]!).Count is 0 or > 25 || Repeats(((JsonArray)element["elements"]!).Select(button => (string?)button!["action_id"]))))
            yield return "buttons in a row";
        if (element["options"] is JsonArray options)
        {
            var (least, most) = Options[element.Type()!];
            if (options.Count < least || options.Count > most || options.Any(option => Length(option!["text"]!["text"]) > 75 || Length(option["description"]?["text"]) > 75 || Length(option["value"]) > 75))
                yield return $"options of {element.Type()}";
        }
        if (element.Type() == "plain_text_input" && ((int)element["max_length"]! is < 1 or > 3000 || Length(element["initial_value"]) > (int)element["max_length"]!))
            yield return "length of an input";
    }

    private static int Length(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text.Length : 0;

    private static bool Repeats(IEnumerable<string?> ids)
    {
        var known = ids.OfType<string>().ToList();
        return known.Distinct().Count() != known.Count;
    }
}
