using System.Text.Json.Nodes;
using TrustBot.Core.Machine;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Slack.Blocks;

namespace TrustBot.Slack.Turns;

/// <summary>What somebody picked to log as a win.</summary>
/// <param name="Hint">Says so where it is only the beginning; null where it is all.</param>
public sealed record PickedText(Words Words, string? Hint)
{
    /// <summary>What came back with the button of a modal that failed; null where nothing did.</summary>
    public static PickedText? In(JsonObject? view, Language language) =>
        Views.PickedIn(view) is var (words, cut) ? new PickedText(words, cut ? Sentences.In(language).Shortened : null) : null;

    /// <param name="typed">As Slack hands it over.</param>
    public static PickedText Of(string? typed, Language language)
    {
        var text = PlainText.Scrub(TypedText.Shown(typed)).Trim();
        return text.Length <= Glance.LongestText ? new PickedText(new Words(text), null) : new PickedText(new Words(Beginning(text)), Sentences.In(language).Shortened);
    }

    /// <summary>To the end of the last whole word, where there is one near.</summary>
    private static string Beginning(string text)
    {
        var cut = PlainText.Cut(text, Glance.LongestText - 1);
        var end = char.IsWhiteSpace(text[cut.Length]) ? cut.Length : cut.AsSpan().LastIndexOfAny(" \n\t");
        return (end > Glance.LongestText / 2 ? cut[..end] : cut).TrimEnd() + "…";
    }
}
