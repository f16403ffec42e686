using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Delivery;

namespace TrustBot.Slack.Blocks;

/// <summary>What can't be taken, as the acknowledgement of a submission says it.</summary>
public static class FormErrors
{
    private const int Longest = 1900;

    /// <param name="view">The submission's own.</param>
    /// <returns>
    /// Sentences by the ids of blocks. What concerns the whole stands beside the first question. Null where nothing is asked that it could stand
    /// beside; the form is then drawn anew.
    /// </returns>
    public static JsonObject? Of(FormReply.Errors errors, JsonObject view)
    {
        var blocks = (view["blocks"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(block => block["type"] is JsonValue type && JsonText.Of(type) == "input")
            .Select(block => block["block_id"] is JsonValue id ? JsonText.Of(id) : null).OfType<string>().ToList();
        if (blocks.Count == 0)
            return null;
        var sentences = new Dictionary<string, string>();
        foreach (var (field, sentence) in errors.Fields.OrderBy(error => error.Key, StringComparer.Ordinal))
        {
            var block = blocks.Find(block => field != FormReply.Errors.Whole && Wire.FieldOf(block) == field) ?? blocks[0];
            sentences[block] = sentences.TryGetValue(block, out var before) ? $"{before} {sentence}" : sentence;
        }
        return new JsonObject(sentences.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)SlackText.FitLine(pair.Value, Longest))));
    }
}
