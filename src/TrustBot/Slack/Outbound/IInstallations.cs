namespace TrustBot.Slack.Outbound;

/// <param name="Workspace">The part of an address before the slash: <c>T…</c>, or <c>E…</c> where a whole organisation installed the app.</param>
public sealed record SlackInstallation(string Workspace, string Token)
{
    public override string ToString() => $"[installation {Workspace}]";
}

/// <summary>Where the app is installed, and with which token it speaks there.</summary>
public interface IInstallations
{
    /// <returns>Null where it is not installed, or the installation is dead: what goes there waits.</returns>
    ValueTask<SlackInstallation?> FindAsync(string workspace, CancellationToken cancellation);

    /// <summary>
    /// Slack refused this token for good. May be told several times of one. It is the token that died: one that came in its place meanwhile
    /// lives, and is asked for at once with <see cref="FindAsync"/>.
    /// </summary>
    /// <param name="code">Slack's own, such as <c>token_revoked</c>, or <c>token_expired</c> where the token is one that rotates.</param>
    ValueTask DiedAsync(SlackInstallation refused, string code, CancellationToken cancellation);
}
