using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Slack.Blocks;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Slack.Blocks;

/// <summary>Whatever people write and whatever they are called: it is text, and never a mention, a link, a command or a broadcast.</summary>
[Properties(Arbitrary = [typeof(AnyTextArbitrary)], MaxTest = 300)]
public sealed partial class AnyWordsTests
{
    private const int LongestName = 100;
    private const int LongestWords = 2000;

    private static readonly Sees OnlyYou = new(Visibility.OnlyMe, "only you", "Only you find this in TrustBot.");

    [Property]
    public void A_message_shows_words_as_words(AnyText name, AnyText words)
    {
        var drawn = EveryBlocks.Of("x", MessageOf(Cut(name, LongestName), Cut(words, LongestWords)), Language.German);

        IsInert(drawn);
        Assert.Contains(Visible(Cut(words, LongestWords)), Shown(drawn), StringComparison.Ordinal);
    }

    [Property]
    public void Words_of_any_length_make_no_message_and_no_modal_too_large(AnyText name, AnyText words)
    {
        var message = MessageOf(name.Value, words.Value);
        IsInert(EveryBlocks.Of("x", message with { Parts = [.. Enumerable.Repeat(message.Parts, 15).SelectMany(parts => parts)] }, Language.English));
        var form = FormOf(name.Value, words.Value);
        var many = form with { Parts = [.. Enumerable.Repeat(form.Parts, 60).SelectMany(parts => parts.Where(part => part is FormPart.Wrote or FormPart.Lines)), .. form.Parts] };

        IsInert(EveryBlocks.Of(many, Language.English));
        IsInert(new DrawnBlocks("home", Language.English, EveryBlocks.HomeType, HomeView.Draw([.. Enumerable.Repeat(new HomeCard(message, new PairId("p")), 3)], new HomeCard(message, null), Language.German)));
    }

    [Property]
    public void A_form_shows_words_whole_and_brings_them_back(AnyText name, AnyText words)
    {
        var drawn = EveryBlocks.Of(FormOf(Cut(name, LongestName), Cut(words, LongestWords)), Language.English);

        IsInert(drawn);
        Assert.Contains(Visible(Cut(words, LongestWords)), Shown(drawn), StringComparison.Ordinal);
        var sent = Assert.IsType<BlockAnswer.Sent>(BlockAnswers.Read(PayloadOf.Submission(drawn.Json))).Submission;
        Assert.Equal(Visible(Cut(words, LongestWords)), Visible(sent.Answers["line"].Reveal()));
    }

    [Property]
    public void What_a_form_brings_back_is_what_was_put_in(AnyText words)
    {
        var view = EveryBlocks.Of(FormOf("Ana", ""), Language.English).Json;
        // As a browser writes it: half a character becomes an escape.
        var wire = PayloadOf.Submission(view, ("line", "ANSWER")).ToJsonString().Replace("ANSWER", string.Concat(words.Value.Select(unit => $"\\u{(int)unit:x4}")), StringComparison.Ordinal);

        Assert.Equal(words.Value, Assert.IsType<BlockAnswer.Sent>(BlockAnswers.Read((JsonObject)JsonNode.Parse(wire)!)).Submission.Answers["line"].Reveal());
    }

    [Property]
    public void Nothing_that_comes_in_breaks_anything(AnyText one, int number)
    {
        var view = EveryBlocks.Of(FormOf("Ana", ""), Language.English).Json;
        var text = PlainText.Scrub(one.Value);
        var press = EveryBlocks.Of("x", MessageOf("Ana", "pace"), Language.English).Json;
        foreach (var payload in (JsonObject[])[PayloadOf.Submission(view), .. PayloadOf.Presses(press)])
        {
            // Each value in turn is something else.
            foreach (var path in Paths(payload, []).ToList())
            {
                foreach (var odd in (JsonNode?[])[null, JsonValue.Create(text), JsonValue.Create(number), new JsonArray(text), new JsonObject { [text] = text }])
                {
                    var tampered = (JsonObject)payload.DeepClone();
                    Put(tampered, path, odd);
                    _ = BlockAnswers.Read(tampered);
                }
            }
        }
    }

    private static Message MessageOf(string name, string words) => new()
    {
        Title = $"{name} and you: a minute",
        Preview = $"{name} has a proposal for you",
        Parts =
        [
            new Part.Paragraph($"Good news from {name} grows."), new Part.Wrote($"{name} wrote", Role.Mentor, new Words(words)), new Part.Said(new Words(name)), new Part.Quoted($"{name} suggests", new Words(name)),
            new Part.Lines([new Line(name, new Words(name), new LineMark(MarkGlyph.Gap, name))]), new Part.Trend([new TrendRow(name, [0, 1, 3], new Words(name))], 3),
        ],
        Sees = new Sees(Visibility.UsTwo, $"you and {name}", $"You and {name} can see this."),
        Why = $"Because {name} chose it.",
        Buttons = [new Button($"Send to {name}", new ActionId("reflection.write.v1"), Primary: true)],
        More = [new Button($"Ask {name}", new ActionId("joining.ask.v1"), "3")],
    };

    private static Form FormOf(string name, string words) => EverySaid.Hosted(new Form
    {
        Id = new ActionId("reflection.note.v1"),
        Title = name,
        Pair = new PairId("p"),
        Argument = "3",
        BasedOn = 7,
        Parts =
        [
            new FormPart.Note($"With {name}."), new FormPart.Wrote($"{name} wrote", Role.Mentor, new Words(words)), new FormPart.Lines([new Line(name, new Words(words))]),
            new FormPart.Question(new Field.Text("line", $"What did {name} say?", OnlyYou, LongestWords, ManyLines: true, new Words(words)) { Hint = name }),
            new FormPart.Question(new Field.Choice("who", name, OnlyYou, [new Option("1", name), new Option("2", $"{name} (nurse)")], "2")), new FormPart.Question(new Field.Tick("sure", $"Sure, {name}?", OnlyYou, true)),
        ],
        Submit = $"Send to {name}",
        Close = "Later",
    });

    private static void IsInert(DrawnBlocks drawn)
    {
        Assert.Empty(BlockCheck.Problems(drawn));
        var json = drawn.Json.ToJsonString();
        Assert.Equal(json, JsonNode.Parse(json)!.ToJsonString());
        Assert.DoesNotContain(drawn.Json.Objects(), element => element.ContainsKey("url"));
        Assert.All(Strings(drawn.Json), text => Assert.DoesNotMatch(@"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]", text));
        Assert.DoesNotMatch(Live, (string?)drawn.Json["text"] ?? "");
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(property => Strings(property.Value)),
        JsonArray many => many.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path) => node switch
    {
        JsonObject one => one.SelectMany(property => Paths(property.Value, [.. path, property.Key])).Prepend(path),
        JsonArray many => many.SelectMany((item, i) => Paths(item, [.. path, i])).Prepend(path),
        _ => [path],
    };

    private static void Put(JsonObject root, object[] path, JsonNode? value)
    {
        if (path.Length == 0)
            return;
        JsonNode at = root;
        foreach (var step in path[..^1])
            at = step is int i ? at[i]! : at[(string)step]!;
        if (path[^1] is int last)
            at[last] = value?.DeepClone();
        else
            at[(string)path[^1]] = value?.DeepClone();
    }

    private static string Shown(DrawnBlocks drawn) => Visible(string.Concat(drawn.Json.OfType("text").Select(run => (string)run["text"]!)));

    private static string Cut(AnyText text, int most) => PlainText.Cut(text.Value, most);

    private static string Visible(string text) => string.Concat(PlainText.Scrub(text).Where(unit => !char.IsWhiteSpace(unit)));

    /// <summary>In a text that Slack reads as mrkdwn and may parse for names and addresses.</summary>
    [GeneratedRegex(@"[<>*_~`]|&(?!amp;|lt;|gt;)|[@#!]\w|://|\w@\w|\w\.\w")]
    private static partial Regex Live { get; }
}
