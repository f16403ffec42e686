using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.People;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.People;

/// <summary>Finds people who were imported in the workspaces that the app is installed in. Who is somewhere already stays there.</summary>
public sealed class SlackFinder(IInstallations installations, SlackDirectory directory, PersonStore people, PersonEngine persons, TimeProvider system) : IFinder
{
    public async ValueTask<bool> FindAsync(PersonId person, string mail, CancellationToken cancellation)
    {
        var wasAsked = true;
        foreach (var installation in await installations.AllAsync(cancellation))
        {
            if (await people.ReadFreshAsync(person, cancellation) is not { Value: { Address: null, IsForgotten: false } known })
                return true;
            switch (await directory.ByMailAsync(installation, mail, person.Value, cancellation))
            {
                case SlackLook.There { User: { Belongs: true, IsDeleted: false, Mail: not null } user }:
                    var zone = user.ZoneNow(known.Hours.Zone, Instant.FromDateTimeOffset(system.GetUtcNow()));
                    await persons.HandleAsync(person, new PersonInput.Profiled(zone, user.Language), cancellation);
                    await people.BindAsync(person, new SlackAddress(installation.Workspace, user.Id).ToAddress(), moves: false, cancellation);
                    break;
                case SlackLook.NotNow:
                    wasAsked = false;
                    break;
            }
        }
        return wasAsked;
    }
}
