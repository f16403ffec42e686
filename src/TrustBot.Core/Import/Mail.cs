using System.Globalization;
using System.Text;

namespace TrustBot.Core.Import;

/// <summary>A mail address in the one spelling that is compared: trimmed, NFKC, lower case. It never prints itself.</summary>
public readonly record struct Mail
{
    /// <summary>The longest address that SMTP can carry.</summary>
    public const int MaxLength = 254;

    private readonly string? normal;

    private Mail(string normal) => this.normal = normal;

    public string Value => normal ?? "";

    /// <returns>Null when it can't be an address of a person: exactly one @, a plain local part, a domain with a dot.</returns>
    public static Mail? Parse(string text)
    {
        var normal = CellText.From(text).Text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        var at = normal.IndexOf('@', StringComparison.Ordinal);
        if (normal.Length > MaxLength || at < 1 || CellText.IsFormulaLike(normal))
            return null;
        return IsLocal(normal[..at]) && IsDomain(normal[(at + 1)..]) ? new Mail(normal) : null;
    }

    public override string ToString() => nameof(Mail);

    private static bool IsLocal(string local) =>
        local.Length <= 64 && local.Split('.').All(atom => atom.Length > 0 && atom.All(IsLocalCharacter));

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length > 1 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => c == '-' || IsLetter(c));

    private static bool IsLocalCharacter(char c) => IsLetter(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);

    /// <summary>Addresses may be written in any script (RFC 6531).</summary>
    private static bool IsLetter(char c) => char.IsLetterOrDigit(c)
        || (c > '\u007F' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
