using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.People;
using TrustBot.People;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.People;

/// <summary>
/// Looks at the profiles that are due: who travelled is prompted by the hours of where they are, who
/// reads Slack in another language reads TrustBot in it too, and who has left is written to no more. Beside
/// everything else, one after the other.
/// </summary>
public sealed partial class SlackProfiles(
    DueProfiles due, PersonStore people, PersonEngine persons, IInstallations installations, SlackDirectory directory, TimeProvider system, ILogger<SlackProfiles> logger) : BackgroundService
{
    /// <summary>Far from the limit, which those who come need.</summary>
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var address in due.Reader.ReadAllAsync(stoppingToken))
            {
                await TryAsync(address, stoppingToken);
                await Task.Delay(BetweenCalls, system, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next time they do something it is due again.
        }
    }

    /// <summary>All that are due now.</summary>
    internal async ValueTask RunOnceAsync(CancellationToken cancellation)
    {
        while (due.Reader.TryRead(out var address))
            await LookAsync(address, cancellation);
    }

    private async ValueTask TryAsync(Address address, CancellationToken stopping)
    {
        try
        {
            await LookAsync(address, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e.GetType().Name);
        }
    }

    private async ValueTask LookAsync(Address address, CancellationToken cancellation)
    {
        var who = SlackAddress.Of(address);
        if (await people.FindByAddressAsync(address, cancellation) is not { } id
            || await people.ReadFreshAsync(id, cancellation) is not { Value: var person }
            || person.Reachable != address
            || await installations.FindAsync(who.Workspace, cancellation) is not { } installation
            || await directory.UserAsync(installation, who.Who, Patience, cancellation) is not SlackLook.There { User: var user })
            return;
        if (user.IsDeleted)
            await people.LoseAsync(id, address, Reach.Left, person.Revision, cancellation);
        else
            await FollowAsync(person, user, cancellation);
    }

    /// <summary>Mostly there is no news, and then nothing of their pairs is read.</summary>
    private async ValueTask FollowAsync(Person person, SlackUser user, CancellationToken cancellation)
    {
        var zone = person.HoursChosen ? null : user.ZoneNow(person.Hours.Zone, Instant.FromDateTimeOffset(system.GetUtcNow()));
        var language = person.LanguageChosen ? null : user.Language;
        if ((zone ?? person.Hours.Zone) != person.Hours.Zone || (language ?? person.Language) != person.Language)
            await persons.HandleAsync(person.Id, new PersonInput.Profiled(zone, language), cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A profile in Slack could not be looked at ({Kind})")]
        public static partial void Failed(ILogger logger, string kind);
    }
}
