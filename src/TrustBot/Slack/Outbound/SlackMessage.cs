using System.Text.Json.Nodes;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Slack.Outbound;

/// <summary>A message as Slack takes it.</summary>
/// <param name="Text">What a notification shows, and what reads it to somebody who can't see it.</param>
public sealed record SlackMessage(string Text, JsonArray Blocks)
{
    public override string ToString() => "[message]";
}

/// <summary>Draws messages as Block Kit.</summary>
public interface ISlackCards
{
    SlackMessage Draw(Envelope envelope, Language language);
}
