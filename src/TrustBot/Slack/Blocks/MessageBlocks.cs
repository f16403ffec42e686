using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Blocks;

/// <summary>A message as blocks. Its own text, which stands on lock screens and is read aloud, is its preview.</summary>
public static class MessageBlocks
{
    public const int Most = 50;

    /// <summary>In characters. Slack refuses more than some 11,000 in all, and writes down neither the number nor its way of counting.</summary>
    public const int Budget = 9500;

    /// <summary>In characters: what a block counts beside its text.</summary>
    private const int Overhead = 40;

    /// <param name="language">The reader's.</param>
    public static SlackMessage Draw(Envelope envelope, Language language)
    {
        var message = envelope.Message;
        return new SlackMessage(SlackText.Notification(message.Preview), [.. Fitted(message, [.. Buttons.Rows(message, envelope.Pair, envelope.Key, 0)], language)]);
    }

    /// <summary>One sentence that says nothing about anybody.</summary>
    public static SlackMessage Saying(string sentence) => new(SlackText.Notification(sentence), [.. Elements.Text(sentence)]);

    /// <summary>One message among others.</summary>
    internal static List<JsonObject> Among(Message message, PairId? pair, Language language, int number) =>
        Fitted(message, [.. Buttons.Rows(message, pair, key: null, number, quiet: true)], language);

    private static List<JsonObject> Fitted(Message message, List<JsonObject> buttons, Language language)
    {
        var say = Sentences.In(language);
        var body = Body(message, say);
        CardLayout.FitInto(
            body, all => all.Count + buttons.Count < Most && all.Sum(block => SizeOf(block.Json)) + buttons.Sum(SizeOf) < Budget, block => block.MayGo,
            () => new Block(Elements.Text(say.MoreThanFits).First(), MayGo: false));
        return [.. body.Select(block => block.Json), .. buttons];
    }

    internal static int SizeOf(JsonNode? node) => node switch
    {
        JsonObject one => (one.ContainsKey("type") ? Overhead : 0) + one.Sum(property => SizeOf(property.Value)),
        JsonArray many => many.Sum(SizeOf),
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length,
        _ => 0,
    };

    private static List<Block> Body(Message message, Sentences say)
    {
        List<Block> blocks = [new(message.Settled ? Elements.Done(message.Title) : Elements.Header(message.Title), MayGo: false)];
        // A title that is longer than a header says the rest below it.
        if (!message.Settled && message.Title.Length > Elements.LongestHeader)
            blocks.AddRange(Elements.Text(PlainText.Shorten(message.Title, Elements.LongestSentence)).Select(block => new Block(block, MayGo: false)));
        blocks.AddRange(message.Parts.SelectMany(Shown).Select(block => new Block(block, MayGo: true)));
        if (message.Why is { } why)
            blocks.Add(new Block(Elements.Quiet(why), MayGo: false));
        if (message.Sees is { } sees)
            blocks.Add(new Block(Elements.Sees(sees, say), MayGo: false));
        return blocks;
    }

    private static IEnumerable<JsonObject> Shown(Part part) => part switch
    {
        Part.Paragraph paragraph => Elements.Text(paragraph.Text),
        Part.Said said => Elements.Said(said.Text),
        Part.Wrote wrote => Elements.WroteShort(wrote.By, wrote.Words),
        Part.Quoted quoted => Elements.Quoted(quoted),
        Part.Lines lines => Elements.Lines(lines.Items),
        Part.Trend trend => Elements.Trend(trend),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part.GetType(), "No block shows this."),
    };

    private sealed record Block(JsonObject Json, bool MayGo);
}
