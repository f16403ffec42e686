namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string ReflectionTitle(string partner) => Text("reflection.title", ("partner", partner));

    public string ReflectionText(string partner) => Text("reflection.text", ("partner", partner));

    public string Noted(string partner) => Text("reflection.noted", ("partner", partner));

    public string MyNotes => Text("reflection.my-notes");

    public string ShareALine => Text("reflection.share");

    public string ChangeDays => Text("reflection.change-days");

    public string NoteTitle => Text("reflection.note.title");

    public string FreeNoteQuestion => Text("reflection.note.free");

    public string KeepNote => Text("reflection.note.keep");

    public string NothingToKeep => Text("reflection.note.empty");

    public string NotebookTitle => Text("reflection.notebook.title");

    public string NotebookEmpty => Text("reflection.notebook.empty");

    public string NotebookOnlyYou => Text("reflection.notebook.only-you");

    public string NotebookCardTitle(string partner) => Text("reflection.notebook.card", ("partner", partner));

    public string NotebookCardText => Text("reflection.notebook.card-text");

    public string NoteOf(int number, string day) => Text("reflection.note.of", ("number", Number(number)), ("day", day));

    public string DeleteNotesQuestion => Text("reflection.delete-notes.question");

    public string DeleteNotes => Text("reflection.delete-notes");


    public string ShareTitle => Text("reflection.share.title");

    public string ShareText(string partner) => Text("reflection.share.text", ("partner", partner));

    public string ShareQuestion(string partner) => Text("reflection.share.question", ("partner", partner));

    public string SeePreview => Text("reflection.share.preview");

    public string KeepToMyself => Text("reflection.share.keep");

    public string PreviewTitle => Text("reflection.preview.title");

    public string PreviewText(string partner) => Text("reflection.preview.text", ("partner", partner));

    public string PreviewQuestion => Text("reflection.preview.question");

    public string SharedTitle(string partner) => Text("reflection.shared.title", ("partner", partner));

    public string SharedText => Text("reflection.shared.text");

    public string YouShared(string partner) => Text("reflection.you-shared", ("partner", partner));

    public string ReplyTitle(string partner) => Text("reflection.reply.title", ("partner", partner));

    public string Note => Text("reflection.note.label");

    public string NoteKeptOn => Text("reflection.note.kept-on");
}
