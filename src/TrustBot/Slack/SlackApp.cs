namespace TrustBot.Slack;

/// <summary>What the app's manifest and the code must agree on.</summary>
public static class SlackApp
{
    /// <summary>The global shortcut.</summary>
    public const string Menu = "trustbot.menu.v1";

    /// <summary>The shortcut on a message.</summary>
    public const string LogWin = "trustbot.log-win.v1";
}
