using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Turns;

/// <summary>Finds out who somebody is when they come to the personal chat: by their address, or once by the mail that their directory vouches for.</summary>
internal sealed class Arrivals(Inbox inbox, PersonStore people, TeamsPlaces places, ConnectorClient connector)
{
    /// <param name="greet">Whether they have just opened the chat, rather than saying something in it.</param>
    /// <returns>Null for somebody whom no programme knows; they have been told so.</returns>
    public async ValueTask<PersonId?> MeetAsync(Activity activity, Whereabouts where, bool greet, CancellationToken stopping)
    {
        var place = await places.RememberAsync(where.Address, where.Reference, stopping);
        var known = await people.FindByAddressAsync(where.Address, stopping) ?? await RecogniseAsync(where, stopping);
        if (known is not { } person || !await IsHereAsync(person, where.Address, stopping))
        {
            await TellStrangerAsync(activity, where, isNew: greet, stopping);
            return null;
        }
        if (greet && !place.Greeted)
        {
            // Installing and being added are reported apart, in any order: one arrival has one name.
            await inbox.ArriveAsync(person, $"arrived~{Repeats.Short(where.Address.Id)}~{place.Arrivals}", stopping);
            await places.GreetAsync(where.Address, stopping);
        }
        return person;
    }

    private async ValueTask<bool> IsHereAsync(PersonId person, Address address, CancellationToken stopping) =>
        (await people.ReadAsync(person, stopping))?.Reachable == address || await people.BindAsync(person, address, stopping);

    private async ValueTask<PersonId?> RecogniseAsync(Whereabouts where, CancellationToken stopping)
    {
        if (await connector.GetMemberAsync(where.Reference, where.Reference.User!, stopping) is not Look<Member>.There { What: var member })
            return null;
        // Somebody else's tenant may call people by any mail it likes.
        if (member.TenantId is { } tenant && tenant != where.Reference.Tenant)
            return null;
        foreach (var mail in (string?[])[member.Email, member.UserPrincipalName])
        {
            if (mail is { Length: > 0 } && await people.FindByMailAsync(mail, stopping) is { } person)
                return person;
        }
        return null;
    }

    private async ValueTask TellStrangerAsync(Activity activity, Whereabouts where, bool isNew, CancellationToken stopping)
    {
        if (isNew && !await places.GreetAsync(where.Address, stopping))
            return;
        var say = Sentences.In(Languages.FromCode(activity.Locale) ?? Language.English);
        await connector.SendAsync(where.Reference, new Activity { Type = ActivityTypes.Message, Text = say.Stranger, TextFormat = "plain" }, stopping);
    }
}
