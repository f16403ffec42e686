using System.Globalization;
using System.Text;

namespace TrustBot.Delivery;

/// <summary>Text on its way to a chat platform, before the platform's own signs are made harmless.</summary>
internal static class PlainText
{
    /// <summary>Text that any JSON can carry: no half characters, no controls but tab and line feed, no marks that turn the direction of text round.</summary>
    public static string Scrub(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (IsFit(rune))
                clean.Append(rune);
        }
        return clean.ToString();
    }

    /// <summary>At most so many UTF-16 units, and never a part of what a reader sees as one letter; half a letter only where one alone is too long.</summary>
    public static string Cut(string text, int most) => text[..LengthWithin(text, most)];

    /// <summary>The same, and where something is missing a sign at the end says so.</summary>
    public static string Shorten(string text, int most) => text.Length <= most ? text : Cut(text, most - 1).TrimEnd() + "…";

    /// <summary>How much of a text <see cref="Cut"/> leaves, in UTF-16 units.</summary>
    public static int LengthWithin(ReadOnlySpan<char> text, int most)
    {
        if (text.Length <= most)
            return text.Length;
        var length = 0;
        while (StringInfo.GetNextTextElementLength(text[length..]) is var next && length + next <= most)
            length += next;
        return length > 0 ? length : char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }

    /// <summary>Whether the first letter with a direction runs from right to left: Hebrew, Arabic and their neighbours.</summary>
    public static bool IsRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
                return rune.Value is (>= 0x0590 and <= 0x08ff) or (>= 0xfb1d and <= 0xfdff) or (>= 0xfe70 and <= 0xfefc) or (>= 0x10800 and <= 0x10fff) or (>= 0x1e800 and <= 0x1efff);
        }
        return false;
    }

    private static bool IsFit(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => true,
        >= 0x202a and <= 0x202e or >= 0x2066 and <= 0x2069 => false,
        _ => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control,
    };
}
