using Microsoft.Extensions.Options;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.People;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams;

/// <summary>Installs the app for people who were imported, where the organisation allows that.</summary>
public sealed class TeamsFinder(WaysOut ways, TeamsPlaces places, PersonStore people, IOptions<TeamsOptions> options) : IFinder
{
    public async ValueTask<bool> FindAsync(PersonId person, string mail, CancellationToken cancellation)
    {
        if (ways.Installer is not { } installer || (await people.ReadFreshAsync(person, cancellation))?.Value is not { Address: null })
            return true;
        switch (await installer.InstallAsync(mail, cancellation))
        {
            case Installation.Done done:
                await BindAsync(person, done, cancellation);
                return true;
            case Installation.Failed { Why: not ConnectorResult.Refused { Final: true } }:
                return false;
            default:
                return true;
        }
    }

    /// <summary>Until the first activity comes, the cloud's own address of the service has to do; nothing that was verified is replaced by it.</summary>
    private async ValueTask BindAsync(PersonId person, Installation.Done done, CancellationToken cancellation)
    {
        var (tenant, bot) = (options.Value.TenantId!, $"28:{options.Value.AppId}");
        // Where Microsoft names no such address, the person's own first activity brings one.
        if (TeamsClouds.Of(options.Value.Cloud).ServiceUrl is not { } service)
            return;
        var address = new Address(TeamsChannel.ChannelName, TeamsChannel.IdOf(tenant, done.Person));
        var reference = new ConversationReference(service, tenant, null, done.Person, bot, Instant.MinValue);
        await places.RememberAsync(address, reference, cancellation);
        if (await people.BindAsync(person, address, moves: false, cancellation) && done.IsGuest)
            await people.LoseAsync(person, address, Reach.Guest, null, cancellation);
    }
}
