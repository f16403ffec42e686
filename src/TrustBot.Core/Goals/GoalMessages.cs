using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Goals;

internal static class GoalMessages
{
    public static readonly Card Card = new("goals");

    public static Card SharedCard(Goal goal) => new("goals.shared", GoalForms.NumberOf(goal));

    public static Message Draw(Drawing drawing)
    {
        var say = drawing.Say;
        var open = GoalDialog.OpenOf(drawing.Pair, drawing.Reader);
        var own = drawing.Pair.Goals.Any(goal => goal.Owner == drawing.Reader);
        var any = own || drawing.Pair.Goals.Any(goal => goal.IsShared);
        var add = new Button(say.AddAGoal, GoalActions.Add, Primary: true);
        var read = new Button(own ? say.ReadOrChangeGoals : say.ReadGoals, GoalActions.List);
        return drawing.Message(say.GoalsTitle(drawing.Partner), open == 0 ? say.NoGoals : say.GoalCount(open)) with
        {
            Buttons = !any ? [add] : open >= Goal.MostPerPerson ? [read] : [add, read],
        };
    }

    /// <summary>To the one who is shown it. What was taken back or removed leaves a line that does not tell which.</summary>
    public static Message? Shared(Drawing drawing, string? number)
    {
        if (GoalForms.Named(drawing.Pair, drawing.Reader.Other(), number) is not { IsShared: true } goal)
            return drawing.Settled(drawing.Say.GoalSharedGone(drawing.Partner));
        return new Message
        {
            Title = drawing.Say.GoalSharedTitle(drawing.Partner),
            Preview = drawing.Say.Preview,
            Parts = [.. Lines(drawing, goal, drawing.Partner, null).Select(line => new Part.Wrote(line.By, line.Author, line.Text))],
            Sees = drawing.Sees(Visibility.UsTwo),
        };
    }

    /// <param name="by">Null for a goal of the reader's own, beside which stands who sees it.</param>
    /// <param name="place">In the reader's own list, from 1; null outside it.</param>
    public static IEnumerable<(string By, Role Author, Words Text)> Lines(Drawing drawing, Goal goal, string? by, int? place)
    {
        var say = drawing.Say;
        var sheet = drawing.OpenSheet(goal.Words);
        var whose = by ?? drawing.Sees(goal.Words.Visibility).Label;
        var label = goal.Closed is { } closed ? say.GoalClosedOn(closed.How, whose, say.Date(closed.On))
            : goal.By is { } day ? say.GoalByDay(whose, say.Date(day))
            : whose;
        yield return (place is { } number ? say.GoalNumbered(number, label) : label, goal.Owner, sheet["goal"]);
        if (!sheet["test"].IsEmpty)
            yield return (say.GoalTestOf(by), goal.Owner, sheet["test"]);
    }
}
