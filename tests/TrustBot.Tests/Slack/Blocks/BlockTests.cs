using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Slack.Blocks;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Slack.Blocks;

/// <summary>What Slack asks of every message and view, held against every one that the bot can show.</summary>
public sealed class BlockTests
{
    [Fact]
    public void N19_Everything_stays_within_the_limits_of_Block_Kit()
    {
        Assert.True(EveryBlocks.All.Length > 500, $"only {EveryBlocks.All.Length}");
        Assert.Empty(EveryBlocks.All.SelectMany(drawn => BlockCheck.Problems(drawn).Select(problem => $"{drawn}: {problem}")));
    }

    [Fact]
    public void Nothing_of_the_people_in_the_transcripts_is_cut() =>
        Assert.DoesNotContain(EveryBlocks.All, drawn => drawn.Json.Objects().Any(element => (string?)(element["text"] as JsonValue) is { } text && text.EndsWith('…') && text.Length > 20 && text is not "One moment …" and not "Einen Moment …"));

    [Fact]
    public void A_message_has_a_title_an_own_text_and_at_most_one_primary_button() => Assert.All(EveryBlocks.All.Where(drawn => drawn.Message is not null), drawn =>
    {
        Assert.Equal(drawn.Message!.Settled ? "context" : "header", (string?)drawn.Json["blocks"]![0]!["type"]);
        Assert.Equal(drawn.Message.Preview, (string?)drawn.Json["text"]);
        Assert.True(drawn.Json.Objects().Count(element => (string?)element["style"]?.ToJsonString() == "\"primary\"") <= 1, $"{drawn}");
    });

    [Fact]
    public void Every_button_and_no_other_comes_back_as_what_it_was() => Assert.All(EveryBlocks.All.Where(drawn => drawn.Message is not null), drawn =>
    {
        var (pair, key) = (EverySaid.EnvelopeOf(drawn.Name, null!).Pair, EverySaid.EnvelopeOf(drawn.Name, null!).Key);

        Assert.Equal(
            drawn.Message!.Buttons.Concat(drawn.Message.More).Select(button => new BlockAnswer.Pressed(button.Action, pair, button.Argument, key)),
            PayloadOf.Presses(drawn.Json).Select(payload => Assert.IsType<BlockAnswer.Pressed>(BlockAnswers.Read(payload))));
    });

    [Fact]
    public void Whatever_shows_words_says_who_sees_them() => Assert.All(EveryBlocks.All, drawn =>
    {
        Sees?[] all = [drawn.Message?.Sees, drawn.Form?.Sees, .. drawn.Form?.Parts.OfType<FormPart.Question>().Select(question => question.Field.Sees) ?? []];
        var quiet = drawn.Json.OfType("context").Select(context => (string?)context["elements"]![0]!["text"]).ToList();
        Assert.All(all.OfType<Sees>(), sees => Assert.Contains(quiet, text => text == $"{Sentences.In(drawn.Language).WhoSeesThis} {sees.Label}"));
    });

    [Fact]
    public void Every_question_is_asked_with_a_label_and_comes_back_under_its_name() => Assert.All(EveryBlocks.All.Where(drawn => drawn.Form is not null), drawn =>
    {
        var inputs = drawn.Json.OfType("input").ToList();
        var sent = Assert.IsType<BlockAnswer.Sent>(BlockAnswers.Read(PayloadOf.Submission(drawn.Json))).Submission;
        var fields = drawn.Form!.Parts.OfType<FormPart.Question>().Select(question => question.Field).ToList();

        Assert.Equal(fields.Select(field => field.Label), inputs.Select(input => (string?)input["label"]!["text"]));
        Assert.Equal(fields.Select(field => field.Name).Order(StringComparer.Ordinal), sent.Answers.Names.Order(StringComparer.Ordinal));
        Assert.Equal((drawn.Form.Id, drawn.Form.Pair, drawn.Form.Argument, drawn.Form.Nonce, drawn.Form.BasedOn, drawn.Form.From), (sent.Form, sent.Pair, sent.Argument, sent.Nonce, sent.BasedOn, sent.From));
        Assert.Equal(drawn.Form.Submit is null, drawn.Json["submit"] is null);
    });

    [Fact]
    public void No_word_that_somebody_wrote_stands_in_what_travels_unseen() => Assert.All(EveryBlocks.All, drawn =>
        Assert.DoesNotContain("handover", $"{drawn.Json["text"]} {drawn.Json["private_metadata"]} {string.Join(' ', drawn.Json.Objects().Select(element => $"{element["value"]} {element["block_id"]}"))}", StringComparison.Ordinal));

    [Fact]
    public async Task N19_Everything_is_taken_by_Slacks_own_types_and_by_the_schema_of_Block_Kit()
    {
        var found = await Peers.JudgeAsync("blocks.js", "@slack/types", EveryBlocks.All.Select(Judged));

        Assert.Equal(EveryBlocks.All.Length, found.Length);
        Assert.Empty(EveryBlocks.All.Zip(found).Where(drawn => drawn.Second.Length > 0).Select(drawn => $"{drawn.First}: {string.Join(" ", drawn.Second)}"));
    }

    [Fact]
    public async Task Both_judges_find_what_is_wrong()
    {
        var poem = new JsonObject { ["type"] = "modal", ["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = new string('x', 25) }, ["blocks"] = new JsonArray(new JsonObject { ["type"] = "poem" }) };
        var found = Assert.Single(await Peers.JudgeAsync("blocks.js", "@slack/types", [Judged(new DrawnBlocks("poem", Language.English, EveryBlocks.ModalType, poem))]));

        Assert.Contains(found, problem => problem.Contains("\"poem\"", StringComparison.Ordinal));
        Assert.Contains(found, problem => problem.StartsWith("/title/text", StringComparison.Ordinal));
    }

    private static string Judged(DrawnBlocks drawn) => new JsonObject { ["type"] = drawn.Type, ["json"] = drawn.Json.DeepClone() }.ToJsonString();
}
