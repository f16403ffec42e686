using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Resting;

internal sealed class RestPractice : Practice
{
    public override string Name => "rest";

    public override ImmutableArray<ActionId> Opening => [RestActions.ChooseDay];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => RestDialog.Press(ruling, by, pressed);

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted) => submitted.Form == RestActions.Form ? RestMessages.DayForm(drawing) : null;

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => RestDialog.Submit(ruling, by, submitted);

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is Command.Pause pause)
            RestDialog.Asked(ruling, by, pause.Until);
        else if (command is Command.Resume)
            RestDialog.Resume(ruling, by);
        return command is Command.Pause or Command.Resume;
    }

    public override void Settle(Ruling ruling) => RestDialog.Settle(ruling);

    public override Instant? NextDue(PairView view, Pair pair) => RestDialog.NextDue(view, pair);

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        "rest.ask" => RestMessages.Ask(drawing),
        "rest.begins" => RestMessages.Begins(drawing),
        "rest.over" => RestMessages.Over(drawing),
        "rest.none" => RestMessages.None(drawing),
        _ => null,
    };
}
