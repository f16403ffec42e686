using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Teams;
using TrustBot.Teams.Cards;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Teams.Cards;

/// <summary>Whatever people write and whatever they are called: it is text in a card, and nothing else.</summary>
[Properties(Arbitrary = [typeof(AnyTextArbitrary)], MaxTest = 400)]
public sealed partial class AnyTextTests
{
    private const int LongestName = 100;
    private const int LongestLine = 500;
    private const int LongestWords = 2000;

    private static readonly Sees OnlyYou = new(Visibility.OnlyMe, "only you", "Only you find this in TrustBot.");

    [Property]
    public void A_message_shows_words_as_words(AnyText name, AnyText words)
    {
        var message = MessageOf(Cut(name, LongestName), new Words(Cut(words, LongestWords)));
        var card = MessageCard.Draw(EverySaid.EnvelopeOf("x", message), Language.German, TeamsForms.Dialogs, Openings.Opens);

        HoldsNoMarkup(card);
        Shows(card, Cut(words, LongestWords));
    }

    [Property]
    public void A_form_shows_words_as_words_and_brings_them_back(AnyText name, AnyText words)
    {
        var form = FormOf(Cut(name, LongestName), new Words(Cut(words, LongestLine)));
        var card = FormCard.Draw(form, Language.English, TeamsForms.InCards, EverySaid.Site);

        HoldsNoMarkup(card);
        Shows(card, Cut(words, LongestLine));
        Assert.Equal(Visible(Cut(words, LongestLine)), Visible((string)card.OfType("Input.Text").Single()["value"]! ?? ""));
    }

    [Theory]
    [InlineData("> one")]
    [InlineData("  # one")]
    [InlineData("\t- one")]
    [InlineData("\u00a0+ one")]
    [InlineData("\u2003\u2069> one")]
    [InlineData("one\n\u30001. two")]
    public void Nothing_blank_before_it_makes_a_line_a_quote_a_heading_or_a_list(string text) => Assert.DoesNotMatch(Markup, CardText.Escaped(text));

    [Property]
    public void Words_of_any_length_make_no_card_too_large(AnyText name, AnyText words)
    {
        var typed = new FormAnswers(ImmutableDictionary<string, Words>.Empty.Add("line", new Words(words.Value)));
        var many = FormOf(Cut(name, LongestName), new Words(words.Value));
        many = many with { Parts = [.. Enumerable.Repeat(many.Parts, 20).SelectMany(parts => parts.Where(part => part is FormPart.Wrote)), .. many.Parts] };
        var card = FormCard.Draw(many, Language.English, TeamsForms.Dialogs, EverySaid.Site, typed, ImmutableDictionary<string, string>.Empty.Add("line", "Too long."));

        HoldsNoMarkup(card);
        Assert.InRange(CardJson.SizeOf(card), 1, CardJson.Most);
    }

    [Property]
    public void What_a_form_brings_back_is_what_was_put_in(AnyText words)
    {
        var form = EverySaid.Hosted(FormOf("Ana", Words.None));
        var data = (JsonObject)FormCard.Draw(form, Language.English, TeamsForms.Dialogs).OfType("Action.Submit").First()["data"]!.DeepClone();
        // As a browser writes it: half a character becomes an escape.
        var wire = $"{CardJson.Write(data)[..^1]},\"i:line\":\"{string.Concat(words.Value.Select(unit => $"\\u{(int)unit:x4}"))}\"}}";

        foreach (var value in (JsonNode?[])[JsonNode.Parse(wire), JsonValue.Create(wire), new JsonObject { ["data"] = JsonNode.Parse(wire) }])
        {
            var sent = Assert.IsType<CardAnswer.Sent>(CardAnswers.Read(value)).Submission;
            Assert.Equal(words.Value, sent.Answers["line"].Reveal());
            Assert.Equal((form.Id, form.Pair, form.Argument, form.Nonce, form.BasedOn, form.From), (sent.Form, sent.Pair, sent.Argument, sent.Nonce, sent.BasedOn, sent.From));
        }
    }

    [Property]
    public void No_data_that_comes_in_breaks_anything(AnyText one, AnyText other, int number)
    {
        var text = Scrubbed(one.Value);
        JsonNode?[] odd =
        [
            null, JsonValue.Create(number), JsonValue.Create(text), new JsonArray(text), new JsonObject { [text] = text }, new JsonObject { ["tb"] = text }, new JsonObject { ["tb"] = new JsonObject { ["a"] = number } },
            new JsonObject { ["tb"] = new JsonObject { ["f"] = text, ["b"] = text } }, new JsonObject { ["tb"] = new JsonObject { ["f"] = "x", ["a"] = "y" } },
            new JsonObject { ["tb"] = new JsonObject { ["f"] = "x" }, ["i:line"] = new JsonObject { ["deep"] = text } }, new JsonObject { ["data"] = new JsonObject { ["data"] = new JsonObject { ["tb"] = new JsonObject { ["a"] = "x" } } } },
            JsonNode.Parse("{\"tb\":{\"a\":\"x\"},\"tb\":{\"a\":\"y\"}}"), JsonNode.Parse("{\"\\ud800\":1,\"tb\":{\"f\":\"x\"}}"), JsonValue.Create($"{{\"tb\":{Scrubbed(other.Value)}}}"),
        ];

        Assert.All(odd, value => Assert.Null(CardAnswers.Read(value)));
    }

    private static Message MessageOf(string name, Words words) => new()
    {
        Title = $"{name} and you: a minute",
        Preview = "TrustBot has something new for you",
        Parts =
        [
            new Part.Paragraph($"Good news from {name} grows."), new Part.Said(words), new Part.Wrote($"{name} wrote", Role.Mentor, words), new Part.Quoted($"{name} suggests", words),
            new Part.Lines([new Line(name, words, new LineMark(MarkGlyph.Gap, name))]), new Part.Trend([new TrendRow(name, [0, 1, 3], words)], 3),
        ],
        Sees = new Sees(Visibility.UsTwo, $"you and {name}", $"You and {name} can see this."),
        Why = $"Because {name} chose it.",
        Buttons = [new Button($"Send to {name}", new ActionId("reflection.write.v1"), Primary: true)],
        More = [new Button($"Ask {name}", new ActionId("joining.ask.v1"))],
    };

    private static Form FormOf(string name, Words words) => new()
    {
        Id = new ActionId("reflection.note.v1"),
        Title = name.Length > Form.LongestTitle ? PlainText.Cut(name, Form.LongestTitle) : name,
        Pair = new PairId("p"),
        Argument = "3",
        BasedOn = 7,
        Parts =
        [
            new FormPart.Note($"With {name}."), new FormPart.Wrote($"{name} wrote", Role.Mentor, words), new FormPart.Lines([new Line(name, words)]),
            new FormPart.Question(new Field.Text("line", $"What did {name} say?", OnlyYou, LongestWords, ManyLines: true, words) { Hint = name }),
            new FormPart.Question(new Field.Choice("who", name, OnlyYou, [new Option("1", name), new Option("2", $"{name} (nurse)")], "2")), new FormPart.Question(new Field.Tick("sure", $"Sure, {name}?", OnlyYou, true)),
        ],
        Submit = $"Send to {name}",
        Close = "Later",
    };

    private static string Cut(AnyText text, int most) => PlainText.Cut(text.Value, most);

    /// <summary>What no Markdown reader and no date filler can make anything of, and what every JSON reader reads back the same.</summary>
    private static void HoldsNoMarkup(JsonObject card)
    {
        var json = CardJson.Write(card);
        Assert.Equal(json, CardJson.Write(JsonNode.Parse(json)!));
        Assert.Equal(card.ToJsonString(), JsonNode.Parse(json)!.ToJsonString());
        Assert.Empty(card.OfType("Action.OpenUrl"));
        var read = card.OfType("TextBlock").Select(block => (string)block["text"]!).Concat(card.OfType("Input.Toggle").Select(toggle => (string)toggle["title"]!))
            .Concat(card.Objects().Select(element => element["choices"]).OfType<JsonArray>().SelectMany(choices => choices.Select(choice => (string)choice!["title"]!)));
        Assert.All(read, text => Assert.DoesNotMatch(Markup, text));
        var labels = card.Objects().SelectMany(element => (string[])["title", "label", "fallbackText"], (element, name) => (string?)element[name]).OfType<string>();
        Assert.All(labels, text => Assert.DoesNotMatch(Links, text));
        Assert.All(Strings(card), text => Assert.DoesNotContain("{{", text, StringComparison.Ordinal));
        Assert.All(Strings(card), text => Assert.DoesNotMatch(@"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]", text));
    }

    private static void Shows(JsonObject card, string words)
    {
        var shown = string.Concat(card.OfType("TextRun").Select(run => (string)run["text"]!));
        Assert.Contains(Visible(words), Visible(shown), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject one => one.Where(property => property.Key != "value").SelectMany(property => Strings(property.Value)),
        JsonArray many => many.SelectMany(Strings),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    /// <summary>Without blanks and without what nobody sees.</summary>
    private static string Visible(string text) => string.Concat(Scrubbed(text).Where(unit => !char.IsWhiteSpace(unit) && unit != '\u2060'));

    private static string Scrubbed(string text) => PlainText.Scrub(text);

    [GeneratedRegex(@"\]\(|\]\[|\]:|://|www\.[^\s\u2060]|<[^\s\u2060]|&[#\w]|@\w")]
    private static partial Regex Links { get; }

    [GeneratedRegex(@"\]\(|\]\[|\]:|://|www\.[^\s\u2060]|<[^\s\u2060]|&[#\w]|(?<!\\)(\\\\)*[`*_\[\]~]|^\s*([#>+=|-]|\d{1,9}[.)])", RegexOptions.Multiline)]
    private static partial Regex Markup { get; }
}
