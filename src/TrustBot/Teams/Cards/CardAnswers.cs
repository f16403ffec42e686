using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Delivery;

namespace TrustBot.Teams.Cards;

/// <summary>What somebody did with a card.</summary>
public abstract record CardAnswer
{
    private CardAnswer() { }

    public sealed record Pressed(ActionId Action, PairId? Pair, string? Argument, SendKey? From) : CardAnswer;

    public sealed record Sent(Submission Submission) : CardAnswer;

    /// <summary>A form in the chat was put away.</summary>
    public sealed record Closed(ActionId Form, PairId? Pair, SendKey? From) : CardAnswer;
}

/// <summary>Reads what a card brings back. All of it lies open in the client, so that anything may stand in it.</summary>
public static class CardAnswers
{
    /// <summary>In characters: for what a card carries by itself. Only tampering makes it longer.</summary>
    private const int LongestId = 200;

    private const int MostInputs = 64;

    /// <summary>In characters, over all answers.</summary>
    private const int LongestAnswers = 256 * 1024;

    /// <summary>In characters: all answers with every letter escaped.</summary>
    private const int LongestJson = 6 * LongestAnswers + 64 * 1024;

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8 };

    /// <param name="value">An activity's <c>value</c> or an invoke's: an object, with or without <c>data</c> around it, or a string that holds JSON.</param>
    /// <returns>Null for what no card of ours brings back.</returns>
    public static CardAnswer? Read(JsonNode? value)
    {
        try
        {
            return ObjectOf(value) is not { } data ? null
                : data[Wire.Reserved] is JsonObject ids ? Read(ids, data)
                : ObjectOf(data["data"]) is { } inner && inner[Wire.Reserved] is JsonObject innerIds ? Read(innerIds, inner)
                : null;
        }
        // A name that stands twice, half a character in a name: found only when the object is looked into.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static JsonObject? ObjectOf(JsonNode? node) => node switch
    {
        JsonObject known => known,
        JsonValue text when JsonText.Of(text) is { Length: <= LongestJson } json => JsonNode.Parse(json, null, Shallow) as JsonObject,
        _ => null,
    };

    private static CardAnswer? Read(JsonObject ids, JsonObject data)
    {
        string?[] known = [Id(ids, Wire.Action), Id(ids, Wire.Form), Id(ids, Wire.Closes), Id(ids, Wire.Pair), Id(ids, Wire.Argument), Id(ids, Wire.Key), Id(ids, Wire.Nonce)];
        if (known.Contains(Unfit))
            return null;
        var pair = known[3] is { } id ? new PairId(id) : (PairId?)null;
        var from = known[5] is { } key ? new SendKey(key) : (SendKey?)null;
        return (known[0], known[1], known[2]) switch
        {
            ({ } action, null, null) => new CardAnswer.Pressed(new ActionId(action), pair, known[4], from),
            (null, { } form, null) when Number(ids[Wire.BasedOn]) is { } basedOn && Answers(data) is { } answers =>
                new CardAnswer.Sent(new Submission(new ActionId(form), pair, known[4], answers, known[6] ?? "", basedOn, from)),
            (null, null, { } closes) => new CardAnswer.Closed(new ActionId(closes), pair, from),
            _ => null,
        };
    }

    /// <summary>Stands for an id that can't be ours: it is too long to be one.</summary>
    private static readonly string Unfit = new('x', LongestId + 1);

    /// <returns>Null where it is missing, <see cref="Unfit"/> where it is no id.</returns>
    private static string? Id(JsonObject ids, string name) => ids[name] switch
    {
        null => null,
        JsonValue value when JsonText.Of(value) is { Length: <= LongestId } id => id,
        _ => Unfit,
    };

    private static int? Number(JsonNode? node) => node is null ? 0 : node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    private static FormAnswers? Answers(JsonObject data)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, Words>();
        long length = 0;
        foreach (var (id, node) in data)
        {
            if (!id.StartsWith(Wire.Input, StringComparison.Ordinal) && !id.StartsWith(Wire.Tick, StringComparison.Ordinal))
                continue;
            var isTick = id.StartsWith(Wire.Tick, StringComparison.Ordinal);
            if (node is null)
                continue;
            if (id.Length > LongestId || answers.Count >= MostInputs || node is not JsonValue value || JsonText.Of(value) is not { } text || (length += text.Length) > LongestAnswers)
                return null;
            if (!isTick || text is Wire.On)
                answers[id[Wire.Input.Length..]] = new Words(text);
        }
        return new FormAnswers(answers.ToImmutable());
    }
}
