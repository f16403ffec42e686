using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Slack.Inbound;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;

namespace TrustBot.Slack.Turns;

/// <summary>What somebody writes in their chat with the bot, and that they opened it. Nothing is read anywhere else.</summary>
internal sealed class Chats(Inbox inbox, SlackPeople who, PersonStore people, OpenedConversations opened, Homes homes, SlackStrangers strangers)
{
    public async ValueTask<SlackReply> HandleAsync(SlackInstallation at, SlackDelivery.Event it, CancellationToken stopping) => it.Inner.Text("type") switch
    {
        "message" when IsSaid(at, it) => await SaidAsync(at, it, stopping),
        "app_home_opened" => await OpenedAsync(at, it, stopping),
        _ => SlackReply.Done,
    };

    /// <summary>By a person, and new: not by the bot itself, not edited, deleted or posted by another app.</summary>
    private static bool IsSaid(SlackInstallation at, SlackDelivery.Event it) =>
        it.Inner.Text("channel_type") == "im"
        && it.Inner.Text("subtype") is null or "file_share" or "thread_broadcast"
        && it.Inner.Text("bot_id") is null
        && it.Inner.Text("user") is { } user && user != at.BotUser
        && it.Inner.Text("channel") is not null;

    private async ValueTask<SlackReply> SaidAsync(SlackInstallation at, SlackDelivery.Event it, CancellationToken stopping)
    {
        var (user, channel) = (it.Inner.Text("user")!, it.Inner.Text("channel")!);
        var met = await who.MeetAsync(at, user, acts: true, stopping);
        if (met is not Meeting.Known known)
            return new SlackReply { Afterwards = cancellation => strangers.TellAsync(at, user, channel, met, it.Id, cancellation).AsTask() };
        await opened.RememberAsync(new SlackAddress(at.Workspace, user).ToAddress(), channel, stopping);
        await inbox.SayAsync(known.Person, TypedText.Read(it.Inner.Text("text")), SlackRepeats.NameOf(it), stopping);
        return SlackReply.Done;
    }

    /// <summary>Reported at each visit, for both tabs, and sometimes twice.</summary>
    private async ValueTask<SlackReply> OpenedAsync(SlackInstallation at, SlackDelivery.Event it, CancellationToken stopping)
    {
        if (it.Inner.Text("user") is not { } user)
            return SlackReply.Done;
        var met = await who.MeetAsync(at, user, acts: false, stopping);
        if (met is Meeting.Known known)
            await GreetAsync(known, new SlackAddress(at.Workspace, user), it.Inner.Text("channel"), stopping);
        return it.Inner.Text("tab") == "home" ? new SlackReply { Afterwards = cancellation => homes.ShowAsync(at, user, met, it.Inner.Object("view"), cancellation) } : SlackReply.Done;
    }

    private async ValueTask GreetAsync(Meeting.Known known, SlackAddress there, string? channel, CancellationToken stopping)
    {
        var address = there.ToAddress();
        // Whoever only looks in, and is written to elsewhere, was welcomed there.
        if ((await people.ReadAsync(known.Person, stopping))?.Reachable != address || await opened.IsGreetedAsync(address, stopping))
            return;
        if (channel is not null)
            await opened.RememberAsync(address, channel, stopping);
        await inbox.ArriveAsync(known.Person, SlackRepeats.ArrivalOf(address.Id), stopping);
        await opened.GreetedAsync(address, stopping);
    }
}
