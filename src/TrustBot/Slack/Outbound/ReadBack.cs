using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Delivery;

namespace TrustBot.Slack.Outbound;

/// <summary>Looks through a conversation for a message that may be there.</summary>
public sealed class ReadBack(SlackApi api, SlackPaces paces, IInstallations installations, ILogger<ReadBack> logger)
{
    private const int MostPages = 20;

    /// <summary>Slack's clock and ours.</summary>
    private static readonly Duration Skew = Duration.FromMinutes(5);

    /// <returns>The answer, and what kept from looking where there was something.</returns>
    public async ValueTask<(Found Found, SlackResult.Refused? Why)> LookAsync(SlackInstallation installation, string conversation, SendKey key, Instant since, CancellationToken cancellation)
    {
        var id = SlackMetadata.IdOf(key);
        var living = installation;
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            // One turn for the whole look: nobody could come back for the second page alone.
            var result = cursor is null
                ? await paces.CallAsync(installation.Workspace, SlackMethods.History, key.Value, () => PageAsync(null))
                : await PageAsync(cursor);
            if (result is SlackResult.Refused { Class: SlackClass.Config } never)
                return (new Found.CannotBeAsked(), never);
            if (result is not SlackResult.Ok { Body: var body } || body["messages"] is not JsonArray messages)
                return (new Found.CannotTell(), result as SlackResult.Refused);
            if (messages.FirstOrDefault(message => SlackMetadata.IsOf(message, id)) is { } there && SlackCodes.TextAt(there, "ts") is { } ts)
                return (new Found.There(new SlackReference(conversation, ts).ToString()), null);
            cursor = SlackCodes.TextAt(body["response_metadata"], "next_cursor");
            if (string.IsNullOrEmpty(cursor))
                return (new Found.NotThere(), null);
        }
        return (new Found.CannotTell(), null);

        ValueTask<SlackResult> PageAsync(string? after) => installations.CallAsync(
            living, with => api.HistoryAsync((living = with).Token, conversation, since - Skew, after, cancellation), logger, cancellation);
    }
}
