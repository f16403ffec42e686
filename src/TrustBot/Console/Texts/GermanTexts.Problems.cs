using TrustBot.Core.Import;

namespace TrustBot.CoordinatorConsole.Texts;

internal sealed partial class GermanTexts
{
    public override string Column(PairColumn column) => column switch
    {
        PairColumn.Mentor => "Mailadresse Mentor:in",
        PairColumn.Mentee => "Mailadresse Mentee",
        PairColumn.MentorName => "Name Mentor:in",
        PairColumn.MenteeName => "Name Mentee",
        PairColumn.Reason => "Grund",
        PairColumn.Language => "Sprache",
        PairColumn.MentorLanguage => "Sprache Mentor:in",
        PairColumn.MenteeLanguage => "Sprache Mentee",
        PairColumn.MentorZone => "Zeitzone Mentor:in",
        PairColumn.MenteeZone => "Zeitzone Mentee",
        PairColumn.Cohort => "Jahrgang",
        PairColumn.ContactMail => "Mailadresse Ansprechperson",
        PairColumn.ContactName => "Name Ansprechperson",
        PairColumn.ContactJob => "Aufgabe Ansprechperson",
        PairColumn.ContactOutside => "contact_outside",
        PairColumn.BackupMail => "Mailadresse zweite Ansprechperson",
        PairColumn.BackupName => "Name zweite Ansprechperson",
        PairColumn.BackupJob => "Aufgabe zweite Ansprechperson",
        PairColumn.BackupOutside => "contact_backup_outside",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    // Column names stand as headings before a colon, because an article would have to be bent with each sentence.
    public override string Problem(RowProblem problem, string? ignoredHeader)
    {
        var what = problem.Column is { } column ? Column(column) : "Eine Zelle";
        var number = Number(problem.Number ?? 0);
        return problem.Kind switch
        {
            RowProblemKind.TooLarge => "Sie ist größer als 5 MB. Teile sie auf und importiere einen Teil nach dem anderen.",
            RowProblemKind.NotText => "Sie ist keine CSV-Datei. Wähle in deiner Tabelle Speichern unter, dann CSV, und bring diese Datei.",
            RowProblemKind.Empty => "Unter den Überschriften steht keine Zeile. Schreib ein Paar pro Zeile und wähle die Datei noch einmal.",
            RowProblemKind.MissingColumn => $"{what}: diese Spalte fehlt. Nenne eine Überschrift \"{Heading(problem.Column)}\" und wähle die Datei noch einmal.",
            RowProblemKind.RepeatedColumn => $"{what}: diese Spalte gibt es zweimal; die zweite ist Spalte {number}. Nimm eine davon heraus.",
            RowProblemKind.TooManyRows => $"Es sind mehr als {number} Zeilen. Teile die Datei auf und importiere einen Teil nach dem anderen.",
            RowProblemKind.UnclosedQuote => "Hier beginnt ein Anführungszeichen, das nie schließt. Schließe oder entferne es und wähle die Datei noch einmal.",
            RowProblemKind.BrokenQuote => "Nach einem schließenden Anführungszeichen folgt Text. Setze die ganze Zelle in Anführungszeichen, oder entferne sie.",
            RowProblemKind.TooManyCells => $"Sie hat mehr Zellen als die {number} Überschriften. Setze Zellen mit einem Komma in Anführungszeichen.",
            RowProblemKind.TooFewCells when problem.Column is not null => $"{what}: fehlt, denn die Zeile hat weniger Zellen als die {number} Überschriften. Ergänze sie.",
            RowProblemKind.TooFewCells => $"Sie hat weniger Zellen als die {number} Überschriften. Was fehlt, gilt als leer.",
            RowProblemKind.MissingMail => $"{what}: ist leer. Trag sie ein.",
            RowProblemKind.BadMail => $"{what}: ist nicht vollständig, sie braucht die Form name@example.org.",
            RowProblemKind.SelfPair => "Mentor:in und Mentee sind dieselbe Person. Berichtige eine der beiden Adressen.",
            RowProblemKind.DuplicateRow => $"Dasselbe Paar steht schon in Zeile {number}. Nimm eine der beiden heraus.",
            RowProblemKind.SwappedRoles => $"In Zeile {number} stehen die beiden andersherum. Behalte die Zeile mit den richtigen Rollen.",
            RowProblemKind.UnknownLanguage => $"{what}: diese spricht TrustBot nicht. Schreib en oder de, oder lass die Zelle leer.",
            RowProblemKind.UnknownZone => $"{what}: ist nicht bekannt. Schreib sie wie Europe/Berlin, oder lass die Zelle leer.",
            RowProblemKind.ContactIncomplete => $"{what}: fehlt. Eine Ansprechperson braucht Mailadresse, Namen und Aufgabe; oder lass alle drei leer.",
            RowProblemKind.ContactInPair => $"{what}: gehört einem der beiden. Nenne jemand anderen, mit dem sie reden können.",
            RowProblemKind.ContactTwice => "Sie nennt dieselbe Ansprechperson zweimal. Nenne eine zweite, oder lass diese Zellen leer.",
            RowProblemKind.TooManyContacts => $"Sie nennt eine Ansprechperson mehr als die {number}, die ein Programm haben kann. Lass diese Zellen leer.",
            RowProblemKind.NotYesOrNo => $"{what}: ist weder yes noch no. Schreib eines davon, oder lass die Zelle leer für yes.",
            RowProblemKind.ContactDiffers => $"In Zeile {number} steht über diese Ansprechperson etwas anderes, und das zählt.",
            RowProblemKind.TooLong => $"{what}: ist länger als {number} Zeichen. Kürze den Text.",
            RowProblemKind.FormulaLike when problem.Reach == ProblemReach.Row => $"{what}: sieht aus wie eine Formel. Ersetze sie durch die Adresse.",
            RowProblemKind.FormulaLike => $"{what}: sieht aus wie eine Formel. Der Text bleibt einfacher Text.",
            RowProblemKind.ControlCharacters => $"{what}: enthielt unsichtbare Zeichen. Sie fielen weg.",
            RowProblemKind.GuessedEncoding => "Sie ist nicht als UTF-8 gespeichert. Sieh nach, ob die Namen unten stimmen; wenn nicht, speichere sie als CSV UTF-8.",
            RowProblemKind.UnknownColumn => ignoredHeader is { Length: > 0 }
                ? $"Spalte {number}, \"{ignoredHeader}\", ist nicht bekannt und bleibt weg."
                : $"Spalte {number} ist nicht bekannt und bleibt weg.",
            _ => throw new ArgumentOutOfRangeException(nameof(problem)),
        };
    }

    private static string Heading(PairColumn? column) => column == PairColumn.Mentee ? "mentee" : "mentor";
}
