namespace TrustBot.Slack;

/// <summary>The section <c>Slack</c> of the settings. Absent: no Slack. Incomplete: the program says which key is missing and does not start.</summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    /// <summary>What requests from Slack are signed with, as its UTF-8 bytes.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>While the secret is changed: the one before, good as well.</summary>
    public string? PreviousSigningSecret { get; set; }

    /// <summary>The bot's token of the one workspace that the app was made in: <c>xoxb-…</c>. Null where workspaces install by OAuth.</summary>
    public string? BotToken { get; set; }

    /// <summary>An app-level token, <c>xapp-…</c>: turns Socket Mode on.</summary>
    public string? AppToken { get; set; }

    /// <summary>With <see cref="ClientSecret"/>: workspaces may install the app by OAuth.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Ends with a slash. Https, or http on loopback in Development.</summary>
    public string ApiBaseUrl { get; set; } = "https://slack.com/api/";
}
