using NodaTime;

namespace TrustBot.Delivery;

/// <summary>Where a platform has let TrustBot in, as far as coordinators' pages and <c>/health</c> tell of it.</summary>
public interface IInstalls
{
    /// <summary>The platform's own name.</summary>
    string Platform { get; }

    /// <summary>The workspaces that let it in once and do not now: what goes there waits.</summary>
    ValueTask<IReadOnlyList<LostWorkspace>> LostAsync(CancellationToken cancellation);

    /// <summary>Whether a coordinator can install the app in a workspace; false where the settings name the one workspace there is.</summary>
    bool CanInvite { get; }

    /// <summary>Where a coordinator's browser goes to do so: good once, for ten minutes. To be shown to coordinators alone.</summary>
    ValueTask<Uri> InviteAsync(CancellationToken cancellation);
}

/// <param name="Name">As the workspace calls itself; null where the platform never told.</param>
/// <param name="Host">Its address, such as <c>team.slack.com</c>.</param>
/// <param name="Setting">What must be set anew; null where the app must be installed again.</param>
public sealed record LostWorkspace(string? Name, string? Host, Instant Since, string? Setting);
