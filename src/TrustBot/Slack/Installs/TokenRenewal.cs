using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NodaTime;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Installs;

/// <summary>
/// Tokens that run out are renewed in time: by one caller in this process, whom the others wait for, and by one process, whose claim stands in the
/// note. Nobody speaks with a new token before it is stored, because the one that it was asked with is good once.
/// </summary>
internal sealed class TokenRenewal(InstallBook book, IOptions<SlackOptions> options, SlackApi api)
{
    private static readonly Duration Ahead = Duration.FromHours(2);
    private static readonly Duration Claim = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<InstallNote?>>> running = new();

    /// <summary>By the renewal that was spent: what came for it and could not be stored yet.</summary>
    private readonly ConcurrentDictionary<string, Credential.Granted> unstored = new();

    /// <summary>Whether it is time, and nobody is at it.</summary>
    public bool IsDue(InstallNote note) => RenewalOf(note) is { } renewal && renewal.Until - book.Now < Ahead && !(renewal.Claimed > book.Now);

    /// <summary>Whether Slack no longer takes the token.</summary>
    public bool IsOver(InstallNote note) => RenewalOf(note) is { } renewal && renewal.Until <= book.Now;

    /// <summary>Slack says that the token has run out already.</summary>
    /// <returns>Whether it is one that can be renewed, or was.</returns>
    public async ValueTask<bool> ExpireAsync(SlackInstallation refused, CancellationToken cancellation)
    {
        var renewable = false;
        await book.ChangeAsync(
            refused.Workspace,
            note =>
            {
                renewable = note is not null && RenewalOf(note) is not null;
                return note is { Credential: Credential.Granted { Renewal: { } renewal } granted } && granted.Token == refused.Token && renewal.Until > book.Now
                    ? note with { Credential = granted with { Renewal = renewal with { Until = book.Now } } }
                    : null;
            },
            cancellation);
        return renewable;
    }

    /// <returns>The note as it stands then; null where it does not live any more.</returns>
    public async ValueTask<InstallNote?> RenewAsync(string workspace, CancellationToken cancellation) =>
        // Whoever comes meanwhile gets the same; nobody's patience ends it for the others.
        await running.GetOrAdd(workspace, _ => new Lazy<Task<InstallNote?>>(() => Task.Run(() => OnceAsync(workspace)))).Value.WaitAsync(cancellation);

    private async Task<InstallNote?> OnceAsync(string workspace)
    {
        try
        {
            if (await ClaimAsync(workspace) is { } claimed)
                await RenewAsync(claimed);
            return await book.LivingAsync(workspace, CancellationToken.None);
        }
        finally
        {
            running.TryRemove(workspace, out _);
        }
    }

    private async ValueTask<InstallNote?> ClaimAsync(string workspace)
    {
        InstallNote? mine = null;
        var claimed = await book.ChangeAsync(
            workspace,
            note => mine = note is not null && IsDue(note) && note.Credential is Credential.Granted { Renewal: { } renewal } granted
                ? note with { Credential = granted with { Renewal = renewal with { Claimed = book.Now + Claim } } }
                : null,
            CancellationToken.None);
        return claimed ? mine : null;
    }

    private async ValueTask RenewAsync(InstallNote claimed)
    {
        var spent = RenewalOf(claimed)!;
        if (!unstored.TryGetValue(spent.Token, out var granted))
        {
            var result = await api.RefreshAsync(options.Value.ClientId ?? "", options.Value.ClientSecret ?? "", spent.Token, CancellationToken.None);
            granted = result is SlackResult.Ok ok ? GrantOf(ok, book.Now) : null;
            // Whatever is no refusal for good is tried again when the claim is over.
            if (result is SlackResult.Refused { Class: SlackClass.Dead or SlackClass.Race or SlackClass.Config } refused)
                await ChangeAsync(claimed, spent, (note, last) => note.IsLiving ? note with { State = new InstallState.Dead(refused.Code, book.Now), Credential = last with { Renewal = spent with { Until = book.Now } } } : null);
            if (granted is null)
                return;
            unstored[spent.Token] = granted;
        }
        var late = IsOver(claimed);
        await ChangeAsync(claimed, spent, (note, _) => note with { Credential = granted });
        unstored.TryRemove(spent.Token, out _);
        if (late)
            book.Wake();
    }

    /// <summary>Unless it was installed anew meanwhile.</summary>
    private ValueTask<bool> ChangeAsync(InstallNote claimed, Renewal spent, Func<InstallNote, Credential.Granted, InstallNote?> change) => book.ChangeAsync(
        claimed.Workspace,
        note => note is { Credential: Credential.Granted { Renewal.Token: var token } last } && token == spent.Token ? change(note, last) : null,
        CancellationToken.None);

    /// <returns>Null where the answer holds no token.</returns>
    public static Credential.Granted? GrantOf(SlackResult.Ok answer, Instant now)
    {
        if (SlackCodes.TextAt(answer.Body, "access_token") is not { Length: > 0 } token)
            return null;
        var renewal = SlackCodes.TextAt(answer.Body, "refresh_token") is { Length: > 0 } refresh && SecondsIn(answer) is { } seconds
            ? new Renewal(refresh, now + Duration.FromSeconds(seconds))
            : null;
        return new Credential.Granted(token, renewal);
    }

    private static long? SecondsIn(SlackResult.Ok answer) =>
        answer.Body["expires_in"] is JsonValue value && value.TryGetValue(out long seconds) && seconds is > 0 and < int.MaxValue ? seconds : null;

    private static Renewal? RenewalOf(InstallNote note) => (note.Credential as Credential.Granted)?.Renewal;
}
