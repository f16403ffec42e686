using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Slack.Blocks;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Slack.Blocks;

public sealed class BlockAnswersTests
{
    private static readonly Sees OnlyYou = new(Visibility.OnlyMe, "only you", "Only you find this in TrustBot.");

    private static readonly Form Form = EverySaid.Hosted(new Form
    {
        Id = new ActionId("feedback.form.v1"),
        Title = "Feedback with Ana",
        Pair = new PairId("p"),
        BasedOn = 3,
        Parts =
        [
            new FormPart.Question(new Field.Text("helps", "What helps?", OnlyYou, 10, ManyLines: true, new Words("pace"))),
            new FormPart.Question(new Field.Choices("days", "Days", OnlyYou, [new Option("a", "A"), new Option("b", "B")], ["a", "b"])),
            new FormPart.Question(new Field.Date("by", "By when?", OnlyYou, null) { Optional = true }),
            new FormPart.Question(new Field.Tick("alone", "Open mine even if alone", OnlyYou, Ticked: true) { Optional = true }),
        ],
        Submit = "Seal",
        Close = "Later",
    });

    private static readonly BlockAnswer.Pressed Press = new(new ActionId("goals.add.v1"), new PairId("p"), "3", new SendKey("k|1"));

    private static JsonObject View => FormView.Draw(Form, Language.English);

    [Fact]
    public void A_form_comes_back_with_what_was_put_in()
    {
        var sent = Sent(("by", "2026-06-12"));

        Assert.Equal(("pace", "a,b", "2026-06-12", true), (sent.Answers["helps"].Reveal(), sent.Answers["days"].Reveal(), sent.Answers["by"].Reveal(), sent.Answers.IsTicked("alone")));
    }

    [Fact]
    public void What_is_left_empty_is_empty_and_a_tick_taken_away_is_no_tick()
    {
        var sent = Sent(("alone", new JsonArray()), ("days", new JsonArray()));

        Assert.True(sent.Answers["by"].IsEmpty && sent.Answers["days"].IsEmpty);
        Assert.False(sent.Answers.IsTicked("alone"));
    }

    [Fact]
    public void More_than_any_form_asks_for_is_not_read()
    {
        Assert.Null(Read(values => Enumerable.Range(0, 65).ToList().ForEach(i => values[$"n:{i}"] = Input("x"))));
        Assert.Null(Read(values => values["n:helps"] = Input(new string('x', 256 * 1024 + 1))));
        Assert.Null(Read(values => values["n:" + new string('x', 200)] = Input("x")));
        Assert.Null(Read(values => values["no-name"] = Input("x")));
        Assert.NotNull(Read(values => values["n:helps"] = Input(new string('x', 40_000))));
    }

    [Fact]
    public void A_press_with_an_id_that_is_none_of_ours_is_not_read()
    {
        var long_ = new string('x', 201);
        JsonObject Payload(string value, string block) => PayloadOf.Press([], new JsonObject { ["block_id"] = block }, new JsonObject { ["type"] = "button", ["action_id"] = "press-0", ["value"] = value });

        Assert.Equal(new BlockAnswer.Pressed(new ActionId("a.b.v1"), null, "win|p", null), BlockAnswers.Read(Payload("a.b.v1|win|p", "0.0||")));
        Assert.All([Payload(long_, "0.0|p|k"), Payload("a|" + long_, "0.0|p|k"), Payload("a", $"0.0|{long_}|k"), Payload("a", $"0.0|p|{long_}"), Payload("a", "other"), Payload("|x", "0.0|p|k"), Payload("", "0.0|p|k")], payload => Assert.Null(BlockAnswers.Read(payload)));
    }

    [Fact]
    public void A_window_that_failed_presses_the_same_again() =>
        Assert.Equal(Press, BlockAnswers.Read(PayloadOf.Presses(Views.Apology(Language.German, Press)).Single()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_window_that_failed_brings_back_what_was_picked_and_whether_it_was_cut(bool cut)
    {
        var failed = Views.Apology(Language.German, Press, new Words("So \"wie\" 😀 es war"), cut);
        failed["callback_id"] = "";

        Assert.Equal(("So \"wie\" 😀 es war", cut), Views.PickedIn(failed) is var (words, wasCut) ? (words.Reveal(), wasCut) : default);
    }

    [Fact]
    public void A_window_carries_no_more_than_there_is_room_for() =>
        Assert.InRange(Views.Apology(Language.English, Press, new Words(new string('\ue000', 500)))["private_metadata"]?.GetValue<string>().Length ?? 0, 0, 3000);

    [Theory]
    [InlineData(null)]
    [InlineData("\"nonsense\"")]
    [InlineData("\"[]\"")]
    [InlineData("3")]
    public void Nothing_else_is_taken_for_what_was_picked(string? carried)
    {
        var failed = Views.Apology(Language.English, Press);
        if (carried is not null)
            failed["private_metadata"] = JsonNode.Parse(carried);

        Assert.Null(Views.PickedIn(failed));
        Assert.Null(Views.PickedIn(View));
    }

    [Theory]
    [InlineData("type", "home")]
    [InlineData("callback_id", "goals.add.v1")]
    public void Nothing_but_a_window_that_failed_is_asked_for_what_was_picked(string name, string value)
    {
        var other = Views.Apology(Language.English, Press, new Words("I led a round"));
        other[name] = value;

        Assert.Null(Views.PickedIn(other));
    }

    [Fact]
    public void What_is_wrong_stands_beside_its_field_and_what_concerns_the_whole_beside_the_first()
    {
        var errors = new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add("days", "Choose one.").Add(FormReply.Errors.Whole, "It moved on.").Add("gone", "Not asked."));
        var view = (JsonObject)PayloadOf.Submission(View)["view"]!;

        Assert.Equal($$"""{"{{Form.Nonce}}:helps":"It moved on. Not asked.","{{Form.Nonce}}:days":"Choose one."}""", FormErrors.Of(errors, view)?.ToJsonString());
        Assert.Null(FormErrors.Of(errors, FormView.Draw(Form.OnlyRead(), Language.English)));
    }

    [Fact]
    public void What_was_typed_is_there_again_below_what_is_wrong()
    {
        var typed = new FormAnswers(ImmutableDictionary<string, Words>.Empty.Add("helps", new Words("far too long")).Add("days", new Words("a,z")));
        var view = FormView.Draw(Form, Language.English, null, typed, ImmutableDictionary<string, string>.Empty.Add(FormReply.Errors.Whole, "Something is missing."));

        Assert.Equal("Something is missing.", (string?)view.OfType("text").First()["text"]);
        Assert.Equal("far too lo", (string?)view.OfType("plain_text_input").Single()["initial_value"]);
        Assert.Equal("a", (string?)view.OfType("checkboxes").First()["initial_options"]!.AsArray().Single()!["value"]);
        Assert.Null(view.OfType("checkboxes").Last()["initial_options"]);
    }

    [Fact]
    public void Another_drawing_of_a_form_keeps_nothing_that_was_typed_into_the_first() => Assert.Empty(
        View.OfType("input").Select(input => (string?)input["block_id"]).Intersect(FormView.Draw(Form with { Nonce = "other" }, Language.English).OfType("input").Select(input => (string?)input["block_id"])));

    [Fact]
    public void A_download_goes_to_this_host_and_nowhere_else()
    {
        static string? Link(string url, Uri? site) => (string?)FormView.Draw(
            new Form { Id = new ActionId("people.download.v1"), Title = "My data", Close = "Close", Parts = [new FormPart.Note("Yours."), new FormPart.Download("Download", url)] }, Language.English, site)
            .OfType("button").SingleOrDefault()?["url"];

        Assert.Equal("https://trustbot.example.org/my-data/1", Link("/my-data/1", EverySaid.Site));
        Assert.All((string?[])[Link("/my-data/1", null), Link("https://evil.example/my-data/1", EverySaid.Site), Link("javascript:alert(1)", EverySaid.Site)], Assert.Null);
    }

    [Fact]
    public void What_no_menu_holds_stands_in_rows_and_presses_the_same()
    {
        var message = new Message { Title = "Help", Preview = "New", More = [.. Enumerable.Range(0, 7).Select(i => new Button($"Number {i}", new ActionId("x.y.v1"), $"{i}"))] };
        var drawn = EveryBlocks.Of("x", message, Language.English);

        Assert.Empty(BlockCheck.Problems(drawn));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], PayloadOf.Presses(drawn.Json).Select(payload => ((BlockAnswer.Pressed)BlockAnswers.Read(payload)!).Argument));
    }

    [Fact]
    public void An_option_too_long_for_one_line_goes_on_in_the_next()
    {
        var label = "Noor Haddad, staff counsellor for everybody on the intensive care wards of the west wing and of the children's house";
        var option = FormView.Draw(Form with { Parts = [new FormPart.Question(new Field.Choice("whom", "Whom?", OnlyYou, [new Option("1", label)], "1"))] }, Language.English)
            .OfType("radio_buttons").Single()["options"]![0]!;

        Assert.Equal(label, $"{option["text"]!["text"]} {option["description"]!["text"]}");
    }

    private static JsonObject Input(string value) => new() { ["input"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = value } };

    private static BlockAnswer? Read(Action<JsonObject> change)
    {
        var payload = PayloadOf.Submission(View);
        change((JsonObject)payload["view"]!["state"]!["values"]!);
        return BlockAnswers.Read(payload);
    }

    private static Submission Sent(params (string Field, JsonNode? Value)[] typed) => Assert.IsType<BlockAnswer.Sent>(BlockAnswers.Read(PayloadOf.Submission(View, typed))).Submission;
}
