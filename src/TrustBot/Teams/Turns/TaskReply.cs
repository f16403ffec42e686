using System.Text.Json.Nodes;
using TrustBot.Delivery;
using TrustBot.Teams.Cards;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Turns;

/// <summary>What a dialog's invoke is answered with; an empty answer to a submission closes it.</summary>
internal static class TaskReply
{
    public static TurnReply Message(string text) => Of("message", PlainText.Scrub(text));

    /// <param name="title">At most 24 characters, as everywhere.</param>
    public static TurnReply Continue(string title, JsonObject card) => Of("continue", new JsonObject
    {
        ["title"] = PlainText.Scrub(title),
        ["width"] = "medium",
        ["height"] = "large",
        ["card"] = new JsonObject { ["contentType"] = Attachment.AdaptiveCard, ["content"] = card },
    });

    private static TurnReply Of(string type, JsonNode value) =>
        new(StatusCodes.Status200OK, new JsonObject { ["task"] = new JsonObject { ["type"] = type, ["value"] = value } });
}
