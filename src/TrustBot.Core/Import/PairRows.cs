using System.Collections.Immutable;

namespace TrustBot.Core.Import;

/// <summary>Reads the rows of one file, remembering which pairs it has seen.</summary>
internal sealed partial class PairRows
{
    private readonly Dictionary<(Mail Mentor, Mail Mentee), int> lines = [];
    private readonly IReadOnlyCollection<string> spoken;
    private readonly ImmutableArray<RowProblem>.Builder problems;
    private readonly ImmutableArray<int> unnamed;
    private readonly int width;

    public PairRows(CsvRecord header, IReadOnlyCollection<string> spoken, ImmutableArray<RowProblem>.Builder problems)
    {
        this.spoken = spoken;
        this.problems = problems;
        width = header.Filled;
        Columns = PairColumns.From(header);
        unnamed = [.. Enumerable.Range(0, Math.Min(width, Csv.MaxCells)).Except(Columns.Places.Values)];
        problems.AddRange(Columns.Problems);
    }

    public PairColumns Columns { get; }

    /// <returns>Null when the row has an error.</returns>
    public PairRow? Read(CsvRecord record)
    {
        var before = problems.Count;
        if (!IsWhole(record))
            return null;
        var mentor = MailOf(record, PairColumn.Mentor);
        var mentee = MailOf(record, PairColumn.Mentee);
        var row = new PairRow(
            record.Line, mentor ?? default, mentee ?? default,
            TextOf(record, PairColumn.MentorName, PairsCsv.MaxName), TextOf(record, PairColumn.MenteeName, PairsCsv.MaxName),
            TextOf(record, PairColumn.Reason, PairsCsv.MaxReason),
            LanguageOf(record, PairColumn.MentorLanguage), LanguageOf(record, PairColumn.MenteeLanguage),
            ZoneOf(record, PairColumn.MentorZone), ZoneOf(record, PairColumn.MenteeZone),
            TextOf(record, PairColumn.Cohort, PairsCsv.MaxCohort));
        foreach (var place in unnamed.Where(p => p < record.Cells.Length && record.Cells[p].Length > Csv.MaxCell))
            Report(record, RowProblemKind.TooLong, number: Csv.MaxCell);
        row = row with { Contacts = ContactsOf(record, mentor, mentee) };
        CheckPair(record, mentor, mentee);
        return Failed(before) ? null : Remember(row);
    }

    /// <summary>Where cells have slipped, what stands in them would only be reported wrongly.</summary>
    private bool IsWhole(CsvRecord record)
    {
        if (record.Fault != CsvFault.None)
        {
            Report(record, RowProblemKind.BrokenQuote);
            return false;
        }
        if (record.Filled > width)
        {
            Report(record, RowProblemKind.TooManyCells, number: width);
            return false;
        }
        if (record.Width >= width)
            return true;
        PairColumn? lost = Lacks(record, PairColumn.Mentor) ? PairColumn.Mentor : Lacks(record, PairColumn.Mentee) ? PairColumn.Mentee : null;
        Report(record, RowProblemKind.TooFewCells, lost, width);
        return lost is null;
    }

    private bool Lacks(CsvRecord record, PairColumn column) => Columns.Places[column] >= record.Width;

    private Mail? MailOf(CsvRecord record, PairColumn column)
    {
        var cell = CellOf(record, column, Mail.MaxLength);
        if (cell is not { Text.Length: > 0 })
        {
            if (cell is not null && column is PairColumn.Mentor or PairColumn.Mentee)
                Report(record, RowProblemKind.MissingMail, column);
            return null;
        }
        var mail = Mail.Parse(cell.Value.Text);
        if (mail is null && !cell.Value.Formula)
            Report(record, RowProblemKind.BadMail, column);
        return mail;
    }

    private string? TextOf(CsvRecord record, PairColumn column, int limit) =>
        CellOf(record, column, limit) is { Text: { Length: > 0 } text } ? text : null;

    private string? LanguageOf(CsvRecord record, PairColumn column)
    {
        if (TextOf(record, column, PairsCsv.MaxName) is { } own)
            return KnownLanguage(record, own, column);
        return SharedLanguage(record) is { } shared ? KnownLanguage(record, shared, PairColumn.Language) : null;
    }

    private string? KnownLanguage(CsvRecord record, string text, PairColumn column)
    {
        var found = Languages.Find(text, spoken);
        if (found is null)
            ReportOnce(record, RowProblemKind.UnknownLanguage, column);
        return found;
    }

    /// <summary>Read once for each of the two, so it reports nothing by itself: what is odd about it makes it unknown.</summary>
    private string? SharedLanguage(CsvRecord record) =>
        RawOf(record, PairColumn.Language) is { } raw && CellText.From(raw).Text is { Length: > 0 } text ? text : null;

    private string? ZoneOf(CsvRecord record, PairColumn column)
    {
        var text = TextOf(record, column, PairsCsv.MaxName);
        var found = text is null ? null : Zones.Find(text);
        if (text is not null && found is null)
            Report(record, RowProblemKind.UnknownZone, column);
        return found;
    }

    private string? RawOf(CsvRecord record, PairColumn column) =>
        Columns.Places.TryGetValue(column, out var place) && place < record.Cells.Length ? record.Cells[place] : null;

    private CellText? CellOf(CsvRecord record, PairColumn column, int limit)
    {
        if (RawOf(record, column) is not { } raw)
            return new CellText("", Stripped: false, Formula: false);
        var cell = CellText.From(raw);
        if (cell.Formula)
            Report(record, RowProblemKind.FormulaLike, column);
        if (cell.Stripped)
            Report(record, RowProblemKind.ControlCharacters, column);
        if (raw.Length <= Csv.MaxCell && cell.Text.Length <= limit)
            return cell;
        Report(record, RowProblemKind.TooLong, column, limit);
        return null;
    }

    private void CheckPair(CsvRecord record, Mail? mentor, Mail? mentee)
    {
        if (mentor is not { } one || mentee is not { } other)
            return;
        if (one == other)
            Report(record, RowProblemKind.SelfPair);
        else if (lines.TryGetValue((one, other), out var same))
            Report(record, RowProblemKind.DuplicateRow, number: same);
        else if (lines.TryGetValue((other, one), out var swapped))
            Report(record, RowProblemKind.SwappedRoles, number: swapped);
    }

    private PairRow Remember(PairRow row)
    {
        lines.Add((row.Mentor, row.Mentee), row.Line);
        foreach (var contact in row.Contacts)
            contacts.TryAdd(contact.Mail, contact);
        return row;
    }

    private bool Failed(int before)
    {
        for (var i = before; i < problems.Count; i++)
        {
            if (problems[i].Reach != ProblemReach.Warning)
                return true;
        }
        return false;
    }

    private void ReportOnce(CsvRecord record, RowProblemKind kind, PairColumn column)
    {
        var problem = new RowProblem(record.Line, kind, column);
        if (problems.Count == 0 || problems[^1] != problem)
            problems.Add(problem);
    }

    private void Report(CsvRecord record, RowProblemKind kind, PairColumn? column = null, int? number = null) =>
        problems.Add(new(record.Line, kind, column, number));
}
