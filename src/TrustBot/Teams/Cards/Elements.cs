using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Teams.Cards;

/// <summary>The pieces that cards are made of. A title is the only TextBlock; all else is text runs, in which nothing is markup.</summary>
internal static class Elements
{
    /// <summary>Further lines share the last block, where phones still break them.</summary>
    private const int MostLines = 40;

    /// <summary>In characters: more than any form takes.</summary>
    private const int LongestWords = 4000;

    public static JsonObject Heading(string text) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = CardText.Escaped(text).ReplaceLineEndings(" "),
        ["style"] = "heading",
        ["size"] = "Medium",
        ["weight"] = "Bolder",
        ["wrap"] = true,
    };

    public static JsonObject Text(string text, string? spacing = null) => Rich(spacing, Run(text));

    public static JsonObject Quiet(string text, string? spacing = null) => Rich(spacing, Run(text, subtle: true, small: true));

    /// <summary>A sentence about something that can't be taken. The words say it; the colour only repeats them.</summary>
    public static JsonObject Problem(string text, string? spacing = null) => Rich(spacing, Run(text, bold: true, colour: "Attention"));

    /// <summary>What a person wrote. Line by line, because a text run breaks no lines on the desktop.</summary>
    public static IEnumerable<JsonNode> Words(Words words, string? spacing = null)
    {
        var text = PlainText.Scrub(words.Reveal());
        var lines = (text.Length > LongestWords ? PlainText.Cut(text, LongestWords) + " …" : text).Split('\n', MostLines);
        var next = spacing;
        foreach (var line in lines)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                next = next == spacing ? spacing : "Medium";
                continue;
            }
            yield return Rich(next, Run(line));
            next = "None";
        }
    }

    public static JsonObject Wrote(string by, Words words)
    {
        var box = Container([Rich(null, Run(by, bold: true, small: true)), .. Words(words, "Small")]);
        box["style"] = "emphasis";
        if (PlainText.IsRightToLeft(words.Reveal()))
            box["rtl"] = true;
        return box;
    }

    public static JsonObject Quoted(Part.Quoted quoted) => Rich(null, Run(quoted.Before + " "), Run(string.Join(' ', quoted.Words.Reveal().ReplaceLineEndings("\n").Split('\n'))));

    public static JsonObject Lines(ImmutableArray<Line> lines) => Container([.. lines.SelectMany((line, i) => Line(line, i == 0 ? null : "Small"))]);

    /// <summary>An element with more room above it.</summary>
    public static JsonObject Apart(JsonObject element)
    {
        element["spacing"] = "Medium";
        return element;
    }

    /// <summary>For the eye the bars, and for the ear the words before them; blocks are no letters and are passed over.</summary>
    public static JsonObject Trend(Part.Trend trend) => Container([.. trend.Rows.SelectMany((row, i) => (JsonNode[])
    [
        Rich(i == 0 ? null : "Small", Run(row.Label, bold: true)),
        Rich("None", Run(row.Text.Reveal() + "  "), Run(Glyphs.BarsOf(row, trend.Highest), subtle: true)),
    ])]);

    /// <summary>
    /// A label in sight, and a sentence for the ear. Pressed, it shows the sentence below itself, which asks the bot nothing.
    /// </summary>
    /// <param name="number">Different for each in a card.</param>
    public static JsonObject Sees(Sees sees, Sentences say, int number)
    {
        var id = $"sees-{number}";
        var spoken = Quiet(sees.Spoken, "None");
        spoken["id"] = id;
        spoken["isVisible"] = false;
        var line = Container([Rich(null, Run(say.WhoSeesThis + " ", subtle: true, small: true), Run(sees.Label, bold: true, small: true)), spoken]);
        line["selectAction"] = new JsonObject
        {
            ["type"] = "Action.ToggleVisibility",
            ["title"] = CardText.Calm($"{say.WhoSeesThis} {sees.Label}. {sees.Spoken}"),
            ["targetElements"] = new JsonArray(id),
        };
        return line;
    }

    public static JsonObject Container(JsonArray items) => new() { ["type"] = "Container", ["items"] = items };

    public static JsonObject Card(string fallback, JsonArray body, JsonArray actions)
    {
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["fallbackText"] = CardText.Calm(fallback), ["body"] = body };
        if (actions.Count > 0)
            card["actions"] = actions;
        return card;
    }

    private static IEnumerable<JsonNode> Line(Line line, string? spacing)
    {
        var mark = line.Mark is { } known ? $"{Glyphs.Of(known.Glyph)} {known.Text}" : null;
        if (line.Text.IsEmpty && mark is not null)
        {
            yield return Rich(spacing, Run(line.Label + "  "), Run(mark, subtle: true, small: true));
            yield break;
        }
        yield return Rich(spacing, Run(line.Label, bold: !line.Text.IsEmpty));
        foreach (var text in Words(line.Text, "None"))
            yield return text;
        if (mark is not null)
            yield return Quiet(mark, "None");
    }

    private static JsonObject Rich(string? spacing, params ReadOnlySpan<JsonObject> runs)
    {
        var block = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };
        if (spacing is not null)
            block["spacing"] = spacing;
        return block;
    }

    private static JsonObject Run(string text, bool bold = false, bool subtle = false, bool small = false, string? colour = null)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = CardText.Plain(text) };
        if (bold)
            run["weight"] = "Bolder";
        if (subtle)
            run["isSubtle"] = true;
        if (small)
            run["size"] = "Small";
        if (colour is not null)
            run["color"] = colour;
        return run;
    }
}
