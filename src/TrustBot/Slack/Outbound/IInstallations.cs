using NodaTime;

namespace TrustBot.Slack.Outbound;

/// <param name="Workspace">The part of an address before the slash: <c>T…</c>, or <c>E…</c> where a whole organisation installed the app.</param>
/// <param name="BotUser">The bot's own user, by which it knows what it said itself.</param>
/// <param name="BotId"><c>B…</c>: all that what is posted in answer to a command carries.</param>
public sealed record SlackInstallation(string Workspace, string Token, string BotUser, string BotId)
{
    public override string ToString() => $"[installation {Workspace}]";
}

/// <summary>Where the app is installed, and with which token it speaks there.</summary>
public interface IInstallations
{
    /// <returns>Null where it is not installed, or the installation is dead: what goes there waits.</returns>
    ValueTask<SlackInstallation?> FindAsync(string workspace, CancellationToken cancellation);

    /// <summary>The one that a delivery belongs to: an organisation's own, a workspace's, or that of the organisation around it.</summary>
    /// <returns>Null where there is none; the delivery is dropped.</returns>
    ValueTask<SlackInstallation?> FindAsync(SlackWorkspace workspace, CancellationToken cancellation);

    /// <summary>Those that live.</summary>
    ValueTask<IReadOnlyList<SlackInstallation>> AllAsync(CancellationToken cancellation);

    /// <summary>
    /// Slack refused this token for good. May be told several times of one. It is the token that died: one that came in its place meanwhile
    /// lives, and is asked for at once with <see cref="FindAsync(string, CancellationToken)"/>.
    /// </summary>
    /// <param name="code">Slack's own, such as <c>token_revoked</c>, or <c>token_expired</c> where the token is one that rotates.</param>
    ValueTask DiedAsync(SlackInstallation refused, string code, CancellationToken cancellation);

    /// <summary>Somebody took the app away, or its token back. Told in either order, once or twice, or late: what was installed after the moment it happened stays.</summary>
    /// <param name="at">When it happened, to the second.</param>
    ValueTask EndedAsync(SlackWorkspace workspace, Instant at, CancellationToken cancellation);
}
