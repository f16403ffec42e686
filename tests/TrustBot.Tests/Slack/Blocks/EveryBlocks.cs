using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Slack.Blocks;

/// <summary>A message, a modal or a Home tab, and what it was drawn from.</summary>
/// <param name="Type">What Slack's types call it.</param>
internal sealed record DrawnBlocks(string Name, Language Language, string Type, JsonObject Json, Message? Message = null, Form? Form = null)
{
    public override string ToString() => $"{Name} ({Language})";
}

/// <summary>Everything that the bot can show in Slack.</summary>
internal static class EveryBlocks
{
    public const string MessageType = "MessageLike";
    public const string ModalType = "ModalView";
    public const string HomeType = "HomeView";

    private static readonly Lazy<ImmutableArray<DrawnBlocks>> Drawn = new(() => [.. All_().DistinctBy(drawn => (drawn.Language, drawn.Json.ToJsonString()))]);

    public static ImmutableArray<DrawnBlocks> All => Drawn.Value;

    public static DrawnBlocks Of(string kind, Message message, Language language) =>
        new(kind, language, MessageType, JsonOf(MessageBlocks.Draw(EverySaid.EnvelopeOf(kind, message), language)), Message: message);

    public static DrawnBlocks Of(Form form, Language language) => new(form.Id.Value, language, ModalType, FormView.Draw(form, language, EverySaid.Site), Form: form);

    private static IEnumerable<DrawnBlocks> All_()
    {
        foreach (var said in EverySaid.Messages)
            yield return Of(said.Kind, said.Message, said.Language);
        foreach (var (form, language) in EverySaid.Forms.Select(said => (said.Form, said.Language)))
        {
            yield return Of(form, language);
            var errors = ImmutableDictionary<string, string>.Empty.Add(FormReply.Errors.Whole, Sentences.In(language).MovedOn);
            yield return new DrawnBlocks($"{form.Id.Value} with errors", language, ModalType, FormView.Draw(form, language, EverySaid.Site, FormAnswers.Empty, errors), Form: form);
        }
        foreach (var drawn in Enum.GetValues<Language>().SelectMany(Alone))
            yield return drawn;
    }

    private static JsonObject JsonOf(SlackMessage message) => new() { ["text"] = message.Text, ["blocks"] = message.Blocks };

    private static IEnumerable<DrawnBlocks> Alone(Language language)
    {
        yield return new DrawnBlocks("loading", language, ModalType, Views.Loading(language));
        yield return new DrawnBlocks("apology", language, ModalType, Views.Apology(language, new BlockAnswer.Pressed(new ActionId("kickoff.begin.v1"), EverySaid.EnvelopeOf("x", null!).Pair, "3", EverySaid.EnvelopeOf("x", null!).Key)));
        var say = Sentences.In(language);
        foreach (var line in (string[])[say.MovedOn, say.Stranger, say.LookUpLater, say.InChat, say.FormKept, say.NoPairText])
            yield return new DrawnBlocks("line", language, ModalType, Views.Line(line, language));
        var menu = EverySaid.Messages.First(said => said.Kind == "people.help" && said.Language == language).Message;
        yield return new DrawnBlocks("menu", language, ModalType, Views.Of(menu, language));
        yield return new DrawnBlocks("answer to a stranger", language, MessageType, JsonOf(MessageBlocks.Saying(say.Stranger)));
        yield return new DrawnBlocks("stranger's home", language, HomeType, HomeView.Line(say.Stranger));
        var pair = EverySaid.EnvelopeOf("x", null!).Pair;
        var settings = EverySaid.Messages.First(said => said.Kind == "people.settings" && said.Language == language).Message;
        var pairs = EverySaid.Messages.Where(said => said.Kind == "status" && said.Language == language).Select(said => new HomeCard(said.Message, pair)).ToList();
        foreach (var card in pairs)
            yield return new DrawnBlocks("home", language, HomeType, HomeView.Draw([card], new HomeCard(settings, null), language));
        yield return new DrawnBlocks("home without pairs", language, HomeType, HomeView.Draw([], new HomeCard(settings, null), language));
        yield return new DrawnBlocks("home with many", language, HomeType, HomeView.Draw([.. Enumerable.Repeat(pairs[0], 60)], new HomeCard(settings, null), language));
    }
}
