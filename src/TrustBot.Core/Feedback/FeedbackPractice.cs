using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;

namespace TrustBot.Core.Feedback;

internal sealed class FeedbackPractice : Practice
{
    public override string Name => "feedback";

    public override bool StaysOpen(ActionId action) => action == FeedbackActions.Read;

    public override Needs NeedsOf(Pair pair, Role by, ActionId action) => Needs.Of(FeedbackDialog.Needs(pair, by, action));

    public override ImmutableArray<ActionId> Opening => [FeedbackActions.Write, FeedbackActions.Read, FeedbackActions.Because];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => FeedbackDialog.Press(ruling, by, pressed);

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted)
    {
        if (FeedbackRounds.Find(drawing.Pair, submitted.Argument) is not { } round)
            return null;
        if (submitted.Form == FeedbackActions.Form)
            return FeedbackForms.Write(drawing, round, Sheet.Empty);
        return submitted.Form == FeedbackActions.BecauseForm ? FeedbackForms.Because(drawing, round) : null;
    }

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        if (submitted.Form == FeedbackActions.Form)
            FeedbackDialog.Seal(ruling, by, submitted);
        else
            WishDialog.Submit(ruling, by, submitted);
    }

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.Feedback)
            return false;
        FeedbackDialog.Asked(ruling, by);
        return true;
    }

    public override void Settle(Ruling ruling) => FeedbackRounds.Settle(ruling);

    public override Instant? NextDue(PairView view, Pair pair) => FeedbackRounds.NextDue(view, pair);

    public override IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) =>
        FeedbackForms.Fields.Select(name => (name, new Line(drawing.Say.FeedbackShort(name), sheet[name])));

    public override Message? Draw(Drawing drawing, Card card)
    {
        var round = FeedbackRounds.Find(drawing.Pair, card.Argument);
        return card.Kind switch
        {
            FeedbackRounds.AskKind => FeedbackMessages.Ask(drawing, round),
            FeedbackRounds.OpenKind => FeedbackMessages.Open(drawing, round),
            FeedbackRounds.ClosedKind => FeedbackMessages.Closed(drawing),
            WishDialog.AnsweredKind => FeedbackMessages.Answered(drawing, round),
            WishDialog.CheckKind => FeedbackMessages.Check(drawing, round),
            "feedback.too-late" => FeedbackMessages.TooLate(drawing, round),
            "feedback.start" => FeedbackMessages.Start(drawing),
            "feedback.started" => FeedbackMessages.Started(drawing),
            _ => null,
        };
    }

    public override bool IsPrompt(Card card) => card.Kind is FeedbackRounds.AskKind or WishDialog.CheckKind;

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind switch
    {
        FeedbackRounds.AskKind => IsWorthAsking(drawing, FeedbackRounds.Find(drawing.Pair, card.Argument)),
        WishDialog.CheckKind => WishDialog.WishOf(FeedbackRounds.Find(drawing.Pair, card.Argument), drawing.Reader) is { Outcome: null },
        _ => true,
    };

    public override bool IsOver(Pair pair, Card card) => card.Argument is not null && FeedbackRounds.Find(pair, card.Argument) is null or { Stage: RoundStage.Closed };

    public override bool CanOffer(PairView view, Pair pair, LocalDate slot) => FeedbackRounds.CanOffer(pair, slot);

    public override void Offer(Ruling ruling, Slot slot) => FeedbackRounds.Offer(ruling, slot);

    /// <summary>A round that somebody has written for asks them nothing more; what the other would change never does.</summary>
    public override IEnumerable<Ask> Asks(PairView view, Pair pair, Role role) => FeedbackRounds.Current(pair) is { } round && round.Of(role) is null
        ? [new Ask(FeedbackRounds.AskCard(round.Day), FeedbackRounds.AskedAt(view, round.Day, round.InTurn, role))]
        : [];

    private static bool IsWorthAsking(Drawing drawing, FeedbackRound? round) =>
        round is { Stage: RoundStage.Sealed } && round.Of(drawing.Reader) is null
        && !(round.InTurn && PromptDialog.IsOvertaken(drawing.View, drawing.Pair, drawing.Reader, round.Day, drawing.Now));
}
