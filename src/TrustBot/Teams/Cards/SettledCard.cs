using System.Text.Json.Nodes;
using TrustBot.Core.Texts;

namespace TrustBot.Teams.Cards;

/// <summary>What is left of a form that stood in the chat: one quiet line, without anything that was typed.</summary>
public static class SettledCard
{
    /// <param name="title">The form's; null where it is no longer known.</param>
    public static JsonObject Sent(string? title, Language language) => Draw(title, CardTexts.In(language).Sent, language);

    public static JsonObject Closed(string? title, Language language) => Draw(title, CardTexts.In(language).Closed, language);

    private static JsonObject Draw(string? title, string line, Language language)
    {
        JsonArray body = title is null ? [Elements.Quiet($"✓ {line}")] : [Elements.Quiet(title), Elements.Quiet($"✓ {line}", "None")];
        return Elements.Card(Sentences.In(language).Preview, body, []);
    }
}
