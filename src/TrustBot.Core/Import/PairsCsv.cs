using System.Collections.Immutable;

namespace TrustBot.Core.Import;

/// <summary>A coordinator's list of pairs. The same file always gives the same answer, and no file throws.</summary>
public static class PairsCsv
{
    public const int MaxRows = 20_000;
    public const int MaxName = 80;
    public const int MaxReason = 300;
    public const int MaxCohort = 40;

    /// <summary>The header and one row to overwrite.</summary>
    public const string Template =
        "mentor,mentor_name,mentee,mentee_name,reason,mentor_language,mentee_language,mentor_zone,mentee_zone,cohort,contact_name,contact_job,contact_mail,contact_outside,contact_backup_name,contact_backup_job,contact_backup_mail,contact_backup_outside\r\n"
        + "mentor@example.org,First Last,mentee@example.org,First Last,why these two,en,en,Europe/Berlin,Europe/Berlin,spring,First Last,staff counsellor,contact@example.org,yes,First Last,occupational health,backup@example.org,yes\r\n";

    private static readonly Lazy<string> SampleText = new(ReadSample);

    /// <summary>Two good pairs, and a third row whose mentee mail is broken.</summary>
    public static string Sample => SampleText.Value;

    /// <param name="spoken">The language codes that the programme has texts in, such as <c>en</c>.</param>
    public static PairsFile Parse(ReadOnlySpan<byte> upload, IReadOnlyCollection<string> spoken) => CsvBytes.Decode(upload) switch
    {
        CsvText.Readable { Guessed: true } text => Parse(text.Text, spoken, new RowProblem(0, RowProblemKind.GuessedEncoding)),
        CsvText.Readable text => Parse(text.Text, spoken),
        CsvText.Unreadable no => Refuse(no.Why),
        _ => throw new InvalidOperationException("A case of CsvText is not handled."),
    };

    public static PairsFile Parse(string text, IReadOnlyCollection<string> spoken) =>
        text.Length > CsvBytes.MaxBytes ? Refuse(RowProblemKind.TooLarge) : Parse(text, spoken, null);

    private static PairsFile Parse(string text, IReadOnlyCollection<string> spoken, RowProblem? notice)
    {
        var problems = ImmutableArray.CreateBuilder<RowProblem>();
        if (notice is not null)
            problems.Add(notice);
        var rows = ImmutableArray.CreateBuilder<PairRow>();
        var (records, ignored) = Fill(text, spoken, rows, problems);
        var refused = problems.Any(p => p.Reach == ProblemReach.File);
        return new(refused ? [] : rows.ToImmutable(), problems.ToImmutable(), ignored, records);
    }

    private static (int Records, ImmutableArray<string> Ignored) Fill(
        string text, IReadOnlyCollection<string> spoken, ImmutableArray<PairRow>.Builder rows, ImmutableArray<RowProblem>.Builder problems)
    {
        var records = 0;
        PairRows? reader = null;
        foreach (var record in Csv.Read(text))
        {
            if (record.Fault == CsvFault.UnclosedQuote)
            {
                problems.Add(new(record.Line, RowProblemKind.UnclosedQuote));
                return (records, reader?.Columns.Ignored ?? []);
            }
            if (reader is null)
            {
                reader = new(record, spoken, problems);
                if (problems.Any(p => p.Reach == ProblemReach.File))
                    return (0, reader.Columns.Ignored);
                continue;
            }
            if (records == MaxRows)
            {
                problems.Add(new(record.Line, RowProblemKind.TooManyRows, Number: MaxRows));
                return (records, reader.Columns.Ignored);
            }
            records++;
            if (reader.Read(record) is { } row)
                rows.Add(row);
        }
        if (records == 0)
            problems.Add(new(0, RowProblemKind.Empty));
        return (records, reader?.Columns.Ignored ?? []);
    }

    private static PairsFile Refuse(RowProblemKind why) => new([], [new(0, why)], [], 0);

    private static string ReadSample()
    {
        using var stream = typeof(PairsCsv).Assembly.GetManifestResourceStream("TrustBot.Core.Import.sample.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
