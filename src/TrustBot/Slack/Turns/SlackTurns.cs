using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Hosting;
using TrustBot.Slack.Inbound;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Turns;

/// <summary>From a genuine delivery to what it means here. What belongs to no installation is dropped, because sending it again would change nothing.</summary>
internal sealed partial class SlackTurns(
    IInstallations installations, Chats chats, Presses presses, Entrances entrances, RefusalLog refusals, ILogger<SlackTurns> logger) : ISlackTurns
{
    public async ValueTask<SlackReply> HandleAsync(SlackDelivery delivery, CancellationToken stopping)
    {
        if (delivery is SlackDelivery.Event it && await TookNoticeAsync(it, stopping))
            return SlackReply.Done;
        if (await installations.FindAsync(delivery.Workspace, stopping) is not { } at)
        {
            refusals.Note("Slack", StatusCodes.Status200OK, "not installed there");
            return SlackReply.Done;
        }
        return delivery switch
        {
            SlackDelivery.Event happened => await chats.HandleAsync(at, happened, stopping),
            SlackDelivery.Interaction { Type: "shortcut" or "message_action" } shortcut => await entrances.ShortcutAsync(at, shortcut, stopping),
            SlackDelivery.Interaction { Type: "block_suggestion" } => new SlackReply(new JsonObject { ["options"] = new JsonArray() }),
            SlackDelivery.Interaction pressed => await presses.HandleAsync(at, pressed, stopping),
            SlackDelivery.Command command => await entrances.CommandAsync(at, command, stopping),
            _ => SlackReply.Done,
        };
    }

    /// <summary>What is about an installation rather than by somebody in it, and may come when there is none any more.</summary>
    private async ValueTask<bool> TookNoticeAsync(SlackDelivery.Event it, CancellationToken stopping)
    {
        switch (it.Inner.Text("type"))
        {
            case "app_uninstalled":
            case "tokens_revoked" when (it.Inner.Object("tokens")?["bot"] as JsonArray)?.Count > 0:
                await installations.EndedAsync(it.Workspace, Instant.FromUnixTimeSeconds(it.Time), stopping);
                return true;
            // Slack keeps back what it would have sent in that minute.
            case "app_rate_limited":
                Log.Limited(logger, it.Workspace.Team ?? it.Workspace.Enterprise);
                return true;
            default:
                return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack keeps back events of {Workspace}: more came than it sends in an hour")]
        public static partial void Limited(ILogger logger, string? workspace);
    }
}
