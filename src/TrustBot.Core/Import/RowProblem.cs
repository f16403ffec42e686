namespace TrustBot.Core.Import;

public enum RowProblemKind
{
    /// <summary>The upload is larger than <see cref="CsvBytes.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>A workbook, a picture or some other file that holds no text.</summary>
    NotText,

    /// <summary>No line below the header.</summary>
    Empty,

    /// <summary>No header names this column, and it is needed.</summary>
    MissingColumn,

    /// <summary>Two headers name the same column. Number: the place of the second, from 1.</summary>
    RepeatedColumn,

    /// <summary>More rows than Number.</summary>
    TooManyRows,

    /// <summary>A quoted cell opens on this line and never closes, so the rest of the file can't be told apart.</summary>
    UnclosedQuote,

    /// <summary>Text follows a closing quote.</summary>
    BrokenQuote,

    /// <summary>Number: how many the header has.</summary>
    TooManyCells,

    /// <summary>Number: how many the header has. An error where a mail address is missing by it, else a warning.</summary>
    TooFewCells,

    MissingMail,
    BadMail,
    SelfPair,

    /// <summary>Number: the line that has the pair first.</summary>
    DuplicateRow,

    /// <summary>Number: the line that has the same two people the other way round.</summary>
    SwappedRoles,

    UnknownLanguage,
    UnknownZone,

    /// <summary>A contact takes mail address, name and job; the column is the one that says nothing.</summary>
    ContactIncomplete,

    /// <summary>The row names one of its own two people to be talked to.</summary>
    ContactInPair,

    /// <summary>The row names the same person twice.</summary>
    ContactTwice,

    /// <summary>Number: how many different people a file may name.</summary>
    TooManyContacts,

    /// <summary>Neither yes nor no.</summary>
    NotYesOrNo,

    /// <summary>Number: how many characters are allowed. No column where the file's own column is unknown.</summary>
    TooLong,

    /// <summary>Kept as plain text, with a warning. An error in a mail address.</summary>
    FormulaLike,

    /// <summary>Invisible characters were taken out.</summary>
    ControlCharacters,

    /// <summary>The file is no UTF-8 and was read as Windows-1252: the names want a look.</summary>
    GuessedEncoding,

    /// <summary>Ignored. Number: its place, from 1.</summary>
    UnknownColumn,

    /// <summary>The same contact with another name, job or place. Number: the line that counts.</summary>
    ContactDiffers,
}

public enum ProblemReach
{
    /// <summary>Worth a look; everything is imported.</summary>
    Warning,

    /// <summary>This row isn't imported, others are.</summary>
    Row,

    /// <summary>Nothing of the file is imported.</summary>
    File,
}

/// <param name="Line">Counted from 1; 0 where the whole file is meant.</param>
/// <param name="Number">A line, a place or a limit, as the kind says. Never anything that stood in the file.</param>
public sealed record RowProblem(int Line, RowProblemKind Kind, PairColumn? Column = null, int? Number = null)
{
    public ProblemReach Reach => Kind switch
    {
        <= RowProblemKind.UnclosedQuote => ProblemReach.File,
        RowProblemKind.FormulaLike when Column is PairColumn.ContactMail or PairColumn.BackupMail => ProblemReach.Row,
        RowProblemKind.FormulaLike or RowProblemKind.TooFewCells when Column is PairColumn.Mentor or PairColumn.Mentee => ProblemReach.Row,
        RowProblemKind.TooFewCells or >= RowProblemKind.FormulaLike => ProblemReach.Warning,
        _ => ProblemReach.Row,
    };
}
