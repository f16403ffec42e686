using System.Collections.Immutable;
using TrustBot.Core.Texts;
using TrustBot.People;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Turns;

/// <summary>Teams and group chats: the bot says once who it is, and takes in nothing that does not mention it.</summary>
internal sealed class Gatherings(TeamsPlaces places, PersonStore people, ConnectorClient connector)
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

    /// <summary>
    /// A coordinator names the channel for good news as people call it, so whoever mentions the bot there shows it which one that is. Only
    /// somebody of a programme can, and the first one stays: good news must not follow the name into a channel that others read.
    /// </summary>
    private async ValueTask KnowByNameAsync(Activity activity, Whereabouts where, CancellationToken stopping)
    {
        if (await people.FindByAddressAsync(where.Speaker, stopping) is null || await NameOfAsync(activity, where, stopping) is not { Length: > 0 } name)
            return;
        var address = where.Address with { Id = TeamsChannel.IdOf(where.Reference.Tenant, $"#{name.ToLowerInvariant()}") };
        await places.ClaimAsync(address, where.Reference, stopping);
    }

    private async ValueTask<string?> NameOfAsync(Activity activity, Whereabouts where, CancellationToken stopping)
    {
        if (Whereabouts.TextAt(Whereabouts.Child(activity.ChannelData, "channel"), "name") is { } told)
            return told;
        if (Whereabouts.TextAt(Whereabouts.Child(activity.ChannelData, "team"), "id") is not { Length: > 0 } team)
            return null;
        return await connector.GetChannelsAsync(where.Reference, team, stopping) is Look<ImmutableArray<TeamChannel>>.There { What: var channels }
            ? channels.FirstOrDefault(channel => channel.Id == where.Reference.Conversation)?.Name
            : null;
    }

    private static bool IsMentioned(Activity activity) => activity.Entities?.Any(entity =>
        Whereabouts.TextAt(entity, "type") == "mention" && Whereabouts.TextAt(Whereabouts.Child(entity, "mentioned"), "id") == activity.Recipient?.Id) == true;

    private static Activity Saying(string text) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = "plain" };
}
