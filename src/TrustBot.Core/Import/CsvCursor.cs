using System.Collections.Immutable;
using System.Text;

namespace TrustBot.Core.Import;

/// <summary>One pass over the text, a record at a time. It keeps no more than one record, cut to the limits of <see cref="Csv"/>.</summary>
internal sealed class CsvCursor(string text, int at, char separator)
{
    private readonly StringBuilder cell = new();
    private readonly ImmutableArray<string>.Builder cells = ImmutableArray.CreateBuilder<string>();
    private int line = 1;
    private bool blank;

    public CsvCursor PassLine()
    {
        while (at < text.Length && !AtLineEnd)
            at++;
        TakeLineEnd();
        return this;
    }

    /// <returns>Null at the end of the text.</returns>
    public CsvRecord? Next()
    {
        if (at >= text.Length)
            return null;
        cells.Clear();
        var (start, width, filled, fault) = (line, 0, 0, CsvFault.None);
        while (true)
        {
            var opened = line;
            var found = TakeCell();
            width++;
            filled = blank ? filled : width;
            if (width <= Csv.MaxCells)
                cells.Add(cell.ToString());
            if (found == CsvFault.UnclosedQuote)
                return new(opened, cells.ToImmutable(), width, width, found);
            fault = found == CsvFault.None ? fault : found;
            if (at >= text.Length || AtLineEnd)
                break;
            at++;
        }
        TakeLineEnd();
        return new(start, cells.ToImmutable(), width, filled, fault);
    }

    private bool AtLineEnd => text[at] is '\r' or '\n';

    /// <summary>Stops at the separator, the line end or the end of the text.</summary>
    private CsvFault TakeCell()
    {
        cell.Clear();
        blank = true;
        if (at < text.Length && text[at] == '"')
            return TakeQuoted();
        TakePlain();
        return CsvFault.None;
    }

    private CsvFault TakeQuoted()
    {
        at++;
        while (at < text.Length)
        {
            if (text[at] == '"')
            {
                at++;
                if (at >= text.Length || text[at] != '"')
                    return TakePlain() ? CsvFault.TextAfterQuote : CsvFault.None;
                Keep('"');
                at++;
            }
            else if (AtLineEnd)
            {
                Keep(text[at]);
                if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                    Keep('\n');
                TakeLineEnd();
            }
            else
            {
                Keep(text[at++]);
            }
        }
        return CsvFault.UnclosedQuote;
    }

    /// <returns>Whether there was any text that isn't a space.</returns>
    private bool TakePlain()
    {
        var any = false;
        for (; at < text.Length && text[at] != separator && !AtLineEnd; at++)
        {
            any |= text[at] != ' ';
            Keep(text[at]);
        }
        return any;
    }

    private void Keep(char c)
    {
        blank &= char.IsWhiteSpace(c);
        if (cell.Length <= Csv.MaxCell)
            cell.Append(c);
    }

    private void TakeLineEnd()
    {
        if (at >= text.Length)
            return;
        at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        line++;
    }
}
