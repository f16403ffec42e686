using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Introductions;

internal static class IntroductionActions
{
    public static readonly ActionId Open = new("introduction.open.v1");
    public static readonly ActionId Form = new("introduction.form.v1");
}

/// <summary>How each likes to learn and be listened to. Every field may stay empty.</summary>
internal static class IntroductionDialog
{
    public static readonly Card PartnersCard = new("introduction.partner");

    private const int LongestAnswer = 500;

    private static readonly ImmutableArray<string> Fields = ["called", "learn", "listen", "energy", "reach"];

    public static Form Form(Drawing drawing)
    {
        var say = drawing.Say;
        var sees = drawing.Sees(Visibility.UsTwo);
        var mine = drawing.OpenSheet(drawing.Pair.Introductions.Of(drawing.Reader));
        return new Form
        {
            Id = IntroductionActions.Form,
            Title = say.AboutYouTitle,
            Pair = drawing.Pair.Id,
            Parts =
            [
                new FormPart.Note(say.AboutYouText(drawing.Partner)),
                .. Fields.Select(name => new FormPart.Question(new Field.Text(name, say.AboutYouQuestion(name), sees, LongestAnswer, ManyLines: name != "called", mine[name])
                {
                    Optional = true,
                    Example = say.AboutYouExample(name, drawing.Reader),
                })),
            ],
            Submit = say.SendTo(drawing.Partner),
            Close = say.Later,
        };
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var before = ruling.Pair.Introductions;
        var sheet = Fields.Aggregate(Sheet.Empty, (sheet, name) => sheet.With(name, submitted.Answers[name]));
        ruling.Erase(before.Of(by));
        var words = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, sheet.ToWords());
        var after = before.With(by, words);
        ruling.Pair = ruling.Pair with { Introductions = after };
        ruling.Note("introduced", ruling.Pair.Of(by));
        StartCard.Redraw(ruling, by);
        foreach (var author in Roles.Both)
        {
            if (after.IsShown(author) && !before.IsShown(author))
                ruling.Tell(author.Other(), PartnersCard, "introduction.partner");
        }
        ruling.Reply = new FormReply.Close();
    }

    public static IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) => Fields.Select(name =>
        (name, new Line(author == drawing.Reader ? drawing.Say.AboutYouOwn(name) : drawing.Say.AboutYouAnswer(name, drawing.Partner), sheet[name])));

    public static Message? Draw(Drawing drawing)
    {
        var author = drawing.Reader.Other();
        if (!drawing.Pair.Introductions.IsShown(author))
            return null;
        var say = drawing.Say;
        var sheet = drawing.OpenSheet(drawing.Pair.Introductions.Of(author));
        var parts = ImmutableArray.CreateBuilder<Part>();
        if (sheet.IsEmpty)
            parts.Add(new Part.Paragraph(say.NothingWrittenYet(drawing.Partner)));
        foreach (var name in Fields)
        {
            if (!sheet[name].IsEmpty)
                parts.Add(new Part.Wrote(say.AboutYouAnswer(name, drawing.Partner), author, sheet[name]));
        }
        return new Message
        {
            Title = say.IntroductionTitle(drawing.Partner),
            Preview = say.Preview,
            Parts = parts.ToImmutable(),
            Sees = drawing.Sees(Visibility.UsTwo),
        };
    }
}
