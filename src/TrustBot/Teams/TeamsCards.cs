using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Hosting;
using TrustBot.People;
using TrustBot.Teams.Cards;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams;

/// <summary>Cards as this install shows them: in the reader's language, with dialogs or without.</summary>
public sealed class TeamsCards(PersonStore people, IOptions<TeamsOptions> teams, IOptions<TrustBotOptions> site)
{
    private readonly TeamsForms forms = teams.Value.Forms;
    private readonly Uri? address = site.Value.PublicUrl is { Length: > 0 } url ? new Uri(url) : null;

    public async ValueTask<Activity> MessageAsync(Envelope envelope, CancellationToken cancellation) =>
        Carrying(MessageCard.Draw(envelope, await LanguageOfAsync(envelope.To, cancellation), forms, Openings.Opens), envelope.Message.Preview);

    public async ValueTask<JsonObject> DialogAsync(PersonId reader, Form form, CancellationToken cancellation, FormAnswers? typed = null, ImmutableDictionary<string, string>? errors = null) =>
        FormCard.Draw(form, await LanguageOfAsync(reader, cancellation), TeamsForms.Dialogs, address, typed, errors);

    /// <summary>A form that stands in the chat, where no dialog can be opened.</summary>
    public async ValueTask<Activity> FormAsync(PersonId reader, Form form, CancellationToken cancellation, FormAnswers? typed = null, ImmutableDictionary<string, string>? errors = null)
    {
        var language = await LanguageOfAsync(reader, cancellation);
        return Carrying(FormCard.Draw(form, language, TeamsForms.InCards, address, typed, errors), Sentences.In(language).Preview);
    }

    /// <summary>What is left of such a form: one line, and nothing that was typed.</summary>
    public async ValueTask<Activity> SettledAsync(PersonId reader, Func<Sentences, string> line, CancellationToken cancellation)
    {
        var language = await LanguageOfAsync(reader, cancellation);
        return Carrying(SettledCard.Draw(line(Sentences.In(language)), language), Sentences.In(language).Preview);
    }

    public async ValueTask<Language> LanguageOfAsync(PersonId reader, CancellationToken cancellation) => (await people.ReadAsync(reader, cancellation))?.Language ?? Language.English;

    private static Activity Carrying(JsonObject card, string preview) =>
        new() { Type = ActivityTypes.Message, Summary = PlainText.Scrub(preview), Attachments = [new Attachment(Attachment.AdaptiveCard, card)] };
}
