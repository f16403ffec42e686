using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Turns;

/// <summary>From a genuine activity to what it means here: somebody arrived or left, said or pressed something, or a team let the bot in.</summary>
internal sealed class TeamsTurns(Inbox inbox, PersonStore people, TeamsPlaces places, Arrivals arrivals, Presses presses, Gatherings gatherings, TimeProvider system) : ITeamsTurns
{
    public async ValueTask<TurnReply> HandleAsync(Activity activity, CancellationToken stopping)
    {
        if (Whereabouts.Of(activity, Instant.FromDateTimeOffset(system.GetUtcNow())) is not { } where)
            return TurnReply.Done;
        if (!where.IsPersonal)
            return await gatherings.HandleAsync(activity, where, stopping);
        switch (activity.Type)
        {
            case ActivityTypes.InstallationUpdate when activity.Action is "remove":
                return await LeaveAsync(where, stopping);
            case ActivityTypes.ConversationUpdate when Names(activity.MembersRemoved, activity.Recipient):
                return await LeaveAsync(where, stopping);
            case ActivityTypes.InstallationUpdate when activity.Action is "add" or "add-upgrade":
            case ActivityTypes.ConversationUpdate when Names(activity.MembersAdded, activity.Recipient):
                await arrivals.MeetAsync(activity, where, greet: true, stopping);
                return TurnReply.Done;
            case ActivityTypes.Message:
                return await arrivals.MeetAsync(activity, where, greet: false, stopping) is { } person ? await HeardAsync(person, activity, where, stopping) : TurnReply.Done;
            case ActivityTypes.Invoke:
                return await presses.InvokedAsync(await arrivals.MeetAsync(activity, where, greet: false, stopping), activity, stopping);
            default:
                return TurnReply.Done;
        }
    }

    private async ValueTask<TurnReply> HeardAsync(PersonId person, Activity activity, Whereabouts where, CancellationToken stopping)
    {
        if (activity.Value is not null)
            await presses.PressedAsync(person, activity, where.Reference, stopping);
        else if (activity.Text is { } text && !string.IsNullOrWhiteSpace(text))
            await inbox.SayAsync(person, text.Trim(), Repeats.NameOf(activity), stopping);
        return TurnReply.Done;
    }

    /// <summary>What is meant for this person waits from now on. Of somebody who is in no programme nothing is kept.</summary>
    private async ValueTask<TurnReply> LeaveAsync(Whereabouts where, CancellationToken stopping)
    {
        if (await people.FindByAddressAsync(where.Address, stopping) is not { } person)
        {
            await places.ForgetAsync(where.Address, stopping);
            return TurnReply.Done;
        }
        await people.LoseAsync(person, where.Address, Reach.Removed, null, stopping);
        await places.LeaveAsync(where.Address, stopping);
        return TurnReply.Done;
    }

    private static bool Names(IEnumerable<ChannelAccount>? members, ChannelAccount? bot) => members?.Any(member => member.Id == bot?.Id) == true;
}
