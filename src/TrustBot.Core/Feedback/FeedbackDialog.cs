using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;

namespace TrustBot.Core.Feedback;

/// <summary>What each does with a round apart: write, change, withdraw, read. Until it opens none of it leaves a trace for the other.</summary>
internal static class FeedbackDialog
{
    public static readonly Card StartCard = new("feedback.start");
    public static readonly Card StartedCard = new("feedback.started");

    public static Card TooLateCard(FeedbackRound round) => PromptDialog.CardOf("feedback.too-late", round.Day);

    public static void Asked(Ruling ruling, Role by) =>
        ruling.Answer(by, FeedbackRounds.Current(ruling.Pair) is { } round ? FeedbackRounds.AskCard(round.Day) : StartCard, "feedback");

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == FeedbackActions.Start)
            Start(ruling, by, pressed.From);
        else if (pressed.Action == FeedbackActions.Write)
            Write(ruling, by, pressed);
        else if (pressed.Action == FeedbackActions.Withdraw)
            Withdraw(ruling, by, pressed);
        else if (pressed.Action == FeedbackActions.Read)
            ruling.Form = FeedbackForms.Read(ruling.DrawingFor(by), FeedbackRounds.Find(ruling.Pair, pressed.Argument));
        else
            WishDialog.Press(ruling, by, pressed);
    }

    /// <summary>Words that were sealed under this are needed to change them; opened ones to read them.</summary>
    public static IEnumerable<WordsId?> Needs(Pair pair, Role by, ActionId action) =>
        action == FeedbackActions.Write ? [FeedbackRounds.Current(pair)?.Of(by)?.Words]
        : action == FeedbackActions.Read ? pair.Feedback.Rounds.Where(round => round.Stage == RoundStage.Opened).SelectMany(WordsOf)
        : [];

    public static IEnumerable<WordsId?> WordsOf(FeedbackRound round) =>
        Roles.Both.Select(round.Of).OfType<Envelope>().SelectMany(envelope => (WordsId?[])[envelope.Words, envelope.Wish?.Because]);

    public static void Seal(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var say = ruling.Say(by);
        var sheet = FeedbackForms.Fields.Aggregate(Sheet.Empty, (sheet, name) => sheet.With(name, submitted.Answers[name]));
        if (FeedbackRounds.Find(ruling.Pair, submitted.Argument) is not { Stage: RoundStage.Sealed } round)
            ruling.Reply = FormReply.Errors.Of(say.MovedOn);
        else if (sheet.IsEmpty)
            ruling.Reply = FormReply.Errors.Of(say.FeedbackFormEmpty, FeedbackForms.Keep);
        else
            Seal(ruling, by, round, sheet, submitted);
    }

    private static void Seal(Ruling ruling, Role by, FeedbackRound round, Sheet sheet, Input.Submitted submitted)
    {
        ruling.Erase(round.Of(by)?.Words);
        var words = ruling.Write(Visibility.AfterBoth, ruling.Pair.Of(by).Value, sheet.ToWords());
        var wish = sheet[FeedbackForms.Change].IsEmpty ? null : Wish.New;
        FeedbackRounds.Put(ruling, round, round.With(by, new Envelope(words, submitted.Answers.IsTicked(FeedbackForms.EvenIfAlone), wish)));
        ruling.Answer(by, FeedbackRounds.AskCard(round.Day), "feedback.sealed", submitted.From);
        ruling.Reply = new FormReply.Close();
    }

    private static void Write(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (FeedbackRounds.Find(ruling.Pair, pressed.Argument) is { Stage: RoundStage.Sealed } round)
            ruling.Form = FeedbackForms.Write(ruling.DrawingFor(by), round, ruling.Open(round.Of(by)?.Words));
        else
            Redraw(ruling, by, pressed);
    }

    private static void Withdraw(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (FeedbackRounds.Find(ruling.Pair, pressed.Argument) is { } round && round.Of(by) is { } envelope)
        {
            if (round.Stage == RoundStage.Opened)
            {
                ruling.Answer(by, TooLateCard(round), "feedback.too-late");
            }
            else
            {
                ruling.Erase(envelope.Words);
                FeedbackRounds.Put(ruling, round, round.With(by, null));
            }
        }
        Redraw(ruling, by, pressed);
    }

    private static void Start(Ruling ruling, Role by, SendKey? from)
    {
        if (FeedbackRounds.Current(ruling.Pair) is { } round)
        {
            ruling.Redraw(by, FeedbackRounds.AskCard(round.Day), from);
            return;
        }
        var today = ruling.Today(by);
        if (!FeedbackRounds.CanBegin(ruling.Pair, today.PlusDays(1)))
        {
            ruling.Redraw(by, StartCard, from);
            return;
        }
        FeedbackRounds.Expect(ruling, today);
        ruling.Redraw(by, StartedCard, from);
    }

    private static void Redraw(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (PromptDialog.SlotOf(pressed.Argument) is { } day)
            ruling.Redraw(by, FeedbackRounds.AskCard(day), pressed.From);
    }
}
