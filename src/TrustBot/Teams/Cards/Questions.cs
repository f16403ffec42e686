using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Teams.Cards;

/// <summary>Questions as inputs. Each carries its own label; a hint stands below it, where it does not go away while somebody types.</summary>
internal static class Questions
{
    /// <summary>More options than this are a list to open.</summary>
    private const int MostExpanded = 7;

    /// <summary>In bytes, of one value: three of them and their questions fit into a card.</summary>
    private const int MostBeyond = 4096;

    /// <param name="typed">What the person put in before; null for the form's own answers.</param>
    /// <param name="error">Stands before the input, so that the ear meets it first.</param>
    public static IEnumerable<JsonNode> Draw(Field field, FormAnswers? typed, string? error, Sentences say)
    {
        var input = Input(field, typed?[field.Name].Reveal());
        if (!field.Optional && field is not Field.Tick)
        {
            input["isRequired"] = true;
            input["errorMessage"] = say.AnswerMissing;
        }
        if (error is not null)
            yield return Elements.Apart(Elements.Problem(error));
        input["spacing"] = error is null ? "Medium" : "None";
        yield return input;
        if (field.Hint is { } hint)
            yield return Elements.Quiet(hint, "None");
    }

    private static JsonObject Input(Field field, string? typed) => field switch
    {
        Field.Text text => Text(text, typed),
        Field.Choice choice => ChoiceSet(choice, choice.Options, [typed ?? choice.Selected ?? ""], many: false),
        Field.Choices choices => ChoiceSet(choices, choices.Options, typed?.Split(',') ?? [.. choices.Selected], many: true),
        Field.Tick tick => Toggle(tick, typed is null ? tick.Ticked : typed == Wire.On),
        Field.Date date => Date(date, typed),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.GetType(), "No card has an input for this."),
    };

    private static JsonObject Text(Field.Text field, string? typed)
    {
        var value = typed ?? field.Initial.Reveal();
        var input = Labelled("Input.Text", field);
        input["maxLength"] = field.MaxLength;
        if (field.ManyLines)
            input["isMultiline"] = true;
        if (value.Length > 0)
            input["value"] = Fitting(PlainText.Scrub(value), field.MaxLength);
        return input;
    }

    /// <summary>Clients stop people at the limit. Where one did not, some of what is too long comes back too, so that it can be shortened.</summary>
    private static string Fitting(string value, int most)
    {
        var twice = PlainText.Cut(value, 2 * most);
        return CardJson.SizeOf(JsonValue.Create(twice)) <= MostBeyond ? twice : PlainText.Cut(value, most);
    }

    private static JsonObject ChoiceSet(Field field, ImmutableArray<Option> options, string[] chosen, bool many)
    {
        var input = Labelled("Input.ChoiceSet", field);
        input["style"] = options.Length <= MostExpanded ? "expanded" : "compact";
        input["wrap"] = true;
        if (many)
            input["isMultiSelect"] = true;
        input["choices"] = new JsonArray([.. options.Select(option => new JsonObject { ["title"] = CardText.Escaped(option.Label), ["value"] = PlainText.Scrub(option.Value) })]);
        var values = options.Select(option => option.Value).Where(chosen.Contains).ToList();
        if (values.Count > 0)
            input["value"] = PlainText.Scrub(string.Join(',', values));
        return input;
    }

    private static JsonObject Toggle(Field.Tick field, bool on) => new()
    {
        ["type"] = "Input.Toggle",
        ["id"] = Wire.Tick + field.Name,
        ["title"] = CardText.Escaped(field.Label),
        ["wrap"] = true,
        ["valueOn"] = Wire.On,
        ["valueOff"] = Wire.Off,
        ["value"] = on ? Wire.On : Wire.Off,
    };

    private static JsonObject Date(Field.Date field, string? typed)
    {
        var input = Labelled("Input.Date", field);
        var day = typed is null ? field.Initial : LocalDatePattern.Iso.Parse(typed) is { Success: true } parsed ? parsed.Value : null;
        if (day is { } known)
            input["value"] = known.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        return input;
    }

    private static JsonObject Labelled(string type, Field field) => new() { ["type"] = type, ["id"] = Wire.Input + field.Name, ["label"] = CardText.Calm(field.Label) };
}
