using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Teams;
using TrustBot.Teams.Cards;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Teams.Cards;

/// <summary>A card, and what it was drawn from.</summary>
internal sealed record DrawnCard(string Name, Language Language, JsonObject Card, Message? Message = null, Form? Form = null)
{
    public override string ToString() => $"{Name} ({Language})";
}

/// <summary>Every card that the bot can send: what all transcripts show, told in each language.</summary>
internal static class EveryCard
{
    public static readonly Uri Site = new("https://trustbot.example.org/");

    private static readonly Lazy<ImmutableArray<DrawnCard>> Drawn = new(() => [.. Draw()]);

    public static ImmutableArray<DrawnCard> All => Drawn.Value;

    /// <summary>As long as real ones.</summary>
    public static Envelope EnvelopeOf(string kind, Message message) => new(
        new SendKey($"{kind}~2026-06-16~5d41402abc4b2a76b9719d911017c592~7d793037a0760186574b0282f2f435e7"),
        new PairId("7d793037a0760186574b0282f2f435e7"), new PersonId("5d41402abc4b2a76b9719d911017c592"), message);

    public static Form Hosted(Form form) => form with
    {
        Nonce = "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        From = EnvelopeOf(form.Id.Value, null!).Key,
        Parts = [.. form.Parts.Select(part => part is FormPart.Download download ? download with { Url = "/my-data/0a1b2c3d4e5f" } : part)],
    };

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
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var story in ChatFile.Names.Select(name => Told(ChatFile.Of(name), language)))
            {
                foreach (var (reader, kind, message) in story.Messages)
                    yield return Of(kind, message, reader);
                foreach (var card in story.Windows.SelectMany(form => Of(form, language)))
                    yield return card;
            }
            yield return new DrawnCard("settled", language, SettledCard.Draw(Sentences.In(language).Done, language));
        }
    }

    /// <summary>As far as it can be told in this language: hours.chat is about changing from the one to the other.</summary>
    private static Story Told(ChatFile chat, Language language)
    {
        var story = new Story(language);
        try
        {
            chat.Play(story);
        }
        catch (InvalidOperationException) when (language != Language.English)
        {
        }
        return story;
    }

    private static DrawnCard Of(string kind, Message message, Language language) =>
        new(kind, language, MessageCard.Draw(EnvelopeOf(kind, message), language, TeamsForms.Dialogs, Openings.Opens), Message: message);

    private static IEnumerable<DrawnCard> Of(Form shown, Language language)
    {
        var form = Hosted(shown);
        var say = Sentences.In(language);
        var questions = form.Parts.OfType<FormPart.Question>().Select(question => question.Field.Name).ToList();
        foreach (var mode in Enum.GetValues<TeamsForms>())
            yield return new DrawnCard($"{form.Id.Value} {mode}", language, FormCard.Draw(form, language, mode, Site), Form: form);
        if (questions.Count == 0)
            yield break;
        var errors = questions.ToImmutableDictionary(name => name, _ => say.AnswerMissing).Add(FormReply.Errors.Whole, say.MovedOn);
        yield return new DrawnCard($"{form.Id.Value} with errors", language, FormCard.Draw(form, language, TeamsForms.Dialogs, Site, FormAnswers.Empty, errors), Form: form);
    }
}
