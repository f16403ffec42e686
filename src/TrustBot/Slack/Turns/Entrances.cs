using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.Inbound;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;

namespace TrustBot.Slack.Turns;

/// <summary>The ways to the bot from anywhere in Slack: its command and its shortcuts.</summary>
internal sealed class Entrances(Inbox inbox, SlackPeople who, Glances glances, Presses presses, Modals modals, SlackCards cards, OpenedConversations opened)
{
    public async ValueTask<SlackReply> CommandAsync(SlackInstallation at, SlackDelivery.Command it, CancellationToken stopping)
    {
        if (it.Fields.GetValueOrDefault("user_id") is not { Length: > 0 } user)
            return SlackReply.Done;
        switch (await who.MeetAsync(at, user, acts: true, stopping))
        {
            case Meeting.Known known:
                await inbox.SayAsync(known.Person, TypedText.Read(it.Fields.GetValueOrDefault("text")), SlackRepeats.NameOf(it), stopping);
                var isThere = await opened.FindAsync(new SlackAddress(at.Workspace, user).ToAddress(), stopping) == it.Fields.GetValueOrDefault("channel_id");
                return isThere ? SlackReply.Done : Whispering(Sentences.In(known.Language).InChat);
            case Meeting.Stranger stranger:
                return Whispering(Sentences.In(stranger.Language).Stranger);
            case Meeting.NotNow later:
                return Whispering(Sentences.In(later.Language).LookUpLater);
            default:
                return SlackReply.Done;
        }
    }

    public async ValueTask<SlackReply> ShortcutAsync(SlackInstallation at, SlackDelivery.Interaction it, CancellationToken stopping)
    {
        if (it.Payload.Object("user").Text("id") is not { } user || it.Payload.Text("trigger_id") is not { } trigger)
            return SlackReply.Done;
        var frame = new Frame.New(trigger);
        var met = await who.MeetAsync(at, user, acts: true, stopping);
        if (met is not Meeting.Known known || await glances.ViewAsync(known.Person, stopping) is not { } view)
            return Turned.Away(met) is { } line ? await modals.ShowAsync(at, frame, line, stopping) : SlackReply.Done;
        return it.Payload.Text("callback_id") switch
        {
            SlackApp.Menu => await modals.ShowAsync(at, frame, Views.Of(glances.Menu(view), known.Language), stopping),
            SlackApp.LogWin => await LogAsync(at, frame, view, PickedText.Of(it.Payload.Object("message").Text("text"), known.Language), stopping),
            _ => SlackReply.Done,
        };
    }

    /// <summary>The form as the bot's own button opens it, with what the message says in it. Nothing of it is kept unless it is sent.</summary>
    private async ValueTask<SlackReply> LogAsync(SlackInstallation at, Frame frame, PersonView view, PickedText picked, CancellationToken stopping)
    {
        var (language, wins) = (view.Person.Language, Glance.Wins(view));
        if (wins is [var (pair, button)])
            return await presses.OpenAsync(at, frame, view.Person.Id, new BlockAnswer.Pressed(button.Action, pair, button.Argument, null), language, picked, fromView: true, stopping);
        var shown = wins.IsEmpty ? Views.Line(Sentences.In(language).NoPairText, language) : cards.Modal(Glance.Pick(view, picked.Words, picked.Hint, new(SlackApp.LogWin)), language);
        return await modals.ShowAsync(at, frame, shown, stopping);
    }

    /// <summary>Only who typed the command sees it.</summary>
    private static SlackReply Whispering(string text) => new(new JsonObject { ["response_type"] = "ephemeral", ["text"] = SlackText.Notification(text) });
}
