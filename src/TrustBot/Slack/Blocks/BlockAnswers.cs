using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Delivery;

namespace TrustBot.Slack.Blocks;

/// <summary>What somebody did with blocks.</summary>
public abstract record BlockAnswer
{
    private BlockAnswer() { }

    public sealed record Pressed(ActionId Action, PairId? Pair, string? Argument, SendKey? From) : BlockAnswer;

    public sealed record Sent(Submission Submission) : BlockAnswer;
}

/// <summary>Reads what blocks bring back. All of it lies open in the client, so that anything may stand in it.</summary>
public static class BlockAnswers
{
    /// <summary>In characters: for what blocks carry by themselves. Only tampering makes it longer.</summary>
    private const int LongestId = 200;

    private const int MostInputs = 64;

    /// <summary>In characters, over all answers.</summary>
    private const int LongestAnswers = 256 * 1024;

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 4 };

    /// <param name="payload">Of type <c>block_actions</c> or <c>view_submission</c>.</param>
    /// <returns>Null for what no blocks of ours bring back, and for a link that was followed.</returns>
    public static BlockAnswer? Read(JsonObject payload)
    {
        try
        {
            return Text(payload["type"]) switch
            {
                "block_actions" when payload["actions"] is JsonArray { Count: > 0 } actions && actions[0] is JsonObject action => Pressed(action),
                "view_submission" when payload["view"] is JsonObject view => Sent(view),
                _ => null,
            };
        }
        // A name that stands twice, half a character in a name: found only when the object is looked into.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static BlockAnswer.Pressed? Pressed(JsonObject action)
    {
        if (Text(action["action_id"]) is not { } id)
            return null;
        var value = id == Wire.Menu ? Text((action["selected_option"] as JsonObject)?["value"]) : id.StartsWith(Wire.Press, StringComparison.Ordinal) ? Text(action["value"]) : null;
        if (value is not { Length: > 0 } || Text(action["block_id"]) is not { } block || Wire.ReadBlock(block) is not var (pair, key))
            return null;
        var (name, argument) = Wire.ReadValue(value);
        return name.Length == 0 || !Fits(name) || !Fits(argument) || !Fits(pair) || !Fits(key) ? null
            : new BlockAnswer.Pressed(new ActionId(name), PairOf(pair), argument, KeyOf(key));
    }

    private static BlockAnswer.Sent? Sent(JsonObject view)
    {
        if (Text(view["callback_id"]) is not { Length: > 0 and <= LongestId } form || Text(view["private_metadata"]) is not { Length: > 0 and <= Views.LongestCarried } carried
            || JsonNode.Parse(carried, null, Shallow) is not JsonObject ids)
            return null;
        string?[] known = [Text(ids[Wire.Pair]), Text(ids[Wire.Argument]), Text(ids[Wire.Nonce]), Text(ids[Wire.Key])];
        if (ids.Count(id => id.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String) != ids.Count - (ids.ContainsKey(Wire.BasedOn) ? 1 : 0) || !known.All(Fits))
            return null;
        if (Number(ids[Wire.BasedOn]) is not { } basedOn || Answers((view["state"] as JsonObject)?["values"] as JsonObject ?? []) is not { } answers)
            return null;
        return new BlockAnswer.Sent(new Submission(new ActionId(form), PairOf(known[0]), known[1], answers, known[2] ?? "", basedOn, KeyOf(known[3])));
    }

    private static FormAnswers? Answers(JsonObject values)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, Words>();
        long length = 0;
        foreach (var (block, node) in values)
        {
            if (block.Length > LongestId || answers.Count >= MostInputs || (node as JsonObject)?[Wire.Input] is not JsonObject input || Wire.FieldOf(block) is not { } field || Answer(input) is not { } answer
                || (length += answer.Length) > LongestAnswers)
                return null;
            answers[field] = new Words(answer);
        }
        return new FormAnswers(answers.ToImmutable());
    }

    /// <returns>An empty answer where nothing was put in; null for what no input of ours sends.</returns>
    private static string? Answer(JsonObject input)
    {
        var (name, isList) = Text(input["type"]) switch
        {
            "plain_text_input" => ("value", false),
            "datepicker" => ("selected_date", false),
            "radio_buttons" or "static_select" => ("selected_option", false),
            "checkboxes" or "multi_static_select" => ("selected_options", true),
            _ => ("", false),
        };
        return (input[name], isList) switch
        {
            _ when name.Length == 0 => null,
            (null, _) => "",
            (JsonValue text, false) when name is "value" or "selected_date" => Text(text),
            (JsonObject option, false) when name == "selected_option" => Text(option["value"]),
            (JsonArray { Count: <= 100 } options, true) => options.Select(option => Text((option as JsonObject)?["value"])).ToList() is var all && all.Contains(null) ? null : string.Join(',', all),
            _ => null,
        };
    }

    private static bool Fits(string? id) => id is null or { Length: <= LongestId };

    private static PairId? PairOf(string? id) => id is null ? null : new PairId(id);

    private static SendKey? KeyOf(string? key) => key is null ? null : new SendKey(key);

    private static string? Text(JsonNode? node) => node is JsonValue value ? JsonText.Of(value) : null;

    private static int? Number(JsonNode? node) => node is null ? 0 : node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;
}
