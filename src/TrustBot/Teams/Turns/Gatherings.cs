using System.Text.Json.Nodes;
using TrustBot.Core.Texts;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Turns;

/// <summary>Teams and group chats: the bot says once who it is, and takes in nothing that does not mention it.</summary>
internal sealed class Gatherings(TeamsPlaces places, ConnectorClient connector)
{
    public async ValueTask<TurnReply> HandleAsync(Activity activity, Whereabouts where, CancellationToken stopping)
    {
        var say = Sentences.In(Languages.FromCode(activity.Locale) ?? Language.English);
        switch (activity.Type)
        {
            case ActivityTypes.InstallationUpdate when activity.Action is "add" or "add-upgrade":
            case ActivityTypes.ConversationUpdate when activity.MembersAdded?.Any(member => member.Id == activity.Recipient?.Id) == true:
                await IntroduceAsync(where, say, stopping);
                break;
            case ActivityTypes.InstallationUpdate when activity.Action is "remove":
            case ActivityTypes.ConversationUpdate when activity.MembersRemoved?.Any(member => member.Id == activity.Recipient?.Id) == true:
                await places.ForgetAsync(where.Address, stopping);
                break;
            case ActivityTypes.Message when IsMentioned(activity):
                await KnowByNameAsync(activity, where, stopping);
                // The answer stays in the thread that asked.
                await connector.SendAsync(where.Reference with { Conversation = activity.Conversation!.Id }, Saying(say.GroupMentioned), stopping);
                break;
            case ActivityTypes.Invoke:
                return new TurnReply(StatusCodes.Status501NotImplemented);
        }
        return TurnReply.Done;
    }

    private async ValueTask IntroduceAsync(Whereabouts where, Sentences say, CancellationToken stopping)
    {
        await places.RememberAsync(where.Address, where.Reference, stopping);
        if (await places.GreetAsync(where.Address, stopping))
            await connector.SendAsync(where.Reference, Saying(say.GroupHello), stopping);
    }

    /// <summary>A coordinator names the channel for good news as people call it, so whoever mentions the bot there shows it which one that is.</summary>
    private async ValueTask KnowByNameAsync(Activity activity, Whereabouts where, CancellationToken stopping)
    {
        if ((activity.ChannelData as JsonObject)?["channel"] is not { } channel || Whereabouts.TextAt(channel, "name") is not { Length: > 0 } name)
            return;
        var address = where.Address with { Id = TeamsChannel.IdOf(where.Reference.Tenant, $"#{name.ToLowerInvariant()}") };
        await places.RememberAsync(address, where.Reference, stopping);
    }

    private static bool IsMentioned(Activity activity) => activity.Entities?.Any(entity =>
        Whereabouts.TextAt(entity, "type") == "mention" && Whereabouts.TextAt((entity as JsonObject)?["mentioned"], "id") == activity.Recipient?.Id) == true;

    private static Activity Saying(string text) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = "plain" };
}
