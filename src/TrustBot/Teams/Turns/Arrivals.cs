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
    /// <param name="greet">Whether the app was brought to them, rather than that they did something: that moves nobody here who can be reached elsewhere.</param>
    /// <returns>Null for somebody whom no programme knows, or who can't be looked up now; they have been told so. Null, too, for who stays elsewhere.</returns>
    public async ValueTask<PersonId?> MeetAsync(Activity activity, Whereabouts where, bool greet, CancellationToken stopping)
    {
        var found = await people.FindByAddressAsync(where.Address, stopping);
        var isLedTo = found is not null;
        if (!isLedTo)
        {
            if (await LookUpAsync(where, stopping) is not { } members)
            {
                await SayAsync(activity, where, say => say.LookUpLater, stopping);
                return null;
            }
            found = await RecogniseAsync(members, where, stopping);
        }
        if (found is not { } id || await people.ReadAsync(id, stopping) is not { IsForgotten: false } person || IsAnotherAccount(person, where.Address))
        {
            if (isLedTo)
                await people.DisclaimAsync(found!.Value, where.Address, stopping);
            await TurnAwayAsync(activity, where, greet, stopping);
            return null;
        }
        var comesFrom = person.Elsewhere(where.Address);
        if (greet && comesFrom is not null)
            return null;
        // Before they are bound: what waited for that needs to know how to speak here.
        var place = await places.RememberAsync(where.Address, where.Reference, stopping);
        // A move that was broken off may have let go of the address that they still have: only who was found by it needs no binding.
        if (!(isLedTo && person.Reachable == where.Address))
        {
            if (!await people.BindAsync(id, where.Address, moves: !greet, stopping))
            {
                await TurnAwayAsync(activity, where, greet, stopping);
                return null;
            }
            // Tidying up what an earlier move left may have forgotten it in between.
            await places.RememberAsync(where.Address, where.Reference, stopping);
        }
        if (comesFrom is not null)
            await places.GreetAsync(where.Address, stopping);
        else if (greet && !place.Greeted)
            await WelcomeAsync(id, where, place, stopping);
        return id;
    }

    /// <summary>The same mail is no proof that it is the same person: a mail that one of them had may be another's by now.</summary>
    private static bool IsAnotherAccount(Person person, Address address) => person.Elsewhere(address)?.IsInPlaceOf(address) == true;

    /// <summary>Installing and being added are reported apart, in any order: one arrival has one name.</summary>
    private async ValueTask WelcomeAsync(PersonId person, Whereabouts where, TeamsPlace place, CancellationToken stopping)
    {
        await inbox.ArriveAsync(person, $"arrived~{Repeats.Short(where.Address.Id)}~{place.Arrivals}", stopping);
        await places.GreetAsync(where.Address, stopping);
    }

    /// <summary>Whoever writes gets an answer each time, and nothing is kept of them; whoever only installs gets one, and that they did is kept.</summary>
    private async ValueTask TurnAwayAsync(Activity activity, Whereabouts where, bool greet, CancellationToken stopping)
    {
        if (greet)
            await places.RememberAsync(where.Address, where.Reference, stopping);
        if (!greet || await places.GreetAsync(where.Address, stopping))
            await SayAsync(activity, where, say => say.Stranger, stopping);
    }

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
