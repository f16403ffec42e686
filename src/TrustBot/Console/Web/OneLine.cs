using System.Globalization;
using System.Text;

namespace TrustBot.CoordinatorConsole.Web;

/// <summary>A name or a job as it was typed, on one line and with nothing invisible in it.</summary>
internal static class OneLine
{
    public static string Clean(string? typed)
    {
        var kept = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                kept.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse))
                kept.Append(rune);
        }
        return string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
