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
    /// <returns>Null for somebody whom no programme knows, or who can't be looked up now; they have been told so.</returns>
    public async ValueTask<PersonId?> MeetAsync(Activity activity, Whereabouts where, bool greet, CancellationToken stopping)
    {
        var place = await places.RememberAsync(where.Address, where.Reference, stopping);
        if (await people.FindByAddressAsync(where.Address, stopping) is not { } person)
        {
            if (await LookUpAsync(where, stopping) is not { } members)
            {
                await SayAsync(activity, where, say => say.LookUpLater, stopping);
                return null;
            }
            if (await RecogniseAsync(members, where, stopping) is not { } found)
            {
                // Whoever writes gets an answer each time; whoever only installs gets one.
                if (!greet || await places.GreetAsync(where.Address, stopping))
                    await SayAsync(activity, where, say => say.Stranger, stopping);
                return null;
            }
            person = found;
        }
        if (!await IsHereAsync(person, where.Address, stopping))
            return null;
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

    /// <returns>Null while the service can't say; none when it knows nobody.</returns>
    private async ValueTask<IReadOnlyList<Member>?> LookUpAsync(Whereabouts where, CancellationToken stopping) =>
        await connector.GetMemberAsync(where.Reference, where.Reference.User!, stopping) switch
        {
            Look<Member>.There there => [there.What],
            Look<Member>.Not { Why: ConnectorResult.Refused { Reason: Reasons.MemberNotFound or Reasons.NotFound } } => [],
            _ => null,
        };

    private async ValueTask<PersonId?> RecogniseAsync(IReadOnlyList<Member> members, Whereabouts where, CancellationToken stopping)
    {
        // Another tenant may call its people by any mail it likes.
        foreach (var member in members.Where(member => member.TenantId is not { } tenant || tenant == where.Reference.Tenant))
        {
            foreach (var mail in (string?[])[member.Email, member.UserPrincipalName])
            {
                if (mail is { Length: > 0 } && await people.FindByMailAsync(mail, stopping) is { } person)
                    return person;
            }
        }
        return null;
    }

    private async ValueTask SayAsync(Activity activity, Whereabouts where, Func<Sentences, string> what, CancellationToken stopping)
    {
        var say = Sentences.In(Languages.FromCode(activity.Locale) ?? Language.English);
        await connector.SendAsync(where.Reference, new Activity { Type = ActivityTypes.Message, Text = what(say), TextFormat = "plain" }, stopping);
    }
}
