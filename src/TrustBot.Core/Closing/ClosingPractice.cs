using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;

namespace TrustBot.Core.Closing;

internal sealed class ClosingPractice : Practice
{
    public override string Name => "closing";

    /// <summary>It has its part in a pair that has ended, too.</summary>
    public override bool NeedsBoth => false;

    public override Needs NeedsOf(Pair pair, Role by, ActionId action) =>
        action == ClosingActions.KeepNotes && ClosingDialog.IsReadable(pair) ? new Needs([], pair.Of(by))
        : action == ClosingActions.Farewell && pair.Closing is ClosingState.Planned planned ? Needs.Of(planned.Of(by.Other()).Farewell)
        : Needs.Nothing;

    public override ImmutableArray<ActionId> Opening => [ClosingActions.KeepNotes, ClosingActions.Choose, ClosingActions.Write];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (ruling.Pair.Joining is JoiningState.Joined)
            ClosingDialog.Press(ruling, by, pressed);
    }

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted) =>
        submitted.Form == ClosingActions.Form && drawing.Pair.IsLiving ? ClosingForms.End(drawing)
        : submitted.Form == ClosingActions.Farewell && GoodbyeDialog.IsToWrite(drawing.Pair, drawing.Reader) ? ClosingForms.Farewell(drawing)
        : null;

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => ClosingDialog.Submit(ruling, by, submitted);

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.End)
            return false;
        ruling.Answer(by, ClosingDialog.AskCard, "closing.ask");
        return true;
    }

    public override void Settle(Ruling ruling)
    {
        if (ruling.Pair.Joining is not JoiningState.Joined)
            return;
        ClosingDialog.Settle(ruling);
        if (ruling.Pair.IsLiving)
            CheckInDialog.Settle(ruling);
    }

    public override Instant? NextDue(PairView view, Pair pair)
    {
        var closing = ClosingDialog.NextDue(view, pair);
        var checkIn = pair.IsLiving ? CheckInDialog.NextDue(view, pair) : null;
        return closing is null ? checkIn : checkIn is null ? closing : Instant.Min(closing.Value, checkIn.Value);
    }

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) =>
        card == GoodbyeDialog.OpenedCard ? [GoodbyeDialog.OpenedTo(pair, reader)] : [];

    public override IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) =>
    [
        ("back", new Line(drawing.Say.FarewellBack, sheet["back"])),
        ("thanks", new Line(drawing.Say.FarewellThanks, sheet["thanks"])),
    ];

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        "closing.ask" => ClosingMessages.Ask(drawing, card.Argument),
        "closing.closes" => ClosingMessages.Closes(drawing),
        CheckInDialog.Kind => ClosingMessages.CheckIn(drawing, card.Argument),
        "closing.goodbye" => ClosingMessages.Goodbye(drawing),
        "closing.farewell" => ClosingMessages.Farewell(drawing),
        "closing.opened" => ClosingMessages.Opened(drawing),
        _ => null,
    };

    public override bool IsPrompt(Card card) => card.Kind == CheckInDialog.Kind;

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind switch
    {
        CheckInDialog.Kind => PromptDialog.SlotOf(card.Argument) is { } day && CheckInDialog.IsOpen(drawing, day),
        "closing.goodbye" => drawing.Pair.Closing is ClosingState.Planned { Step: Step.Asked } planned && planned.Of(drawing.Reader).Goodbye == Goodbye.Unsaid,
        "closing.farewell" => GoodbyeDialog.IsToWrite(drawing.Pair, drawing.Reader),
        _ => true,
    };

    public override bool IsOver(Pair pair, Card card) => card.Kind == CheckInDialog.Kind && PromptDialog.SlotOf(card.Argument) != pair.CheckIns.Last;
}
