using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Meetings;

internal sealed class MeetingPractice : Practice
{
    private const string Check = "meetings.check";

    public override string Name => "meetings";

    public override ImmutableArray<ActionId> Opening => [MeetingActions.ChooseDay];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => MeetingDialog.Press(ruling, by, pressed);

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted) => submitted.Form == MeetingActions.PlanForm ? MeetingMessages.PlanForm(drawing) : null;

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => MeetingDialog.Submit(ruling, by, submitted);

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.Meeting)
            return false;
        ruling.Answer(by, MeetingDialog.PlanCard, "meetings.plan");
        return true;
    }

    public override void Settle(Ruling ruling) => MeetingDialog.Settle(ruling);

    public override Instant? NextDue(PairView view, Pair pair) => MeetingDialog.NextDue(view, pair);

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        "meetings.plan" => MeetingMessages.Plan(drawing),
        Check => MeetingMessages.Check(drawing, card.Argument),
        _ => null,
    };

    public override bool IsPrompt(Card card) => card.Kind == Check;

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind != Check || MeetingDialog.IsOpen(drawing.Pair, drawing.Reader, card);

    public override bool IsOver(Pair pair, Card card) => card.Kind == Check && (pair.Meetings.Check is not { } check || MeetingDialog.CheckCard(check.Of) != card);
}
