using TrustBot.Core.Machine;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.People;

/// <summary>Finds out who somebody in Slack is: by their address, or once by the mail that the workspace's own directory has.</summary>
public sealed class SlackPeople(PersonStore people, PersonEngine persons, SlackDirectory directory, DueProfiles profiles, TimeProvider system)
{
    /// <summary>A trigger is good for three seconds, and there is more to do in them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Who was turned away a moment ago is so again without a call, however much they write.
    private readonly ShortCache<Address, Meeting> turnedAway = new(system);

    /// <param name="acts">
    /// Whether they did something: a word, a press, a command. Only that brings somebody here who can be reached on another platform; who merely
    /// looks is known, and stays where they are.
    /// </param>
    public async ValueTask<Meeting> MeetAsync(SlackInstallation installation, string user, bool acts, CancellationToken cancellation)
    {
        var address = new SlackAddress(installation.Workspace, user).ToAddress();
        if (await people.FindByAddressAsync(address, cancellation) is { } id && await people.ReadAsync(id, cancellation) is { } person)
        {
            var met = await BindAsync(person, address, null, acts, person.Language, cancellation);
            if (met is Meeting.Known)
                profiles.Add(address);
            return met;
        }
        Meeting? asked = null;
        var known = await turnedAway.GetAsync(address, async (_, _) =>
        {
            asked = await AskAsync(installation, user, address, acts, cancellation);
            return asked is Meeting.Stranger or Meeting.Nobody ? asked : null;
        }, cancellation);
        return known ?? asked!;
    }

    private async ValueTask<Meeting> AskAsync(SlackInstallation installation, string user, Address address, bool acts, CancellationToken cancellation) =>
        await directory.UserNowAsync(installation, user, Patience, cancellation) switch
        {
            SlackLook.There { User: { Belongs: true, IsDeleted: false } found } => await RecogniseAsync(found, address, acts, cancellation),
            SlackLook.There or SlackLook.Nobody => new Meeting.Nobody(),
            SlackLook.MayNot => new Meeting.Stranger(Language.English),
            _ => new Meeting.NotNow(Language.English),
        };

    private async ValueTask<Meeting> RecogniseAsync(SlackUser user, Address address, bool acts, CancellationToken cancellation)
    {
        var language = user.Language ?? Language.English;
        return user.Mail is { } mail && await people.FindByMailAsync(mail, cancellation) is { } id && await people.ReadAsync(id, cancellation) is { } person
            ? await BindAsync(person, address, user, acts, language, cancellation)
            : new Meeting.Stranger(language);
    }

    /// <param name="user">Null where Slack was not asked.</param>
    /// <param name="language">For a stranger.</param>
    private async ValueTask<Meeting> BindAsync(Person person, Address address, SlackUser? user, bool acts, Language language, CancellationToken cancellation)
    {
        if (person.IsForgotten)
        {
            await people.DisclaimAsync(person.Id, address, cancellation);
            return new Meeting.Stranger(language);
        }
        // A move that was broken off may have let go of the address that they still have: only who was found by it needs no binding.
        if (user is null && person.Reachable == address)
            return new Meeting.Known(person.Id, person.Language);
        var elsewhere = person.Elsewhere(address);
        // The same mail is no proof that it is the same person: a mail that one of them had may be another's by now.
        if (elsewhere?.IsInPlaceOf(address) == true)
            return new Meeting.Stranger(language);
        if (elsewhere is not null && !acts)
            return new Meeting.Known(person.Id, person.Language);
        if (user is not null && await FollowAsync(person, user, cancellation))
            profiles.IsFresh(address);
        return await people.BindAsync(person.Id, address, moves: acts, cancellation) && await people.ReadAsync(person.Id, cancellation) is { } bound
            ? new Meeting.Known(bound.Id, bound.Language)
            : new Meeting.Stranger(language);
    }

    /// <summary>Before they are bound, so that what goes out then follows it already.</summary>
    private async ValueTask<bool> FollowAsync(Person person, SlackUser user, CancellationToken cancellation)
    {
        var zone = user.ZoneNow(person.Hours.Zone, NodaTime.Instant.FromDateTimeOffset(system.GetUtcNow()));
        return await persons.HandleAsync(person.Id, new PersonInput.Profiled(zone, user.Language), cancellation) is not null;
    }
}
