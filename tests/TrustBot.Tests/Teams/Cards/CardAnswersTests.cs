using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Teams;
using TrustBot.Teams.Cards;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Teams.Cards;

public sealed class CardAnswersTests
{
    private static readonly Sees OnlyYou = new(Visibility.OnlyMe, "only you", "Only you find this in TrustBot.");

    private static readonly Form Form = EverySaid.Hosted(new Form
    {
        Id = new ActionId("feedback.form.v1"),
        Title = "Feedback with Ana",
        Pair = new PairId("p"),
        Parts =
        [
            new FormPart.Question(new Field.Text("tb", "What helps?", OnlyYou, 10, ManyLines: true, new Words("pace"))),
            new FormPart.Question(new Field.Choices("days", "Days", OnlyYou, [new Option("a", "A"), new Option("b", "B")], ["b"])),
            new FormPart.Question(new Field.Tick("alone", "Open mine even if alone", OnlyYou, Ticked: true)),
        ],
        Submit = "Seal",
        Close = "Later",
    });

    [Fact]
    public void A_form_comes_back_with_what_was_put_in_and_nothing_stands_in_for_its_ids()
    {
        var sent = Sent(0, ("i:tb", "pace"), ("i:days", "a,b"), ("t:alone", "yes"), ("alternative", "yes"), ("x", "y"));

        Assert.Equal((Form.Id, Form.Pair, Form.Nonce, Form.From), (sent.Form, sent.Pair, sent.Nonce, sent.From));
        Assert.Equal(("pace", "a,b", true), (sent.Answers["tb"].Reveal(), sent.Answers["days"].Reveal(), sent.Answers.IsTicked("alone")));
        Assert.Equal(["alone", "days", "tb"], sent.Answers.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_left_empty_is_missing_or_empty_and_a_tick_taken_away_is_no_tick()
    {
        var sent = Sent(0, ("i:tb", ""), ("t:alone", "no"));

        Assert.True(sent.Answers["tb"].IsEmpty && sent.Answers["days"].IsEmpty);
        Assert.False(sent.Answers.IsTicked("alone"));
        Assert.Empty(FormCheck.Check(new Form { Id = Form.Id, Title = "", Close = "", Parts = [Form.Parts[2]] }, sent.Answers, Sentences.In(Language.English)));
    }

    [Fact]
    public void A_form_in_the_chat_can_be_closed_without_its_inputs()
    {
        var close = FormCard.Draw(Form, Language.English, TeamsForms.InCards).OfType("Action.Submit").Last();

        Assert.Equal("none", (string?)close["associatedInputs"]);
        Assert.Equal(new CardAnswer.Closed(Form.Id, Form.Pair, Form.From), CardAnswers.Read(close["data"]));
        Assert.DoesNotContain(FormCard.Draw(Form, Language.English, TeamsForms.Dialogs).OfType("Action.Submit"), action => (string?)action["title"] == "Later");
    }

    [Fact]
    public void More_than_any_card_asks_for_is_not_read()
    {
        Assert.Null(CardAnswers.Read(DataOf(0, [.. Enumerable.Range(0, 65).Select(i => ($"i:{i}", "x"))])));
        Assert.Null(CardAnswers.Read(DataOf(0, ("i:tb", new string('x', 256 * 1024 + 1)))));
        Assert.Null(CardAnswers.Read(DataOf(0, ("i:" + new string('x', 200), "x"))));
        Assert.Null(CardAnswers.Read(JsonValue.Create(string.Concat(Enumerable.Repeat("{\"data\":", 5000)))));
        Assert.Null(CardAnswers.Read(new JsonObject { ["tb"] = new JsonObject { ["a"] = new string('x', 201) } }));
        Assert.Equal(40_000, Sent(0, ("i:tb", new string('x', 40_000))).Answers["tb"].Reveal().Length);
    }

    [Fact]
    public void What_was_typed_is_there_again_beside_what_is_wrong_with_it()
    {
        var typed = new FormAnswers(ImmutableDictionary<string, Words>.Empty.Add("tb", new Words("far too long")).Add("days", new Words("a,z")));
        var errors = ImmutableDictionary<string, string>.Empty.Add("tb", "10 at most").Add(FormReply.Errors.Whole, "Something is missing.");
        var card = FormCard.Draw(Form, Language.English, TeamsForms.Dialogs, null, typed, errors);
        var body = (JsonArray)card["body"]!;

        Assert.Equal(["far too long", "a", "no"], card.Objects().Where(element => element.Type()?.StartsWith("Input.", StringComparison.Ordinal) == true).Select(input => (string?)input["value"]));
        Assert.Equal(["Something is missing.", "10 at most"], body.Take(2).Select(block => (string?)block!["inlines"]![0]!["text"]));
        Assert.Equal("Input.Text", (string?)body[2]!["type"]);
    }

    [Fact]
    public void A_download_goes_to_this_host_and_nowhere_else()
    {
        static string? Link(string url, Uri? site) => (string?)FormCard.Draw(
            new Form { Id = new ActionId("people.download.v1"), Title = "My data", Close = "Close", Parts = [new FormPart.Note("Yours."), new FormPart.Download("Download", url)] }, Language.English, TeamsForms.Dialogs, site)
            .OfType("Action.OpenUrl").SingleOrDefault()?["url"];

        Assert.Equal("https://trustbot.example.org/my-data/1", Link("/my-data/1", EverySaid.Site));
        Assert.Null(Link("/my-data/1", null));
        Assert.Null(Link("https://evil.example/my-data/1", EverySaid.Site));
        Assert.Null(Link("javascript:alert(1)", EverySaid.Site));
    }

    [Fact]
    public void A_message_that_is_done_takes_one_line_and_hides_the_rest()
    {
        var message = new Message { Title = "Noted.", Preview = "New", Settled = true, Parts = [new Part.Paragraph("More.")], More = [new Button("My notes", new ActionId("reflection.notebook.v1"))] };
        var card = MessageCard.Draw(EverySaid.EnvelopeOf("x", message), Language.German, TeamsForms.InCards, _ => false);

        var inSight = ((JsonArray)card["body"]!).Where(element => (bool?)element!["isVisible"] != false).ToList();

        Assert.Equal("✓ Noted.", (string?)inSight[0]!["inlines"]![0]!["text"]);
        Assert.Equal("Mehr", (string?)Assert.Single((JsonArray)Assert.Single(inSight.Skip(1))!["actions"]!)!["title"]);
        Assert.Single((JsonArray)MessageCard.Draw(EverySaid.EnvelopeOf("x", message with { Parts = [], More = [] }), Language.German, TeamsForms.InCards, _ => false)["body"]!);
    }

    private static Submission Sent(int button, params (string Id, string Value)[] inputs) => Assert.IsType<CardAnswer.Sent>(CardAnswers.Read(DataOf(button, inputs))).Submission;

    /// <summary>As clients do it: the inputs are put beside what the button carries.</summary>
    private static JsonObject DataOf(int button, params (string Id, string Value)[] inputs)
    {
        var data = (JsonObject)FormCard.Draw(Form, Language.English, TeamsForms.Dialogs).OfType("Action.Submit").ElementAt(button)["data"]!.DeepClone();
        foreach (var (id, value) in inputs)
            data[id] = value;
        return data;
    }
}
