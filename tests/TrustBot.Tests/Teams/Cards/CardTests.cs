using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Teams;
using TrustBot.Teams.Cards;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Teams.Cards;

/// <summary>What Teams asks of every card, held against every card that the bot can send.</summary>
public sealed class CardTests
{
    private static readonly string[] Blocks = ["TextBlock", "RichTextBlock", "TextRun", "Container", "ActionSet", "AdaptiveCard"];
    private static readonly string[] Inputs = ["Input.Text", "Input.ChoiceSet", "Input.Toggle", "Input.Date"];
    private static readonly string[] Actions = ["Action.Submit", "Action.ToggleVisibility", "Action.OpenUrl"];

    [Fact]
    public void Every_language_has_every_card_that_the_transcripts_show()
    {
        HashSet<string> Names(Language language) => [.. EveryCard.All.Where(card => card.Language == language).Select(card => card.Name)];

        Assert.True(EveryCard.All.Length > 500, $"only {EveryCard.All.Length}");
        foreach (var language in Enum.GetValues<Language>())
        {
            // Of somebody who was forgotten the language is forgotten too.
            var missing = Names(Language.English).Except([.. Names(language), "people.forgotten"]).Order(StringComparer.Ordinal).ToList();
            Assert.True(missing.Count == 0, $"No transcript in {language} shows {string.Join(", ", missing)}.");
        }
    }

    [Fact]
    public void A_card_is_under_twenty_kilobytes()
    {
        Assert.All(EveryCard.All, card => Assert.True(CardJson.SizeOf(card.Card) < CardJson.Most, $"{card}: {CardJson.SizeOf(card.Card)} bytes"));
        Assert.All(EveryCard.All, card => Assert.True(card.Card.ToJsonString().Length < 28 * 1024, $"{card}: {card.Card.ToJsonString().Length} with every letter escaped"));
    }

    [Fact]
    public void At_most_six_buttons_stand_in_a_row_and_one_of_all_is_primary() => Assert.All(EveryCard.All, card =>
    {
        Assert.All(card.Card.Objects().Select(element => element["actions"]).OfType<JsonArray>(), row => Assert.InRange(row.Count, 1, 6));
        Assert.True(card.Card.Objects().Count(element => (string?)element["style"] == "positive") <= 1, $"{card}");
        Assert.True(card.Card.Objects().Select(element => element["actions"]).OfType<JsonArray>().All(row => row.Skip(1).All(action => action!["style"] is null)), $"{card}: the primary button is not the first");
    });

    [Fact]
    public void Nothing_but_the_pieces_of_a_card_is_in_it() => Assert.All(EveryCard.All, card =>
    {
        Assert.Equal("1.5", (string?)card.Card["version"]);
        Assert.NotEmpty((JsonArray)card.Card["body"]!);
        Assert.NotEmpty((string?)card.Card["fallbackText"] ?? "");
        Assert.All(card.Card.Objects().Select(element => element.Type()).OfType<string>(), type => Assert.True(Blocks.Contains(type) || Inputs.Contains(type) || Actions.Contains(type) || type == "task/fetch", type));
        Assert.All(card.Card.OfType("Action.OpenUrl"), link => Assert.StartsWith(EverySaid.Site.AbsoluteUri, (string?)link["url"], StringComparison.Ordinal));
    });

    [Fact]
    public void All_text_wraps_and_all_inputs_are_labelled() => Assert.All(EveryCard.All, card =>
    {
        Assert.All(card.Card.OfType("TextBlock").Concat(card.Card.OfType("Input.ChoiceSet")).Concat(card.Card.OfType("Input.Toggle")), element => Assert.True((bool?)element["wrap"]));
        foreach (var input in Inputs.SelectMany(card.Card.OfType))
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)input[input.Type() == "Input.Toggle" ? "title" : "label"]), $"{card}");
            Assert.True((bool?)input["isRequired"] != true || !string.IsNullOrWhiteSpace((string?)input["errorMessage"]), $"{card}");
        }
        var ids = card.Card.Objects().Select(element => element["id"]).OfType<JsonNode>().Select(id => (string)id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
    });

    [Fact]
    public void Whatever_shows_words_says_who_sees_them_for_the_eye_and_for_the_ear() => Assert.All(EveryCard.All, card =>
    {
        Sees?[] all = [card.Message?.Sees, card.Form?.Sees, .. card.Form?.Parts.OfType<FormPart.Question>().Select(question => question.Field.Sees) ?? []];
        foreach (var sees in all.OfType<Sees>())
        {
            Assert.Contains(card.Card.OfType("TextRun"), run => (string?)run["text"] == CardText.Plain(sees.Label));
            Assert.Contains(card.Card.OfType("Action.ToggleVisibility"), line => ((string?)line["title"])!.EndsWith(CardText.Calm(sees.Spoken), StringComparison.Ordinal));
        }
    });

    [Fact]
    public void Who_sees_it_is_not_said_twice_in_a_row() => Assert.All(EveryCard.All, card =>
    {
        var titles = ((JsonArray)card.Card["body"]!).Select(element => (string?)element!["selectAction"]?["title"]).ToList();

        Assert.DoesNotContain(titles.Zip(titles.Skip(1)), pair => pair.First is not null && pair.First == pair.Second);
    });

    [Fact]
    public void What_lies_behind_more_is_shown_by_it_and_by_nothing_else() => Assert.All(EveryCard.All, card =>
    {
        var hidden = card.Card.Objects().Where(element => (bool?)element["isVisible"] == false).Select(element => (string?)element["id"]);
        var shown = card.Card.OfType("Action.ToggleVisibility").SelectMany(action => (JsonArray)action["targetElements"]!).Select(id => (string?)id);

        Assert.Equal(hidden.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Every_button_and_no_other_comes_back_as_what_it_was() => Assert.All(EveryCard.All.Where(card => card.Message is not null), card =>
    {
        var back = card.Card.OfType("Action.Submit").Select(action => Assert.IsType<CardAnswer.Pressed>(CardAnswers.Read(action["data"]))).Select(press => (press.Action, press.Argument));

        Assert.Equal(card.Message!.Buttons.Concat(card.Message.More).Select(button => (button.Action, button.Argument)), back);
    });

    [Fact]
    public void Every_question_is_asked_under_a_name_of_its_own() => Assert.All(EveryCard.All.Where(card => card.Form is not null), card => Assert.Equal(
        card.Form!.Parts.OfType<FormPart.Question>().Select(question => question.Field.Name),
        Inputs.SelectMany(card.Card.OfType).Select(input => ((string)input["id"]!)[2..]).OrderBy(name => card.Form.Parts.OfType<FormPart.Question>().ToList().FindIndex(question => question.Field.Name == name))));

    [Fact]
    public void A_window_that_is_opened_is_asked_for_and_in_cards_none_is()
    {
        var message = new Message { Title = "Ana and you", Preview = "New", Buttons = [new Button("Write", new ActionId("reflection.write.v1"), Primary: true), new Button("Later", new ActionId("reminders.later.v1"))] };

        string?[] Types(TeamsForms forms) => [.. MessageCard.Draw(EverySaid.EnvelopeOf("x", message), Language.English, forms, Openings.Opens)
            .OfType("Action.Submit").Select(action => (string?)action["data"]!["msteams"]?["type"])];

        Assert.Equal(["task/fetch", null], Types(TeamsForms.Dialogs));
        Assert.Equal([null, null], Types(TeamsForms.InCards));
    }
}
