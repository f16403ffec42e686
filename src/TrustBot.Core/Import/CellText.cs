using System.Buffers;
using System.Text;

namespace TrustBot.Core.Import;

/// <summary>What a cell says once nobody can hide anything in it.</summary>
/// <param name="Text">Without invisible characters; runs of white space and line breaks are one space.</param>
/// <param name="Stripped">Something invisible was taken out.</param>
/// <param name="Formula">A spreadsheet could take the cell for a formula.</param>
internal readonly record struct CellText(string Text, bool Stripped, bool Formula)
{
    public override string ToString() => nameof(CellText);

    public static CellText From(string raw)
    {
        var kept = new StringBuilder(raw.Length);
        var stripped = false;
        for (int i = 0, units; i < raw.Length; i += units)
        {
            var hidden = IsHiddenAt(raw, i, out units);
            if (char.IsWhiteSpace(raw[i]))
                AppendSpace(kept);
            else if (!hidden || JoinsScript(raw, i, kept))
                kept.Append(raw, i, units);
            else
                stripped = true;
        }
        var text = kept.ToString().TrimEnd();
        return new(text, stripped, IsFormulaLike(raw) || IsFormulaLike(text));
    }

    /// <summary>Starts with = + - @ or a full-width or small form of them, a tab, a line break or NUL, perhaps after spaces.</summary>
    public static bool IsFormulaLike(string raw)
    {
        var first = raw.AsSpan().TrimStart(" \u00A0\u3000\uFEFF");
        return IsFormulaStart(first) || IsFormulaStart(first.TrimStart());
    }

    private static bool IsFormulaStart(ReadOnlySpan<char> text) =>
        !text.IsEmpty && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0'
            or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20'
            or '\uFE66' or '\uFE62' or '\uFE63' or '\uFE6B' or '\u2212';

    private static void AppendSpace(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] != ' ')
            kept.Append(' ');
    }

    /// <summary>Zero-width joiners are spelling in Persian and several Indic scripts, and glue in emoji.</summary>
    private static bool JoinsScript(string raw, int at, StringBuilder kept) =>
        raw[at] is '\u200C' or '\u200D'
        && kept.Length > 0 && kept[^1] is > '\u007F' and not ('\u200C' or '\u200D')
        && at + 1 < raw.Length && raw[at + 1] > '\u007F'
        && !char.IsWhiteSpace(raw[at + 1]) && !IsHiddenAt(raw, at + 1, out _);

    /// <param name="units">How many UTF-16 units the character takes. Half a surrogate pair counts as hidden.</param>
    private static bool IsHiddenAt(string raw, int at, out int units) =>
        Rune.DecodeFromUtf16(raw.AsSpan(at), out var rune, out units) != OperationStatus.Done || IsHidden(rune.Value);

    private static bool IsHidden(int code) => code switch
    {
        < 0x20 or (>= 0x7F and < 0xA0) => true,
        0xAD or 0x61C or 0x180E or 0xFEFF or 0x115F or 0x1160 or 0x3164 or 0xFFA0 => true,
        >= 0x200B and <= 0x200F => true,
        >= 0x202A and <= 0x202E => true,
        >= 0x2060 and <= 0x206F => true,
        >= 0xFFF9 and <= 0xFFFB => true,
        >= 0xFDD0 and <= 0xFDEF => true,
        >= 0xE0000 and <= 0xE007F => true,
        _ => (code & 0xFFFE) == 0xFFFE,
    };
}
