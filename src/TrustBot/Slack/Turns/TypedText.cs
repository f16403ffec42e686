using System.Text.RegularExpressions;

namespace TrustBot.Slack.Turns;

/// <summary>Text as Slack hands it over: three signs escaped, and mentions and links in angle brackets.</summary>
internal static partial class TypedText
{
    // <@U1>, <@U1|ana>, <#C1|wins>, <!here>, <https://a.example|words>
    [GeneratedRegex("<([^<>|]*)(?:\\|([^<>]*))?>", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed { get; }

    /// <summary>For commands, which know a mention of the bot by its brackets.</summary>
    public static string Read(string? text) => Unescape(text ?? "");

    /// <summary>As people saw it: of links and mentions their words.</summary>
    public static string Shown(string? text) => Unescape(Bracketed.Replace(text ?? "", WordsOf));

    private static string WordsOf(Match found)
    {
        var (target, label) = (found.Groups[1].Value, found.Groups[2].Value);
        return target switch
        {
            ['@', ..] => label.Length > 0 ? $"@{label}" : "@…",
            ['#', ..] => label.Length > 0 ? $"#{label}" : "#…",
            ['!', ..] => label.Length > 0 ? label : $"@{target[1..]}",
            _ => label.Length > 0 ? label : target,
        };
    }

    private static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
}
