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

    /// <summary>In one workspace, and as many answers to people who wait for one. Slack says "several hundred a minute"; it asks for patience when that is too much, and gets it.</summary>
    public double MessagesPerSecond { get; set; } = 4;

    /// <summary>In one conversation; documented as one.</summary>
    public double SecondsBetweenMessages { get; set; } = 1;

    /// <summary>Calls of other methods in one workspace, by the method's name: in the place of TrustBot's own, which lie a little under the documented ones.</summary>
    public Dictionary<string, int> PerMinute { get; } = [];

    /// <summary>Ends with a slash. Https, or http on loopback in Development.</summary>
    public string ApiBaseUrl { get; set; } = "https://slack.com/api/";
}
