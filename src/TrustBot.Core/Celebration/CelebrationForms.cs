using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Celebration;

internal static class CelebrationForms
{
    /// <summary>The name of the field that says who gets the line.</summary>
    public const string For = "for";

    public const string ForBoth = "both";

    /// <summary>The name of the field that what somebody writes stands in.</summary>
    public const string LineField = "line";

    public const int LongestLine = 500;

    /// <summary>Who keeps it is chosen here, and the narrowest is chosen already.</summary>
    public static Form Line(Drawing drawing, Matter matter)
    {
        var say = drawing.Say;
        var asked = CelebrationDialog.OccasionOf(drawing.Pair, drawing.Reader, matter.Slot);
        var question = asked?.Kind == matter.Kind
            ? CelebrationDialog.DeckOf(matter.Kind).Text(asked.Prompt, drawing.Me.Language)
            : say.NewsQuestion(matter.Kind, drawing.Partner);
        var mine = drawing.Sees(Visibility.OnlyMe);
        return new Form
        {
            Id = CelebrationActions.LineForm,
            Title = say.NewsFormTitle(matter.Kind),
            Pair = drawing.Pair.Id,
            Argument = matter.ToString(),
            Parts =
            [
                new FormPart.Question(new Field.Text(LineField, question, mine, LongestLine, ManyLines: true, Words.None) { Example = say.NewsExample(matter.Kind, drawing.Reader) }),
                new FormPart.Question(new Field.Choice(For, say.NewsFor, mine, [new Option("me", say.ForMe), new Option(ForBoth, say.ForPartner(drawing.Partner))], "me") { Example = ForBoth }),
            ],
            Submit = say.Next,
            Close = say.Later,
        };
    }

    /// <summary>Exactly what the other would get. Nothing is stored before it is sent.</summary>
    public static Form Preview(Drawing drawing, Matter matter, Words line)
    {
        var say = drawing.Say;
        return new Form
        {
            Id = CelebrationActions.SendForm,
            Title = say.PreviewTitle,
            Pair = drawing.Pair.Id,
            Argument = matter.ToString(),
            Parts =
            [
                new FormPart.Note(say.PreviewText(drawing.Partner)),
                new FormPart.Wrote(say.Wrote(drawing.Me.FirstName), drawing.Reader, line),
                new FormPart.Question(new Field.Text(LineField, say.PreviewQuestion, drawing.Sees(Visibility.UsTwo), LongestLine, ManyLines: true, line)),
            ],
            Submit = say.SendTo(drawing.Partner),
            Close = say.Close,
        };
    }

    /// <summary>The three questions stand above the field and never in it.</summary>
    public static Form Echo(Drawing drawing, News news, EchoKind kind)
    {
        var say = drawing.Say;
        var field = new Field.Text(LineField, say.EchoQuestion(kind, drawing.Partner), drawing.Sees(Visibility.UsTwo), LongestLine, ManyLines: true, Words.None) { Example = say.EchoExample(kind) };
        return new Form
        {
            Id = CelebrationActions.EchoForm,
            Title = say.EchoFormTitle(kind),
            Pair = drawing.Pair.Id,
            Argument = $"{CelebrationDialog.Number(news.Number)}|{kind}",
            Parts = kind == EchoKind.Wrote ? [new FormPart.Note(say.NewsQuestions(drawing.Partner)), new FormPart.Question(field)] : [new FormPart.Question(field)],
            Submit = say.SendTo(drawing.Partner),
            Close = say.Close,
        };
    }

    /// <param name="line">What stands in the post.</param>
    public static Form Post(Drawing drawing, News news, Words line, ChannelId channel)
    {
        var say = drawing.Say;
        return new Form
        {
            Id = CelebrationActions.PostForm,
            Title = say.PostFormTitle,
            Pair = drawing.Pair.Id,
            Argument = CelebrationDialog.Number(news.Number),
            BasedOn = PostDialog.PrintOf(line),
            Parts =
            [
                new FormPart.Note(PostMessages.TitleOf(drawing, news)),
                new FormPart.Wrote(PostMessages.ByOf(drawing, news), news.Author, line),
                new FormPart.Note(say.PostAskedText(drawing.Partner)),
                new FormPart.Question(new Field.Text(LineField, say.PreviewQuestion, PostMessages.Sees(drawing, channel), LongestLine, ManyLines: true, line)),
            ],
            Submit = say.AgreeToThis,
            Close = say.Close,
        };
    }
}
