using NodaTime;

namespace TrustBot.Slack.Installs;

/// <summary>What is kept, sealed, of one installation.</summary>
/// <param name="Workspace"><c>T…</c>, or <c>E…</c> where a whole organisation installed the app.</param>
/// <param name="Name">As it calls itself.</param>
/// <param name="Host">Its address, such as <c>team.slack.com</c>.</param>
/// <param name="Since">When it was installed, or found to be alive again: an end that is told of an earlier second is over.</param>
internal sealed record InstallNote(
    string Workspace, string? Name, string? Host, string BotUser, string BotId, Credential Credential, Instant Since, InstallState State)
{
    public bool IsLiving => State is InstallState.Living;

    public override string ToString() => $"[installation {Workspace}]";
}

/// <summary>With which token the bot speaks there.</summary>
internal abstract record Credential
{
    private Credential() { }

    /// <summary>That of the settings, which alone hold it.</summary>
    /// <param name="Mark">A hash of it, which tells whether it is still the same.</param>
    public sealed record OfSettings(string Mark) : Credential;

    /// <summary>One that came by OAuth.</summary>
    /// <param name="Renewal">Null for one that does not run out.</param>
    public sealed record Granted(string Token, Renewal? Renewal) : Credential
    {
        public override string ToString() => "[granted]";
    }

    /// <summary>The app was taken away, and the token forgotten.</summary>
    public sealed record None : Credential;
}

/// <param name="Token">Good once.</param>
/// <param name="Until">When the token that it renews runs out.</param>
/// <param name="Claimed">Until then one process is at it, and all others leave it alone.</param>
internal sealed record Renewal(string Token, Instant Until, Instant? Claimed = null)
{
    public override string ToString() => "[renewal]";
}

internal abstract record InstallState
{
    private InstallState() { }

    public sealed record Living : InstallState;

    /// <param name="Code">Slack's own, or <see cref="Ended"/>.</param>
    public sealed record Dead(string Code, Instant Since) : InstallState;

    /// <summary>Somebody took the app away.</summary>
    public const string Ended = "ended";
}
