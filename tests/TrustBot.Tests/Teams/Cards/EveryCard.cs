using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Teams;
using TrustBot.Teams.Cards;
using TrustBot.Tests.Drawn;

namespace TrustBot.Tests.Teams.Cards;

/// <summary>A card, and what it was drawn from.</summary>
internal sealed record DrawnCard(string Name, Language Language, JsonObject Card, Message? Message = null, Form? Form = null)
{
    public override string ToString() => $"{Name} ({Language})";
}

/// <summary>Every card that the bot can send: what all transcripts show, told in each language.</summary>
internal static class EveryCard
{
    private static readonly Lazy<ImmutableArray<DrawnCard>> Drawn = new(() => [.. Draw()]);

    public static ImmutableArray<DrawnCard> All => Drawn.Value;

    private static IEnumerable<DrawnCard> Draw()
    {
        var seen = new HashSet<(Language, string)>();
        foreach (var card in Cards())
        {
            if (seen.Add((card.Language, CardJson.Write(card.Card))))
                yield return card;
        }
    }

    private static IEnumerable<DrawnCard> Cards()
    {
        foreach (var said in EverySaid.Messages)
            yield return Of(said.Kind, said.Message, said.Language);
        foreach (var card in EverySaid.Forms.SelectMany(said => Of(said.Form, said.Language)))
            yield return card;
        foreach (var language in Enum.GetValues<Language>())
            yield return new DrawnCard("settled", language, SettledCard.Draw(Sentences.In(language).Done, language));
    }

    private static DrawnCard Of(string kind, Message message, Language language) =>
        new(kind, language, MessageCard.Draw(EverySaid.EnvelopeOf(kind, message), language, TeamsForms.Dialogs, Openings.Opens), Message: message);

    private static IEnumerable<DrawnCard> Of(Form form, Language language)
    {
        var say = Sentences.In(language);
        var questions = form.Parts.OfType<FormPart.Question>().Select(question => question.Field.Name).ToList();
        foreach (var mode in Enum.GetValues<TeamsForms>())
            yield return new DrawnCard($"{form.Id.Value} {mode}", language, FormCard.Draw(form, language, mode, EverySaid.Site), Form: form);
        if (questions.Count == 0)
            yield break;
        var errors = questions.ToImmutableDictionary(name => name, _ => say.AnswerMissing).Add(FormReply.Errors.Whole, say.MovedOn);
        yield return new DrawnCard($"{form.Id.Value} with errors", language, FormCard.Draw(form, language, TeamsForms.Dialogs, EverySaid.Site, FormAnswers.Empty, errors), Form: form);
    }
}
