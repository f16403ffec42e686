using System.Collections.Immutable;
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

    public override void Forget(Ruling ruling, Role role) =>
        ruling.Pair = ruling.Pair with { Goals = ruling.Pair.Goals.RemoveAll(goal => goal.Owner == role) };

    public override ImmutableArray<ActionId> Opening => [GoalActions.Add, GoalActions.List];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => GoalDialog.Press(ruling, by, pressed);

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted)
    {
        if (submitted.Form == GoalActions.Form)
            return GoalForms.Add(drawing);
        if (submitted.Form == GoalActions.List)
            return GoalForms.List(drawing);
        return submitted.Form == GoalActions.ChangeForm && GoalForms.Named(drawing.Pair, drawing.Reader, submitted.Argument) is { } goal
            ? GoalForms.Change(drawing, goal)
            : null;
    }

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => GoalDialog.Submit(ruling, by, submitted);

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.Goals)
            return false;
        ruling.Answer(by, GoalMessages.Card, "goals");
        return true;
    }

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) =>
        card.Kind == "goals.shared" ? pair.Goals.Where(goal => goal.IsShared).Select(goal => goal.Words) : [];

    public override IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) =>
    [
        ("goal", new Line(drawing.Say.Goal, sheet["goal"])),
        ("test", new Line(drawing.Say.GoalTestOf(author == drawing.Reader ? null : drawing.Partner), sheet["test"])),
    ];

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        "goals" => GoalMessages.Draw(drawing),
        "goals.shared" => GoalMessages.Shared(drawing, card.Argument),
        _ => null,
    };

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind != "goals.shared" || GoalDialog.IsShared(drawing.Pair, card);

    public override bool IsOver(Pair pair, Card card) => card.Kind == "goals.shared" && !GoalDialog.IsShared(pair, card);
}
