using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Slack.Blocks;

/// <summary>The blocks that everything is made of, but for buttons and inputs.</summary>
internal static class Elements
{
    public const int LongestHeader = 150;

    /// <summary>In characters, of a sentence of TrustBot's own, with the longest names in it.</summary>
    public const int LongestSentence = 1000;

    /// <summary>In characters, of words in a message; a form shows them whole.</summary>
    public const int LongestWords = 4000;

    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = Plain(text, LongestHeader) };

    public static IEnumerable<JsonObject> Text(string text) => Rich(Section, [Run(text)]);

    /// <summary>A sentence about something that can't be taken.</summary>
    public static IEnumerable<JsonObject> Problem(string text) => Rich(Section, [Run(text, bold: true)]);

    public static JsonObject Quiet(string text) => new() { ["type"] = "context", ["elements"] = new JsonArray(Plain(text, LongestSentence)) };

    public static JsonObject Done(string line) => Quiet($"✓ {line}");

    public static JsonObject Sees(Sees sees, Sentences say) => Quiet($"{say.WhoSeesThis} {sees.Label}");

    public static JsonObject Divider() => new() { ["type"] = "divider" };

    public static IEnumerable<JsonObject> Said(Words words) => Text(words.Reveal());

    public static IEnumerable<JsonObject> Quoted(Part.Quoted quoted) => Text($"{quoted.Before} {quoted.Words.Reveal().ReplaceLineEndings(" ")}");

    public static IEnumerable<JsonObject> Trend(Part.Trend trend) => Rich(Section, trend.Rows.SelectMany((row, i) => Row(row, trend.Highest, i == 0)));

    /// <summary>As much of it as a message has room for.</summary>
    public static IEnumerable<JsonObject> WroteShort(string by, Words words) => Wrote(by, new Words(PlainText.Shorten(words.Reveal(), LongestWords)));

    /// <summary>What a person wrote, all of it: who wrote above, and the words as a quote, in which nothing is a mark.</summary>
    public static IEnumerable<JsonObject> Wrote(string by, Words words) =>
        [.. Rich(Section, [Run(PlainText.Shorten(by, LongestSentence), bold: true)]), .. SlackText.Pieces(words.Reveal()).SelectMany(piece => Rich("rich_text_quote", [Run(piece)]))];

    public static IEnumerable<JsonObject> Lines(ImmutableArray<Line> lines) => lines.SelectMany(line => Rich(Section, Runs(line)));

    public static JsonObject Plain(string text, int most) => new() { ["type"] = "plain_text", ["text"] = SlackText.Fit(text, most), ["emoji"] = false };

    private const string Section = "rich_text_section";

    private static IEnumerable<JsonObject?> Runs(Line line)
    {
        yield return Run(line.Label, bold: !line.Text.IsEmpty);
        if (!line.Text.IsEmpty)
            yield return Run("\n" + PlainText.Shorten(PlainText.Scrub(line.Text.Reveal()), LongestWords));
        if (line.Mark is { } mark)
            yield return Run($"\n{Glyphs.Of(mark.Glyph)} {mark.Text}");
    }

    private static IEnumerable<JsonObject?> Row(TrendRow row, int highest, bool first) =>
        [Run(first ? row.Label : "\n" + row.Label, bold: true), Run($"\n{row.Text.Reveal()}  {Glyphs.BarsOf(row, highest)}")];

    /// <summary>One block of the pieces that have something to show; none where there is nothing. Text too long for one piece is cut into several.</summary>
    private static IEnumerable<JsonObject> Rich(string type, IEnumerable<JsonObject?> runs)
    {
        JsonArray elements = [.. runs.OfType<JsonObject>().SelectMany(Split)];
        if (elements.Count > 0 && elements.Any(run => !string.IsNullOrWhiteSpace((string?)run!["text"])))
            yield return new JsonObject { ["type"] = "rich_text", ["elements"] = new JsonArray(new JsonObject { ["type"] = type, ["elements"] = elements }) };
    }

    private static IEnumerable<JsonObject> Split(JsonObject run)
    {
        var text = (string)run["text"]!;
        if (text.Length <= SlackText.LongestPiece)
            return [run];
        return SlackText.Pieces(text).Select(piece =>
        {
            var part = run.DeepClone().AsObject();
            part["text"] = piece;
            return part;
        });
    }

    private static JsonObject? Run(string text, bool bold = false)
    {
        var clean = PlainText.Scrub(text);
        if (clean.Length == 0)
            return null;
        var run = new JsonObject { ["type"] = "text", ["text"] = clean };
        if (bold)
            run["style"] = new JsonObject { ["bold"] = true };
        return run;
    }
}
