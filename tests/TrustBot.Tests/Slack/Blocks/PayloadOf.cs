using System.Text.Json.Nodes;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Slack.Blocks;

/// <summary>What Slack would send for blocks of ours.</summary>
internal static class PayloadOf
{
    /// <summary>A press of each button and of each option of each menu, in the order in which they stand.</summary>
    public static IEnumerable<JsonObject> Presses(JsonObject view) =>
        from row in view.OfType("actions")
        from element in row["elements"]!.AsArray().Select(element => (JsonObject)element!)
        from option in element["options"]?.AsArray().Select(option => (JsonNode?)option) ?? [null]
        select Press(view, row, element, option);

    public static JsonObject Press(JsonObject view, JsonObject row, JsonObject element, JsonNode? option = null)
    {
        var action = new JsonObject { ["type"] = element.Type(), ["action_id"] = element["action_id"]?.DeepClone(), ["block_id"] = row["block_id"]?.DeepClone(), ["value"] = element["value"]?.DeepClone() };
        if (option is not null)
            action["selected_option"] = option.DeepClone();
        var payload = new JsonObject { ["type"] = "block_actions", ["actions"] = new JsonArray(action) };
        if (view["type"] is not null)
            payload["view"] = Submission(view)["view"]!.DeepClone();
        return payload;
    }

    /// <param name="typed">By field; every other input is sent as it stands.</param>
    public static JsonObject Submission(JsonObject view, params (string Field, JsonNode? Value)[] typed)
    {
        var values = new JsonObject();
        foreach (var input in view.OfType("input"))
        {
            var block = (string)input["block_id"]!;
            var element = (JsonObject)input["element"]!;
            var value = typed.FirstOrDefault(typed => block.EndsWith($":{typed.Field}", StringComparison.Ordinal)).Value ?? element.Where(property => property.Key.StartsWith("initial_", StringComparison.Ordinal)).Select(property => property.Value).FirstOrDefault();
            values[block] = new JsonObject { ["input"] = new JsonObject { ["type"] = element.Type(), [NameOf(element.Type()!)] = value?.DeepClone() } };
        }
        var sent = (JsonObject)view.DeepClone();
        sent["state"] = new JsonObject { ["values"] = values };
        return new JsonObject { ["type"] = "view_submission", ["view"] = sent };
    }

    private static string NameOf(string type) => type switch
    {
        "plain_text_input" => "value",
        "datepicker" => "selected_date",
        "checkboxes" or "multi_static_select" => "selected_options",
        _ => "selected_option",
    };
}
