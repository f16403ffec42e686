using TrustBot.Core.Import;

namespace TrustBot.CoordinatorConsole.Texts;

internal sealed partial class EnglishTexts
{
    public override string Column(PairColumn column) => column switch
    {
        PairColumn.Mentor => "the mentor's mail address",
        PairColumn.Mentee => "the mentee's mail address",
        PairColumn.MentorName => "the mentor's name",
        PairColumn.MenteeName => "the mentee's name",
        PairColumn.Reason => "the reason",
        PairColumn.Language => "the language",
        PairColumn.MentorLanguage => "the mentor's language",
        PairColumn.MenteeLanguage => "the mentee's language",
        PairColumn.MentorZone => "the mentor's time zone",
        PairColumn.MenteeZone => "the mentee's time zone",
        PairColumn.Cohort => "the cohort",
        PairColumn.ContactMail => "the contact's mail address",
        PairColumn.ContactName => "the contact's name",
        PairColumn.ContactJob => "the contact's job",
        PairColumn.ContactOutside => "the column contact_outside",
        PairColumn.BackupMail => "the second contact's mail address",
        PairColumn.BackupName => "the second contact's name",
        PairColumn.BackupJob => "the second contact's job",
        PairColumn.BackupOutside => "the column contact_backup_outside",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    public override string Problem(RowProblem problem, string? ignoredHeader)
    {
        var what = problem.Column is { } column ? Column(column) : "a cell";
        var number = Number(problem.Number ?? 0);
        return problem.Kind switch
        {
            RowProblemKind.TooLarge => "It is larger than 5 MB. Split it into smaller files and import one after the other.",
            RowProblemKind.NotText => "It is not a CSV file. In your spreadsheet choose Save as, then CSV, and bring that file.",
            RowProblemKind.Empty => "There is no row below the headings. Add a pair per row, then choose the file again.",
            RowProblemKind.MissingColumn => $"There is no column for {what}. Name one heading \"{Heading(problem.Column)}\", then choose the file again.",
            RowProblemKind.RepeatedColumn => $"Two columns hold {what}; the second is column {number}. Remove one of them.",
            RowProblemKind.TooManyRows => $"There are more than {number} rows. Split the file and import one part after the other.",
            RowProblemKind.UnclosedQuote => "A quotation mark opens here and never closes. Close or remove it, then choose the file again.",
            RowProblemKind.BrokenQuote => "Text follows a closing quotation mark. Put the whole cell in quotation marks, or remove them.",
            RowProblemKind.TooManyCells => $"It has more cells than the {number} headings. Put cells that contain a comma in quotation marks.",
            RowProblemKind.TooFewCells when problem.Column is not null => $"It has fewer cells than the {number} headings, and {what} is missing. Add the missing cells.",
            RowProblemKind.TooFewCells => $"It has fewer cells than the {number} headings. What is missing counts as empty.",
            RowProblemKind.MissingMail => $"{Upper(what)} is empty. Fill it in.",
            RowProblemKind.BadMail => $"{Upper(what)} is not complete: it needs the form name@example.org.",
            RowProblemKind.SelfPair => "Mentor and mentee are the same person. Correct one of the two addresses.",
            RowProblemKind.DuplicateRow => $"The same pair stands in line {number} already. Remove one of the two.",
            RowProblemKind.SwappedRoles => $"Line {number} has these two the other way round. Keep the row with the right roles.",
            RowProblemKind.UnknownLanguage => $"{Upper(what)} is none that TrustBot speaks. Write en or de, or leave it empty.",
            RowProblemKind.UnknownZone => $"{Upper(what)} is unknown. Write it like Europe/Berlin, or leave it empty.",
            RowProblemKind.ContactIncomplete => $"{Upper(what)} is missing. A contact needs a mail address, a name and a job; or leave all three empty.",
            RowProblemKind.ContactInPair => $"{Upper(what)} belongs to one of these two. Name somebody else for them to talk to.",
            RowProblemKind.ContactTwice => "It names the same contact twice. Name a second person, or leave those cells empty.",
            RowProblemKind.TooManyContacts => $"It names one more contact than the {number} that a programme may have. Leave those cells empty.",
            RowProblemKind.NotYesOrNo => $"{Upper(what)} is neither yes nor no. Write one of them, or leave it empty for yes.",
            RowProblemKind.ContactDiffers => $"Line {number} says something else about this contact, and counts.",
            RowProblemKind.TooLong => $"{Upper(what)} is longer than {number} characters. Shorten it.",
            RowProblemKind.FormulaLike when problem.Reach == ProblemReach.Row => $"{Upper(what)} looks like a spreadsheet formula. Replace it by the address.",
            RowProblemKind.FormulaLike => $"{Upper(what)} looks like a spreadsheet formula. It is kept as plain text.",
            RowProblemKind.ControlCharacters => $"{Upper(what)} held invisible characters. They were left out.",
            RowProblemKind.GuessedEncoding => "It is not saved as UTF-8. Look whether the names below are spelt right; if not, save it as CSV UTF-8.",
            RowProblemKind.UnknownColumn => ignoredHeader is { Length: > 0 }
                ? $"Column {number}, \"{ignoredHeader}\", is not known and is left out."
                : $"Column {number} is not known and is left out.",
            _ => throw new ArgumentOutOfRangeException(nameof(problem)),
        };
    }

    private static string Heading(PairColumn? column) => column == PairColumn.Mentee ? "mentee" : "mentor";

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
