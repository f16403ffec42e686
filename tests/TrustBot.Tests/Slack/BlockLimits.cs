using System.Text.Json.Nodes;

namespace TrustBot.Tests.Slack;

/// <summary>The documented limits of Block Kit that Slack refuses a message for.</summary>
internal static class BlockLimits
{
    public const int MostInMessage = 50;
    public const int MostInView = 100;

    /// <summary>Of all text of a message; not documented, seen by others.</summary>
    public const int LongestMessage = 13_200;

    private static readonly HashSet<string> Blocks = ["section", "header", "context", "actions", "divider", "image", "input", "rich_text", "markdown", "file", "video", "table"];

    /// <returns>As Slack words it, with a pointer; null when nothing is wrong.</returns>
    public static string? ProblemOf(JsonArray blocks, int most)
    {
        if (blocks.Count > most)
            return $"[ERROR] no more than {most} items allowed [json-pointer:/blocks]";
        var ids = new HashSet<string>();
        for (var at = 0; at < blocks.Count; at++)
        {
            if (blocks[at] is not JsonObject block || (string?)block["type"] is not { } type || !Blocks.Contains(type))
                return $"[ERROR] unsupported type [json-pointer:/blocks/{at}/type]";
            if ((string?)block["block_id"] is { } id && (id.Length > 255 || !ids.Add(id)))
                return $"[ERROR] block_id must be unique [json-pointer:/blocks/{at}/block_id]";
            if (ProblemOf(type, block) is { } problem)
                return $"[ERROR] {problem.Said} [json-pointer:/blocks/{at}{problem.Pointer}]";
        }
        return null;
    }

    public static int TextIn(JsonNode? node) => node switch
    {
        JsonObject members => members.Sum(member => member.Key == "text" && member.Value is JsonValue text ? $"{text}".Length : TextIn(member.Value)),
        JsonArray items => items.Sum(TextIn),
        _ => 0,
    };

    private static (string Said, string Pointer)? ProblemOf(string type, JsonObject block) => type switch
    {
        "section" when block["text"] is null && block["fields"] is null => ("missing required field: text", ""),
        "section" => Longest(block["text"], 3_000, "/text") ?? Most(block["fields"], 10, "/fields") ?? Each(block["fields"], 2_000, "/fields") ?? Element(block["accessory"], "/accessory"),
        "header" => Longest(block["text"], 150, "/text"),
        "context" => Most(block["elements"], 10, "/elements") ?? Each(block["elements"], 3_000, "/elements"),
        "actions" => Most(block["elements"], 25, "/elements") ?? Elements(block["elements"]),
        "input" => Longest(block["label"], 2_000, "/label") ?? Longest(block["hint"], 2_000, "/hint") ?? Element(block["element"], "/element"),
        _ => null,
    };

    private static (string, string)? Elements(JsonNode? elements)
    {
        var names = new HashSet<string>();
        for (var at = 0; elements is JsonArray items && at < items.Count; at++)
        {
            if ((string?)items[at]?["action_id"] is { } name && !names.Add(name))
                return ("action_id must be unique in its block", $"/elements/{at}/action_id");
            if (Element(items[at], $"/elements/{at}") is { } problem)
                return problem;
        }
        return null;
    }

    private static (string, string)? Element(JsonNode? element, string pointer)
    {
        if (element is not JsonObject one)
            return null;
        if ((string?)one["action_id"] is { Length: > 255 })
            return ("must be less than 256 characters", $"{pointer}/action_id");
        return (string?)one["type"] switch
        {
            "button" => Longest(one["text"], 75, $"{pointer}/text") ?? ((string?)one["value"] is { Length: > 2_000 } ? ("must be less than 2001 characters", $"{pointer}/value") : null),
            "overflow" => Most(one["options"], 5, $"{pointer}/options") ?? Options(one["options"], pointer),
            "radio_buttons" or "checkboxes" => Most(one["options"], 10, $"{pointer}/options") ?? Options(one["options"], pointer),
            "static_select" or "multi_static_select" => Most(one["options"], 100, $"{pointer}/options") ?? Options(one["options"], pointer),
            _ => null,
        };
    }

    private static (string, string)? Options(JsonNode? options, string pointer)
    {
        for (var at = 0; options is JsonArray items && at < items.Count; at++)
        {
            if (Longest(items[at]?["text"], 75, $"{pointer}/options/{at}/text") is { } problem)
                return problem;
            if ((string?)items[at]?["value"] is { Length: > 75 })
                return ("must be less than 76 characters", $"{pointer}/options/{at}/value");
        }
        return null;
    }

    private static (string, string)? Each(JsonNode? texts, int most, string pointer)
    {
        for (var at = 0; texts is JsonArray items && at < items.Count; at++)
        {
            if (Longest(items[at], most, $"{pointer}/{at}") is { } problem)
                return problem;
        }
        return null;
    }

    private static (string, string)? Longest(JsonNode? text, int most, string pointer) =>
        text is JsonObject one && $"{one["text"]}" is var said && (said.Length > most || said.Length == 0) ? ($"must be less than {most + 1} characters", $"{pointer}/text") : null;

    private static (string, string)? Most(JsonNode? items, int most, string pointer) =>
        items is JsonArray all && (all.Count > most || all.Count == 0) ? ($"no more than {most} items allowed", pointer) : null;
}
