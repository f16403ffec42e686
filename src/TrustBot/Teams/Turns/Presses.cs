using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Teams.Cards;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Turns;

/// <summary>A button on a card, and a form that was filled in: in a dialog, which is answered in the same breath, or in a card of its own.</summary>
internal sealed class Presses(Inbox inbox, ConnectorClient connector, TeamsCards cards)
{
    private const string Fetch = "task/fetch";
    private const string Submit = "task/submit";

    /// <summary>A button that needs no dialog, or a form that stood in the chat.</summary>
    public async ValueTask PressedAsync(PersonId by, Activity activity, ConversationReference where, CancellationToken stopping)
    {
        switch (CardAnswers.Read(activity.Value))
        {
            case CardAnswer.Pressed pressed when await PressAsync(by, pressed, activity, stopping) is { } form:
                await connector.SendAsync(where, await cards.FormAsync(by, form, stopping), stopping);
                break;
            case CardAnswer.Sent sent:
                await ShowAsync(await AfterAsync(by, sent.Submission, stopping));
                break;
            case CardAnswer.Closed:
                await ShowAsync(await cards.SettledAsync(by, say => say.FormClosed, stopping));
                break;
        }

        // A form in a card may be sent from a client that does not say which message it stood in.
        async ValueTask ShowAsync(Activity instead)
        {
            if (activity.ReplyToId is { Length: > 0 } message)
                await connector.UpdateAsync(where, message, instead, stopping);
            else
                await connector.SendAsync(where, instead, stopping);
        }
    }

    /// <param name="by">Null for somebody whom no programme knows.</param>
    public async ValueTask<TurnReply> InvokedAsync(PersonId? by, Activity activity, CancellationToken stopping)
    {
        if (activity.Name is not (Fetch or Submit))
            return new TurnReply(StatusCodes.Status501NotImplemented);
        if (by is not { } person)
            return TaskReply.Message(Sentences.In(Languages.FromCode(activity.Locale) ?? Language.English).Stranger);
        return (activity.Name, CardAnswers.Read((activity.Value as JsonObject)?["data"])) switch
        {
            (Fetch, CardAnswer.Pressed pressed) => await PressAsync(person, pressed, activity, stopping) is { } form
                ? await ContinueAsync(person, form, stopping)
                : TaskReply.Message(Sentences.In(await cards.LanguageOfAsync(person, stopping)).MovedOn),
            (Submit, CardAnswer.Sent sent) => await SubmittedAsync(person, sent.Submission, stopping),
            (Submit, CardAnswer.Closed) => TurnReply.Done,
            _ => new TurnReply(StatusCodes.Status400BadRequest),
        };
    }

    private ValueTask<Form?> PressAsync(PersonId by, CardAnswer.Pressed pressed, Activity activity, CancellationToken stopping) =>
        inbox.PressAsync(by, pressed.Pair, pressed.Action, pressed.Argument, pressed.From, Repeats.NameOf(activity), stopping);

    private async ValueTask<TurnReply> SubmittedAsync(PersonId by, Submission submission, CancellationToken stopping) =>
        await inbox.SubmitAsync(by, submission, stopping) switch
        {
            FormReply.Next next => await ContinueAsync(by, next.Form, stopping),
            FormReply.Errors { Form: { } form } errors => TaskReply.Continue(form.Title, await cards.DialogAsync(by, form, stopping, submission.Answers, errors.Fields)),
            FormReply.Errors errors => TaskReply.Message(errors.Fields.Values.First()),
            _ => TurnReply.Done,
        };

    private async ValueTask<TurnReply> ContinueAsync(PersonId by, Form form, CancellationToken stopping) =>
        TaskReply.Continue(form.Title, await cards.DialogAsync(by, form, stopping));

    /// <summary>What stands in the place of the form that was sent; nothing of what was typed.</summary>
    private async ValueTask<Activity> AfterAsync(PersonId by, Submission submission, CancellationToken stopping) =>
        await inbox.SubmitAsync(by, submission, stopping) switch
        {
            FormReply.Next next => await cards.FormAsync(by, next.Form, stopping),
            FormReply.Errors { Form: { } form } errors => await cards.FormAsync(by, form, stopping, submission.Answers, errors.Fields),
            FormReply.Errors errors => await cards.SettledAsync(by, _ => errors.Fields.Values.First(), stopping),
            _ => await cards.SettledAsync(by, say => say.FormKept, stopping),
        };
}
