using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Goals;

internal static class GoalForms
{
    public const string State = "state";
    public const string Open = "open";
    public const string Remove = "remove";

    private const string Reached = "reached";
    private const string LetGo = "let-go";
    private const int LongestGoal = 300;

    public static Form Add(Drawing drawing)
    {
        var say = drawing.Say;
        return new Form
        {
            Id = GoalActions.Form,
            Title = say.GoalFormTitle,
            Pair = drawing.Pair.Id,
            Parts = [.. Fields(drawing, null, Sheet.Empty), Share(drawing)],
            Submit = say.Save,
            Close = say.Later,
        };
    }

    /// <summary>Who reads it, as a window that was opened before remembers it.</summary>
    public static int Readers(Goal goal) => goal.IsShared ? 1 : 0;

    /// <summary>Everything that can become of a goal of one's own.</summary>
    public static Form Change(Drawing drawing, Goal goal)
    {
        var say = drawing.Say;
        var state = goal.Closed?.How switch { null => Open, GoalEnd.Reached => Reached, _ => LetGo };
        return new Form
        {
            Id = GoalActions.ChangeForm,
            Title = say.GoalChangeTitle,
            Pair = drawing.Pair.Id,
            Argument = NumberOf(goal),
            BasedOn = Readers(goal),
            Parts =
            [
                .. Fields(drawing, goal, drawing.OpenSheet(goal.Words)),
                new FormPart.Question(new Field.Choice(
                    State,
                    say.GoalStateQuestion,
                    drawing.Sees(goal.Words.Visibility),
                    [.. ((string[])[Open, Reached, LetGo, Remove]).Select(option => new Option(option, say.GoalState(option)))],
                    state) { Hint = say.GoalClosedHint }),
                goal.IsShared
                    ? new FormPart.Question(new Field.Tick("unshare", say.GoalUnshareQuestion, drawing.Sees(Visibility.OnlyMe), false) { Optional = true, Hint = say.GoalUnshareHint(drawing.Partner) })
                    : Share(drawing),
            ],
            Submit = say.Save,
            Close = say.Later,
        };
    }

    /// <param name="full">Whether it stands here in place of a form for another goal.</param>
    public static Form List(Drawing drawing, bool full = false)
    {
        var say = drawing.Say;
        var own = Own(drawing);
        var lines = own.SelectMany((goal, i) => GoalMessages.Lines(drawing, goal, null, i + 1))
            .Concat(Partners(drawing).SelectMany(goal => GoalMessages.Lines(drawing, goal, drawing.Partner, null)));
        var which = new Field.Choice("which", say.GoalWhichQuestion, drawing.Sees(Visibility.OnlyMe), [.. own.Select((goal, i) => new Option(NumberOf(goal), Ordinal(i + 1)))], own.Length == 1 ? NumberOf(own[0]) : null);
        return new Form
        {
            Id = GoalActions.List,
            Title = say.GoalsFormTitle,
            Pair = drawing.Pair.Id,
            Parts =
            [
                .. full ? [new FormPart.Note(say.GoalsFullCloseOne)] : (FormPart[])[],
                .. lines.Select(line => new FormPart.Wrote(line.By, line.Author, line.Text)),
                .. own.IsEmpty ? [] : (FormPart[])[new FormPart.Question(which)],
            ],
            // Where there are goals of one's own, each says who sees it.
            Sees = own.IsEmpty ? drawing.Sees(Visibility.UsTwo) : null,
            Submit = own.IsEmpty ? null : say.GoalChange,
            Close = say.Close,
        };
    }

    /// <summary>The goal of this person's that goes by this number; null when there is none, or no longer.</summary>
    public static Goal? Named(Pair pair, Role owner, string? number) => pair.Goals.FirstOrDefault(goal => goal.Owner == owner && NumberOf(goal) == number);

    public static string EndIn(FormAnswers answers) => answers[State].Reveal();

    public static GoalEnd HowOf(string end) => end == Reached ? GoalEnd.Reached : GoalEnd.LetGo;

    public static string NumberOf(Goal goal) => Ordinal(goal.Number);

    /// <summary>Open ones first, then the closed, the newest of them first.</summary>
    private static ImmutableArray<Goal> Own(Drawing drawing) => InOrder(drawing.Pair.Goals.Where(goal => goal.Owner == drawing.Reader));

    private static ImmutableArray<Goal> Partners(Drawing drawing) => InOrder(drawing.Pair.Goals.Where(goal => goal.Owner != drawing.Reader && goal.IsShared));

    private static ImmutableArray<Goal> InOrder(IEnumerable<Goal> goals) =>
        [.. goals.OrderBy(goal => goal.Closed is null ? 0 : 1).ThenByDescending(goal => goal.Closed?.On).ThenBy(goal => goal.Number)];

    private static IEnumerable<FormPart> Fields(Drawing drawing, Goal? goal, Sheet sheet)
    {
        var say = drawing.Say;
        var sees = drawing.Sees(goal?.Words.Visibility ?? Visibility.OnlyMe);
        var day = LocalDatePattern.Iso.Format(drawing.Day(drawing.Now).PlusMonths(3));
        yield return new FormPart.Question(new Field.Text("goal", say.GoalQuestion, sees, LongestGoal, ManyLines: false, sheet["goal"]) { Example = say.GoalExample(drawing.Reader) });
        yield return new FormPart.Question(new Field.Text("test", say.GoalTestQuestion, sees, LongestGoal, ManyLines: false, sheet["test"]) { Optional = true, Example = say.GoalTestExample(drawing.Reader) });
        yield return new FormPart.Question(new Field.Date("by", say.GoalByQuestion, sees, goal?.By) { Optional = true, Example = day });
    }

    private static FormPart.Question Share(Drawing drawing) =>
        new(new Field.Tick("share", drawing.Say.GoalShareQuestion(drawing.Partner), drawing.Sees(Visibility.UsTwo), false) { Optional = true });

    private static string Ordinal(int number) => number.ToString(CultureInfo.InvariantCulture);
}
