using NodaTime;
using TrustBot.Hosting;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Installs;

/// <summary>Where the app is installed. What can be known without asking Slack is answered from memory, or from the store.</summary>
internal sealed class SlackInstallations(InstallBook book, OwnToken own, TokenRenewal renewal) : IInstallations
{
    public async ValueTask<SlackInstallation?> FindAsync(string workspace, CancellationToken cancellation)
    {
        var note = await book.LivingAsync(workspace, cancellation);
        // Before that the watch renews it, and nobody waits.
        if (note is not null && renewal.IsOver(note))
            note = await renewal.RenewAsync(workspace, cancellation);
        return Usable(note);
    }

    /// <exception cref="NotReadyException">Slack has not told yet which workspace the token of the settings is for.</exception>
    public async ValueTask<SlackInstallation?> FindAsync(SlackWorkspace workspace, CancellationToken cancellation)
    {
        string?[] places = workspace.IsEnterpriseInstall ? [workspace.Enterprise] : [workspace.Team, workspace.Enterprise];
        foreach (var place in places)
        {
            if (place is { Length: > 0 } && await FindAsync(place, cancellation) is { } installation)
                return installation;
        }
        return own.IsAnswered ? null : throw new NotReadyException("Slack has not told yet which workspace Slack:BotToken is for.");
    }

    public async ValueTask<IReadOnlyList<SlackInstallation>> AllAsync(CancellationToken cancellation)
    {
        var all = new List<SlackInstallation>();
        foreach (var note in await book.AllAsync(cancellation))
        {
            if (await FindAsync(note.Workspace, cancellation) is { } installation)
                all.Add(installation);
        }
        return all;
    }

    public async ValueTask DiedAsync(SlackInstallation refused, string code, CancellationToken cancellation)
    {
        if (code == SlackCodes.TokenExpired && await renewal.ExpireAsync(refused, cancellation))
        {
            await renewal.RenewAsync(refused.Workspace, cancellation);
            return;
        }
        await book.ChangeAsync(
            refused.Workspace,
            note => note is { IsLiving: true } && own.Of(note.Credential) == refused.Token ? note with { State = new InstallState.Dead(code, book.Now) } : null,
            cancellation);
    }

    public async ValueTask EndedAsync(SlackWorkspace workspace, Instant at, CancellationToken cancellation)
    {
        // Where nothing says that it was the organisation's, a workspace's end is never taken for one.
        if ((workspace.IsEnterpriseInstall ? workspace.Enterprise : workspace.Team ?? workspace.Enterprise) is not { Length: > 0 } place)
            return;
        await book.ChangeAsync(place, note => note is null || at.ToUnixTimeSeconds() < note.Since.ToUnixTimeSeconds() ? null : Ended(note), cancellation);
    }

    /// <summary>The token stays until Slack itself has refused it once more: an old end that is told late, with clocks that differ, undoes nothing for good.</summary>
    private InstallNote Ended(InstallNote note) => note with
    {
        State = new InstallState.Dead(InstallState.Ended, note.State is InstallState.Dead dead ? dead.Since : book.Now),
    };

    private SlackInstallation? Usable(InstallNote? note) =>
        note is { IsLiving: true } && !renewal.IsOver(note) && own.Of(note.Credential) is { } token ? new SlackInstallation(note.Workspace, token, note.BotUser, note.BotId) : null;
}
