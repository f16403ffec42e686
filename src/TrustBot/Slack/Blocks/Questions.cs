using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Slack.Blocks;

/// <summary>Questions as input blocks.</summary>
internal static class Questions
{
    /// <summary>More options than this are a list to open.</summary>
    private const int MostExpanded = 10;

    private const int MostOptions = 100;

    private const int LongestLabel = 1900;
    private const int LongestOption = 75;
    private const int LongestText = 3000;

    /// <param name="typed">What the person put in before; null for the form's own answers.</param>
    public static JsonObject Draw(Field field, string nonce, FormAnswers? typed, Sentences say)
    {
        var block = new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = Wire.BlockOf(nonce, field.Name),
            ["label"] = Elements.Plain(field.Label, LongestLabel),
            ["element"] = Element(field, typed?[field.Name].Reveal(), say),
            ["optional"] = field.Optional,
        };
        if (field.Hint is { } hint)
            block["hint"] = Elements.Plain(hint, LongestLabel);
        return block;
    }

    private static JsonObject Element(Field field, string? typed, Sentences say) => field switch
    {
        Field.Text text => Text(text, typed),
        Field.Choice choice => Choice(choice, typed ?? choice.Selected),
        Field.Choices choices => Choices(choices, typed?.Split(',') ?? [.. choices.Selected]),
        Field.Tick tick => Among("checkboxes", [new Option(Wire.On, say.TickOn)], typed is null ? tick.Ticked ? [Wire.On] : [] : [typed], many: true),
        Field.Date date => Date(date, typed),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.GetType(), "No input takes this."),
    };

    private static JsonObject Text(Field.Text field, string? typed)
    {
        var most = Math.Min(field.MaxLength, LongestText);
        var input = Input("plain_text_input");
        input["multiline"] = field.ManyLines;
        input["max_length"] = most;
        if (PlainText.Cut(PlainText.Scrub(typed ?? field.Initial.Reveal()), most) is { Length: > 0 } value)
            input["initial_value"] = value;
        return input;
    }

    private static JsonObject Choice(Field.Choice field, string? chosen) =>
        Among(field.Options.Length <= MostExpanded ? "radio_buttons" : "static_select", field.Options, [chosen ?? ""], many: false);

    private static JsonObject Choices(Field.Choices field, string[] chosen) =>
        Among(field.Options.Length <= MostExpanded ? "checkboxes" : "multi_static_select", field.Options, chosen, many: true);

    private static JsonObject Among(string type, ImmutableArray<Option> options, string[] chosen, bool many)
    {
        var input = Input(type);
        var all = options.Take(MostOptions).ToList();
        input["options"] = new JsonArray([.. all.Select(Drawn)]);
        JsonNode[] selected = [.. all.Where(option => chosen.Contains(option.Value)).Select(Drawn)];
        if (selected.Length > 0)
            input[many ? "initial_options" : "initial_option"] = many ? new JsonArray(selected) : selected[0];
        return input;
    }

    /// <summary>A label too long for an option goes on in the line below it.</summary>
    private static JsonObject Drawn(Option option)
    {
        var label = SlackText.FitLine(option.Label, 2 * LongestOption);
        var end = label.Length <= LongestOption ? label.Length : label.LastIndexOf(' ', LongestOption) is > 0 and var blank ? blank : PlainText.LengthWithin(label, LongestOption);
        var drawn = new JsonObject { ["text"] = Elements.Plain(label[..end], LongestOption), ["value"] = PlainText.Scrub(option.Value) };
        if (end < label.Length)
            drawn["description"] = Elements.Plain(label[end..], LongestOption);
        return drawn;
    }

    private static JsonObject Date(Field.Date field, string? typed)
    {
        var input = Input("datepicker");
        var day = typed is null ? field.Initial : LocalDatePattern.Iso.Parse(typed) is { Success: true } parsed ? parsed.Value : null;
        if (day is { } known)
            input["initial_date"] = known.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        return input;
    }

    private static JsonObject Input(string type) => new() { ["type"] = type, ["action_id"] = Wire.Input };
}
