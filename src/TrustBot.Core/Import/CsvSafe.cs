using System.Buffers;

namespace TrustBot.Core.Import;

/// <summary>Writes CSV that no spreadsheet takes for a program.</summary>
public static class CsvSafe
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create("\",;\t\r\n");

    /// <summary>
    /// A cell by RFC 4180. One that a spreadsheet could take for a formula gets an apostrophe in front and quotes around it, as OWASP ASVS 1.2.10 asks.
    /// </summary>
    public static string Cell(string text)
    {
        var formula = CellText.IsFormulaLike(text);
        var quoted = formula || text.AsSpan().ContainsAny(NeedsQuotes) || text.Trim().Length != text.Length;
        if (!quoted)
            return text;
        return $"\"{(formula ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Comma-separated, ended by CRLF.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";
}
