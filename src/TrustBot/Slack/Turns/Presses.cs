using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.Inbound;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;

namespace TrustBot.Slack.Turns;

/// <summary>Buttons, in messages, modals and on the Home tab, and forms that were filled in.</summary>
internal sealed class Presses(Inbox inbox, Glances glances, SlackPeople who, Modals modals, Homes homes, SlackCards cards)
{
    public async ValueTask<SlackReply> HandleAsync(SlackInstallation at, SlackDelivery.Interaction it, CancellationToken stopping)
    {
        var payload = it.Payload;
        if (BlockAnswers.Read(payload) is not { } answer || payload.Object("user").Text("id") is not { } user)
            return SlackReply.Done;
        var met = await who.MeetAsync(at, user, acts: true, stopping);
        if (met is not Meeting.Known { Person: var person, Language: var language } known)
            return await TurnedAwayAsync(at, payload, met, stopping);
        var reply = answer switch
        {
            BlockAnswer.Pressed pressed => await PressedAsync(at, it, person, pressed, language, stopping),
            BlockAnswer.Sent sent => await SentAsync(payload, person, sent.Submission, language, stopping),
            _ => SlackReply.Done,
        };
        return homes.Refresh(at, user, known) is { } refresh ? reply with { Afterwards = Both(reply.Afterwards, refresh) } : reply;
    }

    /// <summary>A button of <see cref="Entrances"/>, which may be pressed where no button was drawn.</summary>
    public async ValueTask<SlackReply> OpenAsync(
        SlackInstallation at, Frame frame, PersonId person, BlockAnswer.Pressed pressed, Language language, PickedText? picked, bool fromView, CancellationToken stopping)
    {
        var inChat = Views.Line(Sentences.In(language).InChat, language);
        return await modals.ShowAsync(at, frame, DrawAsync(), () => Views.Loading(language), () => inChat, () => Views.Apology(language, pressed, picked?.Words, cut: picked?.Hint is not null), stopping);

        async Task<JsonObject?> DrawAsync() => await inbox.PressAsync(person, pressed.Pair, pressed.Action, pressed.Argument, pressed.From, stopping) is { } form
            ? cards.Modal(picked is null ? form : Glance.WithText(form, picked.Words, picked.Hint), language)
            : fromView ? inChat : null;
    }

    /// <summary>Somebody is told that this was read: so it is opened first, and only then carried out.</summary>
    private async ValueTask<SlackReply> OpenFirstAsync(
        SlackInstallation at, Frame.New frame, PersonId person, BlockAnswer.Pressed pressed, Language language, string? once, CancellationToken stopping)
    {
        return await modals.OpenFirstAsync(at, frame, CarryOutAsync, () => Views.Loading(language), () => Views.Apology(language, pressed), stopping);

        async Task<JsonObject> CarryOutAsync() => await inbox.PressAsync(person, pressed.Pair, pressed.Action, pressed.Argument, pressed.From, once, stopping) is { } form
            ? cards.Modal(form, language)
            : Views.Line(Sentences.In(language).InChat, language);
    }

    private async ValueTask<SlackReply> PressedAsync(
        SlackInstallation at, SlackDelivery.Interaction it, PersonId person, BlockAnswer.Pressed pressed, Language language, CancellationToken stopping)
    {
        var view = it.Payload.Object("view");
        var frame = FrameOf(it.Payload);
        if (frame is Frame.New fresh && Openings.Records(pressed.Action))
            return await OpenFirstAsync(at, fresh, person, pressed, language, SlackRepeats.NameOf(it), stopping);
        if (frame is not null && Openings.Opens(pressed.Action) && !Openings.Records(pressed.Action))
            return await OpenAsync(at, frame, person, pressed, language, PickedText.In(view, language), view is not null, stopping);
        // Stored before it is answered, however long that takes.
        var form = await inbox.PressAsync(person, pressed.Pair, pressed.Action, pressed.Argument, pressed.From, SlackRepeats.NameOf(it), stopping);
        var shown = form is not null ? cards.Modal(form, language) : view is not null ? Views.Line(Sentences.In(language).InChat, language) : null;
        return frame is null || shown is null ? SlackReply.Done : await modals.ShowAsync(at, frame, shown, stopping);
    }

    private async ValueTask<SlackReply> SentAsync(JsonObject payload, PersonId person, Submission submission, Language language, CancellationToken stopping)
    {
        if (submission.Form.Value == SlackApp.LogWin)
            return await PickedAsync(payload, person, submission, language, stopping);
        var reply = await inbox.SubmitAsync(person, submission, stopping);
        if (reply is FormReply.Errors errors && FormErrors.Of(errors, payload.Object("view")!) is { } beside)
            return Refused(beside);
        return NextOf(reply, submission, language) is { } view ? Update(view) : SlackReply.Done;
    }

    /// <summary>It was said whom the text is about: the form of that pair comes next, with the text in it.</summary>
    private async ValueTask<SlackReply> PickedAsync(JsonObject payload, PersonId person, Submission submission, Language language, CancellationToken stopping) =>
        await glances.ViewAsync(person, stopping) is { } view
        && Glance.Picked(view, submission.Answers) is { } picked
        && await inbox.PressAsync(person, picked.Pair, picked.Button.Action, picked.Button.Argument, null, stopping) is { } form
            ? Update(cards.Modal(Glance.WithText(form, picked.Text), language))
            : Refused(FormErrors.Of(FormReply.Errors.Of(Sentences.In(language).MovedOn), payload.Object("view")!));

    /// <returns>What stands in the modal next; null when nothing does.</returns>
    private JsonObject? NextOf(FormReply reply, Submission submission, Language language) => reply switch
    {
        FormReply.Next next => cards.Modal(next.Form, language),
        FormReply.Errors { Form: { } form } errors => cards.Modal(form, language, submission.Answers, errors.Fields),
        FormReply.Errors errors => Views.Line(string.Join(' ', errors.Fields.Values), language),
        _ => null,
    };

    private async ValueTask<SlackReply> TurnedAwayAsync(SlackInstallation at, JsonObject payload, Meeting met, CancellationToken stopping)
    {
        if (Turned.Away(met) is not { } view)
            return SlackReply.Done;
        if (payload.Text("type") == "view_submission")
            return Update(view);
        return FrameOf(payload) is { } frame ? await modals.ShowAsync(at, frame, view, stopping) : SlackReply.Done;
    }

    /// <summary>A modal is replaced, so that none ever stands on another.</summary>
    private static Frame? FrameOf(JsonObject payload) => payload.Object("view") is { } view && view.Text("type") == "modal" && view.Text("id") is { } id
        ? new Frame.Instead(id)
        : payload.Text("trigger_id") is { } trigger ? new Frame.New(trigger) : null;

    /// <summary>What was typed stays in the modal.</summary>
    private static SlackReply Refused(JsonObject? errors) => new(new JsonObject { ["response_action"] = "errors", ["errors"] = errors });

    private static SlackReply Update(JsonObject view) => new(new JsonObject { ["response_action"] = "update", ["view"] = view });

    private static Func<CancellationToken, Task> Both(Func<CancellationToken, Task>? first, Func<CancellationToken, Task> second) =>
        first is null ? second : cancellation => Task.WhenAll(first(cancellation), second(cancellation));
}
