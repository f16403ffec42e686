using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;

namespace TrustBot.Core.Pulse;

internal sealed class PulsePractice : Practice
{
    public override string Name => "pulse";

    public override Needs NeedsOf(Pair pair, Role by, ActionId action)
    {
        var own = pair.Pulse.AnswerOf(by, pair.Pulse.Open)?.Own;
        // Both are opened where a second tick makes a copy of both.
        return action == PulseActions.Form ? Needs.Of(own, pair.Pulse.AnswerOf(by.Other(), pair.Pulse.Open) is { Compares: true } other ? other.Own : null)
            : action == PulseActions.Answer ? Needs.Of(own)
            : Needs.Nothing;
    }

    public override ImmutableArray<ActionId> Opening => [PulseActions.Answer];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == PulseActions.Answer && ruling.Pair.Pulse.Open is not null)
            ruling.Form = PulseMessages.Form(ruling.DrawingFor(by));
        else if (pressed.Action == PulseActions.Trend)
            ruling.Answer(by, PulseDialog.TrendCard, PulseDialog.TrendKind);
    }

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted) =>
        submitted.Form == PulseActions.Form && drawing.Pair.Pulse.Open is not null ? PulseMessages.Form(drawing) : null;

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => PulseDialog.Submit(ruling, by, submitted);

    public override void Settle(Ruling ruling) => PulseDialog.Settle(ruling);

    public override Instant? NextDue(PairView view, Pair pair) => PulseDialog.NextDue(view, pair);

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) => card.Kind switch
    {
        PulseDialog.AskKind or PulseDialog.TrendKind => PulseDialog.TrendOf(pair, reader).Select(answer => answer.Own),
        PulseDialog.CompareKind when pair.Pulse.Compared is { } compared => [compared.Mentor, compared.Mentee],
        _ => [],
    };

    public override IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) =>
        PulseScale.Statements.Zip(PulseScale.StepsOf(sheet), (name, step) => (name, new Line(drawing.Say.PulseShort(name), new Words(drawing.Say.PulseStep(step)))));

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        PulseDialog.AskKind => PulseMessages.Ask(drawing, card.Argument),
        PulseDialog.TrendKind => PulseMessages.Trend(drawing),
        PulseDialog.CompareKind => PulseMessages.Compare(drawing, card.Argument),
        _ => null,
    };

    public override bool IsPrompt(Card card) => card.Kind == PulseDialog.AskKind;

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind != PulseDialog.AskKind || PulseDialog.IsOpenFor(drawing.Pair, drawing.Reader, card);

    public override bool IsOver(Pair pair, Card card) => card.Kind switch
    {
        PulseDialog.AskKind => PromptDialog.SlotOf(card.Argument) != pair.Pulse.Open,
        PulseDialog.CompareKind => PromptDialog.SlotOf(card.Argument) != pair.Pulse.Open && PromptDialog.SlotOf(card.Argument) != pair.Pulse.Compared?.On,
        _ => false,
    };

    public override IEnumerable<Ask> Asks(PairView view, Pair pair, Role role)
    {
        if (pair.Pulse.Open is { } on && PulseDialog.AskCard(on) is var card && PulseDialog.IsOpenFor(pair, role, card))
            yield return new Ask(card, PulseDialog.AskedAt(view, role, on));
    }
}
