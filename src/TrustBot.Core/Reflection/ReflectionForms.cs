using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Reflection;

internal static class ReflectionForms
{
    public static readonly ImmutableArray<string> NoteFields = ["first", "second"];

    private const int LongestNote = 2000;
    private const int LongestLine = 500;

    /// <param name="slot">The round whose questions are asked; without one, the notebook is open for anything.</param>
    public static Form Note(Drawing drawing, string? slot)
    {
        var say = drawing.Say;
        var round = ReflectionDialog.RoundOf(drawing.Pair, slot);
        var questions = round is null ? [say.FreeNoteQuestion] : round.Questions.Select(id => ReflectionDeck.Text(id, drawing.Me.Language)).ToImmutableArray();
        return new Form
        {
            Id = ReflectionActions.NoteForm,
            Title = say.NoteTitle,
            Pair = drawing.Pair.Id,
            Argument = slot,
            Parts =
            [
                .. questions.Select((question, i) => new FormPart.Question(new Field.Text(NoteFields[i], question, drawing.Sees(Visibility.OnlyMe), LongestNote, ManyLines: true, Words.None)
                {
                    Optional = true,
                    Example = say.NoteExample(i),
                })),
            ],
            Submit = say.KeepNote,
            Close = say.Later,
        };
    }

    public static Form Notebook(Drawing drawing)
    {
        var say = drawing.Say;
        var notes = drawing.Pair.Reflection.Notes.Where(note => note.Author == drawing.Reader).Reverse().ToImmutableArray();
        var parts = notes.SelectMany(note => Texts(drawing.OpenSheet(note.Words)).Select(text => (FormPart)new FormPart.Wrote(say.NoteOf(say.Date(note.On)), drawing.Reader, text)));
        return new Form
        {
            Id = ReflectionActions.Notebook,
            Title = say.NotebookTitle,
            Pair = drawing.Pair.Id,
            Parts = notes.IsEmpty ? [new FormPart.Note(say.NotebookEmpty)] : [new FormPart.Note(say.NotebookOnlyYou), .. parts],
            Close = say.Close,
        };
    }

    /// <param name="note">The note to start from, as its row is named; an empty form where it is not this person's or no longer kept.</param>
    public static Form Share(Drawing drawing, string? note)
    {
        var found = drawing.Pair.Reflection.Notes.LastOrDefault(kept => kept.Author == drawing.Reader && (note is null || kept.Words.ToString() == note));
        return Share(drawing, note, found is null ? Sheet.Empty : drawing.OpenSheet(found.Words));
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

    private static IEnumerable<Words> Texts(Sheet sheet) => NoteFields.Select(name => sheet[name]).Where(text => !text.IsEmpty);

    private static Words Cut(Words words) => words.Reveal().Length <= LongestLine ? words : new Words(words.Reveal()[..LongestLine]);
}
