using System.Text.Json.Nodes;
using TrustBot.Core.Texts;

namespace TrustBot.Teams.Cards;

/// <summary>What is left of a form that stood in the chat: one quiet line, without anything that was typed.</summary>
public static class SettledCard
{
    /// <param name="line">In the reader's language.</param>
    public static JsonObject Draw(string line, Language language) => Elements.Card(Sentences.In(language).Preview, [Elements.Quiet($"✓ {line}")], []);
}
