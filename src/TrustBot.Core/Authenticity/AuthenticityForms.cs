using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Authenticity;

internal static class AuthenticityForms
{
    private const int LongestLine = 500;

    /// <param name="argument">A round and which of its questions, for the mentor; for the mentee the story that the mentor told.</param>
    public static Form Write(Drawing drawing, string? argument)
    {
        var say = drawing.Say;
        var question = drawing.Reader == Role.Mentor ? AuthenticityMessages.QuestionOf(drawing.Pair, argument) : null;
        var intro = question is null ? say.StoryOwn(drawing.Partner) : Decks.Authenticity.Text(question, drawing.Me.Language);
        return new Form
        {
            Id = AuthenticityActions.WriteForm,
            Title = say.StoryFormTitle,
            Pair = drawing.Pair.Id,
            Argument = argument,
            Parts =
            [
                new FormPart.Note(intro),
                Kind(drawing, AuthenticityActions.Kinds.Where(kind => question?.StartsWith(kind.Name, StringComparison.Ordinal) ?? false).Select(kind => kind.Name).FirstOrDefault()),
                Line(drawing, Words.None),
            ],
            Submit = say.SeePreview,
            Close = say.KeepToMyself,
        };
    }

    /// <summary>Exactly what the other would get. Sending takes what stands in the fields below it, so a last change is possible and visible.</summary>
    public static Form Preview(Drawing drawing, string? argument, StoryKind kind, Words line)
    {
        var say = drawing.Say;
        return new Form
        {
            Id = AuthenticityActions.SendForm,
            Title = say.PreviewTitle,
            Pair = drawing.Pair.Id,
            Argument = argument,
            Parts =
            [
                new FormPart.Note(say.PreviewText(drawing.Partner)),
                new FormPart.Note(say.StoryTitle(drawing.Me.FirstName, kind)),
                new FormPart.Wrote(say.Wrote(drawing.Me.FirstName), drawing.Reader, line),
                Kind(drawing, AuthenticityActions.Kinds[(int)kind].Name),
                Line(drawing, line),
            ],
            Submit = say.SendTo(drawing.Partner),
            Close = say.KeepToMyself,
        };
    }

    /// <returns>Null when there is no such story.</returns>
    public static Form? Read(Drawing drawing, string? number)
    {
        if (AuthenticityDialog.Find(drawing.Pair, number) is not { } story)
            return null;
        var say = drawing.Say;
        var parts = new List<FormPart> { story.IsTakenBack ? new FormPart.Note(say.WordsRemoved) : Wrote(drawing, story.Author, story.Words) };
        if (story.Reply is { } reply)
            parts.Add(story.IsReplyTakenBack ? new FormPart.Note(say.WordsRemoved) : Wrote(drawing, story.Author.Other(), reply));
        return new Form { Id = AuthenticityActions.Read, Title = say.StoryReadTitle, Pair = drawing.Pair.Id, Parts = [.. parts], Sees = drawing.Sees(Visibility.UsTwo), Close = say.Close };
    }

    /// <returns>Null when there is nothing to write back to, or it was done.</returns>
    public static Form? Reply(Drawing drawing, string? number)
    {
        if (AuthenticityDialog.Find(drawing.Pair, number) is not { Reply: null, IsTakenBack: false } story || story.Author == drawing.Reader)
            return null;
        var say = drawing.Say;
        return new Form
        {
            Id = AuthenticityActions.ReplyForm,
            Title = say.StoryReplyTitle,
            Pair = drawing.Pair.Id,
            Argument = number,
            Parts =
            [
                new FormPart.Question(new Field.Text("line", say.StoryReplyQuestion(drawing.Partner), drawing.Sees(Visibility.UsTwo), LongestLine, ManyLines: true, Words.None)
                {
                    Example = say.StoryReplyExample,
                }),
            ],
            Submit = say.SendTo(drawing.Partner),
            Close = say.Close,
        };
    }

    private static FormPart.Wrote Wrote(Drawing drawing, Role author, WordsId words) =>
        new(drawing.Say.Wrote(drawing.NameOf(author)), author, drawing.Open(words));

    private static FormPart.Question Kind(Drawing drawing, string? selected) => new(new Field.Choice(
        "kind",
        drawing.Say.StoryKindQuestion,
        drawing.Sees(Visibility.UsTwo),
        [.. AuthenticityActions.Kinds.Select(kind => new Option(kind.Name, drawing.Say.StoryKind(kind.Kind)))],
        selected));

    private static FormPart.Question Line(Drawing drawing, Words initial) => new(
        new Field.Text("line", drawing.Say.StoryQuestion, drawing.Sees(Visibility.UsTwo), LongestLine, ManyLines: true, initial) { Example = drawing.Say.StoryExample(drawing.Reader) });
}
