using System.Collections.Immutable;

namespace TrustBot.Core.Import;

public enum CsvFault
{
    None,

    /// <summary>Text follows a closing quote, as in <c>"Ana" Ruiz,</c>.</summary>
    TextAfterQuote,

    /// <summary>The file ends inside a quoted cell, so that this record has swallowed whatever came after it.</summary>
    UnclosedQuote,
}

/// <param name="Line">Where the record starts, counting lines of the file from 1. For an unclosed quote, where that quote stands.</param>
/// <param name="Cells">The first <see cref="Csv.MaxCells"/> cells, each cut after <see cref="Csv.MaxCell"/> + 1 characters, so that a cut one can be told.</param>
/// <param name="Width">How many cells there are, beyond the kept ones too.</param>
/// <param name="Filled">How many there are up to the last one that isn't blank.</param>
public sealed record CsvRecord(int Line, ImmutableArray<string> Cells, int Width, int Filled, CsvFault Fault)
{
    public override string ToString() => $"CsvRecord, line {Line}";
}

/// <summary>
/// RFC 4180 as spreadsheets write it: comma, semicolon or tab; LF, CRLF or CR; a byte order mark and Excel's <c>sep=</c> line are passed over.
/// </summary>
public static class Csv
{
    public const int MaxCell = 2_000;
    public const int MaxCells = 256;

    private const string SeparatorHint = "sep=";

    /// <summary>The records in their order, read while they are asked for. A record without any text in it is left out.</summary>
    public static IEnumerable<CsvRecord> Read(string text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        var cursor = HasHint(text, start)
            ? new CsvCursor(text, start, text[start + SeparatorHint.Length]).PassLine()
            : new CsvCursor(text, start, Separator(text, start));
        return Records(cursor);
    }

    private static IEnumerable<CsvRecord> Records(CsvCursor cursor)
    {
        while (cursor.Next() is { } record)
        {
            if (record.Filled > 0)
                yield return record;
        }
    }

    private static bool HasHint(string text, int start)
    {
        var after = start + SeparatorHint.Length;
        return string.Compare(text, start, SeparatorHint, 0, SeparatorHint.Length, StringComparison.OrdinalIgnoreCase) == 0
            && after < text.Length && text[after] is ',' or ';' or '\t'
            && (after + 1 == text.Length || text[after + 1] is '\r' or '\n');
    }

    private static char Separator(string text, int start)
    {
        int commas = 0, semicolons = 0, tabs = 0;
        var quoted = false;
        var begun = false;
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
                quoted = !quoted;
            if (quoted)
                continue;
            if (begun && c is '\r' or '\n')
                break;
            begun |= !char.IsWhiteSpace(c);
            commas += c == ',' ? 1 : 0;
            semicolons += c == ';' ? 1 : 0;
            tabs += c == '\t' ? 1 : 0;
        }
        if (tabs > commas && tabs > semicolons)
            return '\t';
        return semicolons > commas ? ';' : ',';
    }
}
