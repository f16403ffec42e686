using System.Buffers;
using System.Text.RegularExpressions;
using TrustBot.Delivery;

namespace TrustBot.Teams.Cards;

/// <summary>
/// Text on its way into a card. A TextRun shows what it gets, but fills in dates; a TextBlock and the options of a choice also read Markdown.
/// What must not be read so is parted by an invisible word joiner, or marked by a backslash where the text may stand as it is in no other way.
/// </summary>
internal static partial class CardText
{
    private const string Joiner = "\u2060";

    // Places, not text: an invisible sign is put in between.
    [GeneratedRegex(@"(?<=\{)(?=\{)", RegexOptions.CultureInvariant)]
    private static partial Regex Dates { get; }

    // A link in brackets, a bare address, a tag or a mention, an entity.
    [GeneratedRegex(@"(?<=\])(?=[(\[:])|(?<=:)(?=//)|(?<=www\.)(?=\S)|(?<=<)(?=\S)|(?<=&)(?=[#\w])|(?<=@)(?=\w)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Live { get; }

    // Whatever is blank may stand before what means something at the start of a line: not every reader of Markdown asks for a space there.
    [GeneratedRegex(@"[\\`*_\[\]~]|(?<=^[^\S\n]*)(?:[#>+=|-]|\d{1,9}[.)])", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Marks { get; }

    // Without one of these nothing of the expression can match. Most labels have none, and the expressions try every place.
    private static readonly SearchValues<char> InLive = SearchValues.Create("]:.<&@");
    private static readonly SearchValues<char> InMarks = SearchValues.Create("\\`*_[]~#>+=|-.)");

    /// <summary>For a TextRun: words as they are, and a date only where there is one.</summary>
    public static string Plain(string text) => PlainText.Scrub(text) is var clean && clean.Contains('{', StringComparison.Ordinal) ? Dates.Replace(clean, Joiner) : clean;

    /// <summary>For what some clients read as Markdown and others do not, such as labels: nothing in it is a link, a mention or a date.</summary>
    public static string Calm(string text) => Plain(text) is var plain && plain.AsSpan().ContainsAny(InLive) ? Live.Replace(plain, Joiner) : plain;

    /// <summary>For a TextBlock and for options: nothing in it is Markdown.</summary>
    /// <remarks>Signs that mean something only at the start of a line are left alone elsewhere: not every client takes a backslash away again.</remarks>
    public static string Escaped(string text) =>
        Calm(text) is var calm && calm.AsSpan().ContainsAny(InMarks) ? Marks.Replace(calm, match => match.Value[..^1] + "\\" + match.Value[^1]) : calm;
}
