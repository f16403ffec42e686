using System.Collections.Immutable;

namespace TrustBot.Slack;

/// <summary>What the app's manifest and the code must agree on.</summary>
public static class SlackApp
{
    public const string Command = "/trustbot";

    /// <summary>The global shortcut.</summary>
    public const string Menu = "trustbot.menu.v1";

    /// <summary>The shortcut on a message.</summary>
    public const string LogWin = "trustbot.log-win.v1";

    public const string EventsPath = "/slack/events";
    public const string InteractionsPath = "/slack/interactions";
    public const string OptionsPath = "/slack/options";
    public const string CommandsPath = "/slack/commands";

    public static readonly ImmutableArray<string> Scopes = ["chat:write", "commands", "im:history", "im:write", "users:read"];

    /// <summary>A workspace may leave them out.</summary>
    public static readonly ImmutableArray<string> OptionalScopes = ["users:read.email"];

    public static readonly ImmutableArray<string> BotEvents = ["app_home_opened", "app_uninstalled", "message.im", "tokens_revoked"];
}
