using System.Text.RegularExpressions;
using TrustBot.Delivery;

namespace TrustBot.Slack.Blocks;

/// <summary>
/// Text on its way into blocks. None of it is mrkdwn: plain_text and the text of rich_text show what they get. The one exception is a
/// message's own text, which notifications show and which Slack reads as mrkdwn.
/// </summary>
internal static partial class SlackText
{
    /// <summary>In characters, of one piece of text: Slack's limit is 3,000, and it does not say how it counts.</summary>
    public const int LongestPiece = 2900;

    /// <summary>Stands for a text that Slack refuses because nothing of it can be seen.</summary>
    private const string Nothing = "…";

    private const string Joiner = "\u2060";

    // Places, not text: an invisible sign is put in between.
    [GeneratedRegex(@"(?<=[@#!])(?=\w)|(?<=:)(?=//)|(?<=\w)(?=[@.:]\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Live { get; }

    [GeneratedRegex("[*_~`]", RegexOptions.CultureInvariant)]
    private static partial Regex Marks { get; }

    /// <summary>For what Slack refuses when it is empty or too long, such as titles and labels.</summary>
    public static string Fit(string text, int most)
    {
        var clean = PlainText.Scrub(text).Trim();
        return clean.Length == 0 ? Nothing : PlainText.Shorten(clean, most);
    }

    /// <summary>For what stands on one line.</summary>
    public static string FitLine(string text, int most) => Fit(PlainText.Scrub(text).Replace('\n', ' '), most);

    /// <summary>For a message's own text: nothing in it is a mention, a link, a command, a broadcast or a mark.</summary>
    public static string Notification(string text) => Marks.Replace(Live.Replace(FitLine(text, LongestPiece / 5), Joiner), "\u00a0")
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The whole text, in pieces that Slack takes.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        for (var rest = PlainText.Scrub(text).Trim('\n'); rest.Length > 0;)
        {
            var length = PlainText.LengthWithin(rest, LongestPiece);
            yield return rest[..length];
            rest = rest[length..];
        }
    }
}
