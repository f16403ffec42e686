using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Goals;

internal sealed class GoalPractice : Practice
{
    public override string Name => "goals";

    public override bool StaysOpen(ActionId action) => action == GoalActions.List;

    public override Needs NeedsOf(Pair pair, Role by, ActionId action) =>
        Needs.Of(pair.Goals.Select(goal => goal.Words).Where(words => words.CanBeReadBy(pair.Of(by))));

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => GoalDialog.Press(ruling, by, pressed);

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted) => submitted.Form == GoalActions.Form ? GoalDialog.AddForm(drawing) : null;

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => GoalDialog.Submit(ruling, by, submitted);

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.Goals)
            return false;
        ruling.Answer(by, GoalDialog.Card, "goals");
        return true;
    }

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) =>
        card.Kind == "goals.shared" ? pair.Goals.Where(goal => goal.Words.Visibility == Visibility.UsTwo).Select(goal => goal.Words) : [];

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        "goals" => GoalDialog.Draw(drawing),
        "goals.shared" => GoalDialog.DrawShared(drawing, card.Argument),
        _ => null,
    };
}
