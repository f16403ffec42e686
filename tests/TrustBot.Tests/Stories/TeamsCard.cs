using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Stories;

/// <summary>Adaptive Cards as people see and fill them in.</summary>
internal static class TeamsCard
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Read(JsonNode node) => node.ToJsonString(Plain);

    /// <returns>Null for plain text.</returns>
    public static JsonObject? CardOf(JsonObject activity) => activity["attachments"]?[0]?["content"] as JsonObject;

    /// <summary>The dialog that an invoke was answered with; null when it was closed.</summary>
    public static Window? WindowIn(Resident by, JsonNode? body) => body?["task"] switch
    {
        null => null,
        JsonObject task when (string?)task["type"] == "continue" => WindowOf(by, (string)task["value"]!["title"]!, task["value"]!["card"]!["content"]!.AsObject()),
        var task => throw new InvalidOperationException($"No dialog but: {task["value"]}"),
    };

    public static ImmutableArray<string> FieldsOf(JsonObject card) => [.. Inputs(card).Select(input => FieldOf((string)input["id"]!))];

    /// <summary>The first line, with the tick of what is settled.</summary>
    public static string TitleOf(JsonObject card)
    {
        var first = card["body"]![0]!;
        return Standing.Tidy((string?)first["text"] is { } heading ? Unescaped(heading) : (string)first["inlines"]![0]!["text"]!);
    }

    public static Standing StandingOf(JsonObject activity) => CardOf(activity) is { } card
        ? new Standing(TitleOf(card), [.. ActionsIn(card).Select(action => Standing.Tidy((string)action["title"]!))])
        : new Standing(Standing.Tidy((string)activity["text"]!), []);

    public static IEnumerable<JsonObject> ActionsIn(JsonNode? node) => All(node).Where(found => (string?)found["type"] == "Action.Submit");

    /// <summary>Whether it stands in the chat as a form, rather than as a message with buttons.</summary>
    public static bool IsForm(JsonObject activity) => ActionsIn(activity).Any(action => action["data"]!["tb"] is JsonObject ids && (ids.ContainsKey("f") || ids.ContainsKey("x")));

    public static JsonNode ClosingOf(JsonObject card) => ActionsIn(card).Select(action => action["data"]!).First(data => data["tb"]!.AsObject().ContainsKey("x")).DeepClone();

    /// <param name="answer">By the field's name; null leaves it as it stands, or takes the first option.</param>
    public static JsonObject Filled(JsonObject card, Func<string, string?> answer)
    {
        var data = ActionsIn(card).First()["data"]!.DeepClone().AsObject();
        foreach (var input in Inputs(card))
        {
            var id = (string)input["id"]!;
            if ((answer(FieldOf(id)) ?? (string?)input["value"] ?? FirstOf(input)) is { } value)
                data[id] = value;
        }
        return data;
    }

    private static Window WindowOf(Resident by, string title, JsonObject card) => new(by, title, Read(card), FieldsOf(card), card);

    private static IEnumerable<JsonObject> Inputs(JsonObject card) => All(card).Where(node => ((string?)node["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true);

    private static string FieldOf(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string? FirstOf(JsonObject input) =>
        (string?)input["type"] == "Input.ChoiceSet" && !IsMany(input) ? (string?)input["choices"]![0]!["value"] : null;

    private static bool IsMany(JsonObject input) => (bool?)input["isMultiSelect"] == true;

    /// <summary>What a TextBlock reads as Markdown.</summary>
    private static string Unescaped(string text) => text.Replace("\\", "", StringComparison.Ordinal);

    private static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(part => All(part.Value)).Prepend(found),
        JsonArray list => list.SelectMany(All),
        _ => [],
    };
}
