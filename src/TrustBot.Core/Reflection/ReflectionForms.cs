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
        var kept = Notes(drawing);
        var shown = Math.Min(kept.Count, MostNotesShown);
        var parts = ImmutableArray.CreateBuilder<FormPart>(2 + 2 * shown);
        var options = ImmutableArray.CreateBuilder<Option>(shown);
        parts.Add(new FormPart.Note(shown == 0 ? say.NotebookEmpty : say.NotebookOnlyYou));
        for (var i = 0; i < shown; i++)
        {
            var note = Sheet.From(kept[i].Words);
            var title = say.NoteOf(shown - i, DateOf(drawing, note));
            foreach (var field in NoteFields)
            {
                if (note[field] is { IsEmpty: false } text)
                    parts.Add(new FormPart.Wrote(title, drawing.Reader, text));
            }
            options.Add(new Option(kept[i].Id.Number, title));
        }
        if (shown > 0)
            parts.Add(new FormPart.Question(new Field.Choices(Gone, say.DeleteNotesQuestion, drawing.Sees(Visibility.OnlyMe), options.DrainToImmutable(), []) { Optional = true }));
        return new Form
        {
            Id = ReflectionActions.Notebook,
            Title = say.NotebookTitle,
            Pair = drawing.Pair.Id,
            Parts = parts.DrainToImmutable(),
            // The question below the notes says so already.
            Sees = shown == 0 ? drawing.Sees(Visibility.OnlyMe) : null,
            Submit = shown == 0 ? null : say.DeleteNotes,
            Close = say.Close,
        };
    }

    /// <param name="note">The note to start from, as its row is named; an empty form where it is not this person's or no longer kept.</param>
    public static Form Share(Drawing drawing, string? note)
    {
        var found = Notes(drawing).Find(kept => note is null || kept.Id.ToString() == note);
        return Share(drawing, note, Sheet.From(found.Words ?? Words.None));
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

    /// <summary>The reader's own, the newest first.</summary>
    private static List<(WordsId Id, Words Words)> Notes(Drawing drawing)
    {
        var notes = new List<(WordsId Id, Words Words)>(drawing.View.Words.Rows.Count);
        foreach (var (id, words) in drawing.View.Words.Rows)
        {
            if (id.IsNote && id.Author == drawing.Me.Id.Value)
                notes.Add((id, words));
        }
        notes.Sort(static (one, other) => string.CompareOrdinal(other.Id.Number, one.Id.Number));
        return notes;
    }

    private static string DateOf(Drawing drawing, Sheet note) =>
        LocalDatePattern.Iso.Parse(note[KeptOn].Reveal()) is { Success: true, Value: var day } ? drawing.Say.Date(day) : "";

    private static FormPart.Question NoteField(Drawing drawing, int i, string question) => new(
        new Field.Text(NoteFields[i], question, drawing.Sees(Visibility.OnlyMe), LongestNote, ManyLines: true, Words.None) { Optional = true, Example = drawing.Say.NoteExample(i) });

    private static IEnumerable<Words> Texts(Sheet sheet) => NoteFields.Select(name => sheet[name]).Where(text => !text.IsEmpty);

    private static Words Cut(Words words) => words.Reveal().Length <= LongestLine ? words : new Words(words.Reveal()[..LongestLine]);
}
