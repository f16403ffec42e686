using System.Collections.Immutable;
using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Reflection;

internal static class ReflectionForms
{
    public static readonly ImmutableArray<string> NoteFields = ["first", "second"];

    /// <summary>The day a note was kept, in its own sheet.</summary>
    public const string KeptOn = "on";

    /// <summary>The notes that are to be deleted, by their numbers.</summary>
    public const string Gone = "gone";

    /// <summary>A window holds no more; the older ones stay stored.</summary>
    private const int MostNotesShown = 40;

    private const int LongestNote = 2000;
    private const int LongestLine = 500;

    /// <param name="slot">The round whose questions are asked; without one, the notebook is open for anything.</param>
    public static Form Note(Drawing drawing, string? slot)
    {
        var say = drawing.Say;
        var round = ReflectionDialog.RoundOf(drawing.Pair, slot);
        var questions = round is null ? [say.FreeNoteQuestion] : round.Questions.Select(id => Decks.Reflection.Text(id, drawing.Me.Language)).ToImmutableArray();
        return new Form
        {
            Id = ReflectionActions.NoteForm,
            Title = say.NoteTitle,
            Pair = drawing.Pair.Id,
            Argument = slot,
            Parts =
            [
                .. questions.Select((question, i) => NoteField(drawing, i, question)),
            ],
            Submit = say.KeepNote,
            Close = say.Later,
        };
    }

    /// <summary>What a window may bring back: its questions may have gone out of date while it stood open, and nothing written is dropped for that.</summary>
    public static Form AnyNote(Drawing drawing, string? slot) =>
        Note(drawing, slot) with { Parts = [.. NoteFields.Select((_, i) => NoteField(drawing, i, drawing.Say.FreeNoteQuestion))] };

    public static Form Notebook(Drawing drawing)
    {
        var say = drawing.Say;
        var notes = Notes(drawing).Take(MostNotesShown).ToImmutableArray();
        var titles = notes.Select((note, i) => say.NoteOf(notes.Length - i, DateOf(drawing, note.Sheet))).ToImmutableArray();
        var parts = notes.SelectMany((note, i) => OfNote(drawing, note.Sheet, titles[i]));
        var delete = new Field.Choices(Gone, say.DeleteNotesQuestion, drawing.Sees(Visibility.OnlyMe), [.. notes.Select((note, i) => new Option(note.Id.Number, titles[i]))], []) { Optional = true };
        return new Form
        {
            Id = ReflectionActions.Notebook,
            Title = say.NotebookTitle,
            Pair = drawing.Pair.Id,
            Parts = notes.IsEmpty ? [new FormPart.Note(say.NotebookEmpty)] : [new FormPart.Note(say.NotebookOnlyYou), .. parts, new FormPart.Question(delete)],
            // The question below the notes says so already.
            Sees = notes.IsEmpty ? drawing.Sees(Visibility.OnlyMe) : null,
            Submit = notes.IsEmpty ? null : say.DeleteNotes,
            Close = say.Close,
        };
    }

    /// <param name="note">The note to start from, as its row is named; an empty form where it is not this person's or no longer kept.</param>
    public static Form Share(Drawing drawing, string? note)
    {
        var found = Notes(drawing).FirstOrDefault(kept => note is null || kept.Id.ToString() == note);
        return Share(drawing, note, found.Sheet ?? Sheet.Empty);
    }

    public static Form Share(Drawing drawing, string? note, Sheet sheet)
    {
        var say = drawing.Say;
        var start = new Words(string.Join("\n", Texts(sheet).Select(text => text.Reveal())));
        return new Form
        {
            Id = ReflectionActions.ShareForm,
            Title = say.ShareTitle,
            Pair = drawing.Pair.Id,
            Argument = note,
            Parts =
            [
                new FormPart.Note(say.ShareText(drawing.Partner)),
                new FormPart.Question(new Field.Text("line", say.ShareQuestion(drawing.Partner), drawing.Sees(Visibility.UsTwo), LongestLine, ManyLines: true, Cut(start))),
            ],
            Submit = say.SeePreview,
            Close = say.KeepToMyself,
        };
    }

    /// <summary>Exactly what the other would get. Sending takes what stands in the field below it, so a last change is possible and visible.</summary>
    public static Form Preview(Drawing drawing, Words line)
    {
        var say = drawing.Say;
        return new Form
        {
            Id = ReflectionActions.SendForm,
            Title = say.PreviewTitle,
            Pair = drawing.Pair.Id,
            Parts =
            [
                new FormPart.Note(say.PreviewText(drawing.Partner)),
                new FormPart.Wrote(say.Wrote(drawing.Me.FirstName), drawing.Reader, line),
                new FormPart.Question(new Field.Text("line", say.PreviewQuestion, drawing.Sees(Visibility.UsTwo), LongestLine, ManyLines: true, line)),
            ],
            Submit = say.SendTo(drawing.Partner),
            Close = say.KeepToMyself,
        };
    }

    public static IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Sheet sheet)
    {
        foreach (var name in NoteFields)
            yield return (name, new Line(drawing.Say.Note, sheet[name]));
        yield return (KeptOn, new Line(drawing.Say.NoteKeptOn, new Words(DateOf(drawing, sheet))));
    }

    private static IEnumerable<FormPart> OfNote(Drawing drawing, Sheet note, string title) => Texts(note).Select(text => new FormPart.Wrote(title, drawing.Reader, text));

    /// <summary>The reader's own, the newest first.</summary>
    private static IEnumerable<(WordsId Id, Sheet Sheet)> Notes(Drawing drawing) => drawing.View.Words.Rows
        .Where(row => row.Key.IsNote && row.Key.Author == drawing.Me.Id.Value)
        .OrderByDescending(row => row.Key.Number, StringComparer.Ordinal)
        .Select(row => (row.Key, Sheet.From(row.Value)));

    private static string DateOf(Drawing drawing, Sheet note) =>
        LocalDatePattern.Iso.Parse(note[KeptOn].Reveal()) is { Success: true, Value: var day } ? drawing.Say.Date(day) : "";

    private static FormPart.Question NoteField(Drawing drawing, int i, string question) => new(
        new Field.Text(NoteFields[i], question, drawing.Sees(Visibility.OnlyMe), LongestNote, ManyLines: true, Words.None) { Optional = true, Example = drawing.Say.NoteExample(i) });

    private static IEnumerable<Words> Texts(Sheet sheet) => NoteFields.Select(name => sheet[name]).Where(text => !text.IsEmpty);

    private static Words Cut(Words words) => words.Reveal().Length <= LongestLine ? words : new Words(words.Reveal()[..LongestLine]);
}
