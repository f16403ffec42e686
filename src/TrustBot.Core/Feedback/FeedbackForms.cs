using System.Collections.Immutable;
using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Feedback;

internal static class FeedbackForms
{
    public const string Keep = "keep";
    public const string Change = "change";
    public const string EvenIfAlone = "alone";
    public const string Reason = "because";

    public static readonly ImmutableArray<string> Fields = [Keep, Change];

    private const int LongestAnswer = 1000;
    private const int LongestReason = 500;

    /// <param name="own">What this reader has sealed; empty where nothing is.</param>
    public static Form Write(Drawing drawing, FeedbackRound round, Sheet own)
    {
        var say = drawing.Say;
        var sealedOnly = drawing.Sees(Visibility.AfterBoth);
        return new Form
        {
            Id = FeedbackActions.Form,
            Title = say.FeedbackFormTitle(drawing.Partner) is { Length: <= Form.LongestTitle } named ? named : say.FeedbackFormTitleAlone,
            Pair = drawing.Pair.Id,
            Argument = Name(round),
            Parts =
            [
                new FormPart.Note(say.FeedbackFormAbout(drawing.Partner)),
                .. Fields.Select(name => Question(drawing, round, name, own[name])),
                new FormPart.Question(new Field.Tick(EvenIfAlone, say.FeedbackEvenIfAlone, sealedOnly, round.Of(drawing.Reader)?.EvenIfAlone ?? false) { Optional = true }),
                new FormPart.Note(say.FeedbackFormUntil(Opens(drawing, round))),
                new FormPart.Note(say.FeedbackFormGuess),
            ],
            Submit = say.FeedbackSeal,
            Close = say.Later,
        };
    }

    /// <returns>Null while the round is not open, and where its words were not opened for this reading.</returns>
    public static Form? Read(Drawing drawing, FeedbackRound? round)
    {
        if (round is not { Stage: RoundStage.Opened } || !FeedbackDialog.WordsOf(round).OfType<WordsId>().All(drawing.View.Words.Rows.ContainsKey))
            return null;
        var say = drawing.Say;
        return new Form
        {
            Id = FeedbackActions.Read,
            Title = say.FeedbackReadTitle,
            Pair = drawing.Pair.Id,
            Sees = drawing.Sees(Visibility.UsTwo),
            Parts = [.. Fields.SelectMany(name => Answers(drawing, round, name)), .. Roles.Both.SelectMany(author => ReasonOf(drawing, round, author))],
            Close = say.Close,
        };
    }

    public static Form Because(Drawing drawing, FeedbackRound round)
    {
        var say = drawing.Say;
        var question = new Field.Text(Reason, say.FeedbackReasonQuestion(drawing.Partner), drawing.Sees(Visibility.UsTwo), LongestReason, ManyLines: true, Words.None);
        return new Form
        {
            Id = FeedbackActions.BecauseForm,
            Title = say.FeedbackNotNow,
            Pair = drawing.Pair.Id,
            Argument = Name(round),
            Parts = [new FormPart.Question(question with { Example = say.FeedbackReasonExample })],
            Submit = say.SendTo(drawing.Partner),
            Close = say.Later,
        };
    }

    public static string Opens(Drawing drawing, FeedbackRound round) => drawing.Say.Moment(round.OpensAt.InZone(drawing.Zone));

    public static string Name(FeedbackRound round) => LocalDatePattern.Iso.Format(round.Day);

    private static FormPart.Question Question(Drawing drawing, FeedbackRound round, string name, Words own) => new(
        new Field.Text(name, QuestionOf(drawing, round, name), drawing.Sees(Visibility.AfterBoth), LongestAnswer, ManyLines: true, own)
        {
            Optional = true,
            Example = drawing.Say.FeedbackExample(name, drawing.Reader),
        });

    private static string QuestionOf(Drawing drawing, FeedbackRound round, string name) =>
        name == Keep ? Decks.FeedbackKeep.Text(round.Keep, drawing.Me.Language) : Decks.FeedbackChange.Text(round.Change, drawing.Me.Language);

    private static IEnumerable<FormPart> Answers(Drawing drawing, FeedbackRound round, string name)
    {
        var written = Roles.Both
            .Select(author => (Author: author, Words: drawing.OpenSheet(round.Of(author)?.Words)[name]))
            .Where(answer => !answer.Words.IsEmpty)
            .Select(answer => (FormPart)new FormPart.Wrote(drawing.Say.Wrote(drawing.View.Of(answer.Author).FirstName), answer.Author, answer.Words))
            .ToList();
        return written.Count == 0 ? [] : written.Prepend(new FormPart.Note(QuestionOf(drawing, round, name)));
    }

    private static IEnumerable<FormPart> ReasonOf(Drawing drawing, FeedbackRound round, Role author)
    {
        if (WishDialog.WishOf(round, author)?.Because is not { } because)
            return [];
        var by = author.Other();
        return [new FormPart.Note(drawing.Say.FeedbackNotNow), new FormPart.Wrote(drawing.Say.Wrote(drawing.View.Of(by).FirstName), by, drawing.Open(because))];
    }
}
