using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Import;

namespace TrustBot.Tests.Core.Import;

[Properties(Arbitrary = [typeof(Texts)], MaxTest = 500)]
public class ImportProperties
{
    private static readonly string[] Spoken = ["en", "de"];
    private static readonly string[] Columns =
        ["mentor", "mentee", "mentor_name", "mentee_name", "reason", "language", "mentor_language", "mentee_language", "mentor_zone", "mentee_zone", "cohort"];

    [Property]
    public void No_text_throws(Nasty text)
    {
        PairsCsv.Parse(text.Value, Spoken);
        PairsCsv.Parse("mentor,mentee,mentor_name,reason\n" + text.Value, Spoken);
        PairsCsv.Parse(Encoding.Unicode.GetBytes(text.Value), Spoken);
        Mail.Parse(text.Value);
    }

    [Property]
    public void No_bytes_throw(byte[] bytes) => PairsCsv.Parse(bytes, Spoken);

    [Property]
    public void What_is_written_is_read_again(Nasty[] cells)
    {
        var plain = cells.Select(c => c.Value.Replace("\0", "", StringComparison.Ordinal)).ToArray();
        string[] row = [.. plain, "end"];

        var read = Csv.Read("a,b\r\n" + CsvSafe.Row(row)).Last();

        Assert.Equal(row.Select(c => CsvSafe.Cell(c).StartsWith("\"'", StringComparison.Ordinal) && !c.StartsWith('\'') ? "'" + c : c), read.Cells);
        Assert.Equal((CsvFault.None, 2), (read.Fault, read.Line));
    }

    [Property]
    public void No_written_cell_is_a_formula(Nasty text)
    {
        var shown = Csv.Read("a,b\n" + CsvSafe.Row([text.Value, "end"])).Last().Cells[0].TrimStart();

        Assert.False(shown.Length > 0 && "=+-@\0\uFF1D\uFF0B\uFF0D\uFF20".Contains(shown[0], StringComparison.Ordinal));
    }

    [Property]
    public void Every_row_holds_valid_fields(Sheet sheet)
    {
        var file = PairsCsv.Parse(sheet.Write(Columns), Spoken);

        Assert.All(file.Rows, AssertValid);
        Assert.True(file.Refused || file.Records == file.Rows.Length + file.Errors.Select(e => e.Line).Distinct().Count());
        Assert.Equal(file.Rows.Length, file.Rows.Select(r => (r.Mentor, r.Mentee)).Distinct().Count());
    }

    [Property]
    public void The_same_file_gives_the_same_answer(Sheet sheet)
    {
        var text = sheet.Write(Columns);

        AssertSame(PairsCsv.Parse(text, Spoken), PairsCsv.Parse(Encoding.UTF8.GetBytes(text), Spoken));
    }

    [Property]
    public void The_order_of_columns_is_irrelevant(Sheet sheet, int seed)
    {
        var shuffled = Columns.OrderBy(c => HashCode(c, seed)).ToArray();

        AssertSame(PairsCsv.Parse(sheet.Write(Columns), Spoken), PairsCsv.Parse(sheet.Write(shuffled), Spoken));
    }

    private static int HashCode(string column, int seed) => column.Aggregate(seed, (sum, c) => unchecked((sum * 31) + c));

    private static void AssertSame(PairsFile one, PairsFile other)
    {
        Assert.Equal(one.Rows, other.Rows);
        Assert.Equal(one.Problems, other.Problems);
    }

    private static void AssertValid(PairRow row)
    {
        Assert.NotEqual(row.Mentor, row.Mentee);
        Assert.All([row.Mentor, row.Mentee], mail => Assert.Equal(mail, Mail.Parse(mail.Value)));
        Assert.All([row.MentorLanguage, row.MenteeLanguage], code => Assert.True(code is null || Spoken.Contains(code)));
        Assert.All([row.MentorZone, row.MenteeZone], id => Assert.True(id is null || DateTimeZoneProviders.Tzdb.Ids.Contains(id)));
        AssertText(row.MentorName, PairsCsv.MaxName);
        AssertText(row.MenteeName, PairsCsv.MaxName);
        AssertText(row.Reason, PairsCsv.MaxReason);
        AssertText(row.Cohort, PairsCsv.MaxCohort);
    }

    private static void AssertText(string? text, int limit)
    {
        Assert.True(text is null || (text.Length > 0 && text.Length <= limit && text.Trim() == text));
        Assert.False(text is not null && text.Any(c => char.IsControl(c) || c is '\u202E' or '\u200B' or '\uFEFF'));
    }
}

/// <summary>Text made of what breaks readers: quotes, separators, line ends, formula starts, invisible and half characters.</summary>
public sealed record Nasty(string Value);

public sealed record Sheet(ImmutableArray<ImmutableDictionary<string, string>> Rows)
{
    public string Write(string[] columns) =>
        CsvSafe.Row(columns) + string.Concat(Rows.Select(r => string.Join(',', columns.Select(c => Quote(r[c]))) + "\n"));

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

public static class Texts
{
    private static readonly string[] Pieces =
        ["\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "=", "+", "-", "@", " ", "\u00A0", "'", "a", "Ö", "é", "\u200D", "\u200B", "\u202E", "\uFEFF",
         "\uFF1D", "\uFF20", "\uD83D", "\uDE00", "😀", "\uFFFE", "\0", "\u0007", "sep=", "mentor", "mentee", "x@y.org", "https://", "\u0301", "İ", "ﬃ", "\u1E9B\u0323"];

    private static readonly string[] Mails = ["ana@x.org", "Bo@x.org", " cy@X.org", "di@x.org", "=a@x.org", "no mail", "", "e\u200B@x.org"];
    private static readonly string[] Codes = ["", "en", "de", "English", "Deutsch", "xx", "de-AT"];
    private static readonly string[] Zones = ["", "Europe/Berlin", "europe/madrid", "Mars/Base", "America/New York"];

    public static Arbitrary<Nasty> Nasties() => NastyText.Select(text => new Nasty(text)).ToArbitrary();

    public static Arbitrary<Sheet> Sheets() => Row.ListOf().Select(rows => new Sheet([.. rows])).ToArbitrary();

    private static Gen<string> NastyText => Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    /// <summary>Whole characters and no NUL, so that a sheet is the same as text and as UTF-8.</summary>
    private static Gen<string> Cell => NastyText.Select(text =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace("\0", "", StringComparison.Ordinal))));

    private static Gen<ImmutableDictionary<string, string>> Row =>
        from mentor in Gen.Elements(Mails)
        from mentee in Gen.Elements(Mails)
        from texts in Cell.ListOf(4)
        from codes in Gen.Elements(Codes).ListOf(3)
        from zones in Gen.Elements(Zones).ListOf(2)
        select new Dictionary<string, string>
        {
            ["mentor"] = mentor,
            ["mentee"] = mentee,
            ["mentor_name"] = texts[0],
            ["mentee_name"] = texts[1],
            ["reason"] = texts[2],
            ["cohort"] = texts[3],
            ["language"] = codes[0],
            ["mentor_language"] = codes[1],
            ["mentee_language"] = codes[2],
            ["mentor_zone"] = zones[0],
            ["mentee_zone"] = zones[1],
        }.ToImmutableDictionary();
}
