using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

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
    public static (string Text, JsonArray Blocks) Draw(Envelope envelope, Language language)
    {
        var message = envelope.Message;
        List<JsonObject> buttons = [.. Buttons.Rows(message, envelope.Pair, envelope.Key, 0)];
        var body = Body(message, Sentences.In(language));
        Layout.FitInto(
            body, all => all.Count + buttons.Count < Most && all.Sum(block => SizeOf(block.Json)) + buttons.Sum(SizeOf) < Budget, block => block.MayGo,
            () => new Block(Elements.Text(Sentences.In(language).MoreThanFits).First(), MayGo: false));
        return (SlackText.Notification(message.Preview), [.. body.Select(block => block.Json), .. buttons]);
    }

    /// <summary>One message among others, without a budget of its own.</summary>
    internal static List<JsonObject> Among(Message message, PairId? pair, Language language, int number) =>
        [.. Body(message, Sentences.In(language)).Select(block => block.Json), .. Buttons.Rows(message, pair, key: null, number, quiet: true)];

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
        blocks.AddRange(message.Parts.SelectMany(Elements.Part).Select(block => new Block(block, MayGo: true)));
        if (message.Why is { } why)
            blocks.Add(new Block(Elements.Quiet(why), MayGo: false));
        if (message.Sees is { } sees)
            blocks.Add(new Block(Elements.Sees(sees, say), MayGo: false));
        return blocks;
    }

    private sealed record Block(JsonObject Json, bool MayGo);
}
