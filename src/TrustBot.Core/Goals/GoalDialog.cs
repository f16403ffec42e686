using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Goals;

internal static class GoalActions
{
    public static readonly ActionId Add = new("goals.add.v1");
    public static readonly ActionId Form = new("goals.form.v1");
    public static readonly ActionId List = new("goals.list.v1");
}

/// <summary>Up to three goals each, with a test and a date; the partner sees one only if its owner shares it.</summary>
internal static class GoalDialog
{
    public static readonly Card Card = new("goals");

    private const int LongestGoal = 300;

    public static Card SharedCard(int number) => new("goals.shared", number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        if (pressed.Action == GoalActions.Add && Own(ruling.Pair, by).Length < Goal.MostPerPerson)
            ruling.Form = AddForm(drawing);
        else if (pressed.Action == GoalActions.List || pressed.Action == GoalActions.Add)
            ruling.Form = ListForm(drawing);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        ruling.Reply = new FormReply.Close();
        var say = ruling.Say(by);
        var goal = submitted.Answers["goal"];
        var dateText = submitted.Answers["by"].Reveal();
        var date = LocalDatePattern.Iso.Parse(dateText);
        (string Field, string Sentence)? problem =
            Own(ruling.Pair, by).Length >= Goal.MostPerPerson ? ("goal", say.GoalsFull)
            : dateText.Length > 0 && (!date.Success || date.Value < ruling.Today(by)) ? ("by", say.GoalDayPast)
            : null;
        if (problem is { } found)
        {
            ruling.Reply = new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add(found.Field, found.Sentence));
            return;
        }
        var shared = submitted.Answers.IsTicked("share");
        var sheet = Sheet.Empty.With("goal", goal).With("test", submitted.Answers["test"]);
        var words = ruling.Write(shared ? Visibility.UsTwo : Visibility.OnlyMe, ruling.Pair.Of(by).Value, sheet.ToWords());
        ruling.Pair = ruling.Pair with
        {
            Goals = ruling.Pair.Goals.Add(new Goal(ruling.Revision, by, words, dateText.Length == 0 ? null : date.Value)),
            LastActivity = shared ? ruling.Today(by) : ruling.Pair.LastActivity,
        };
        ruling.Note("goal-set", ruling.Pair.Of(by));
        ruling.Answer(by, Card, "goals", submitted.From);
        if (shared)
            ruling.Tell(by.Other(), SharedCard(ruling.Revision), "goals.shared");
    }

    public static Message Draw(Drawing drawing)
    {
        var say = drawing.Say;
        var count = Own(drawing.Pair, drawing.Reader).Length;
        var add = new Button(say.AddAGoal, GoalActions.Add, Primary: true);
        return drawing.Message(say.GoalsTitle(drawing.Partner), count == 0 ? say.NoGoals : say.GoalCount(count)) with
        {
            Buttons = (count, Seen(drawing)) switch
            {
                (0, []) => [add],
                (Goal.MostPerPerson, _) => [new Button(say.ReadGoals, GoalActions.List)],
                _ => [add, new Button(say.ReadGoals, GoalActions.List)],
            },
        };
    }

    public static Message? DrawShared(Drawing drawing, string? number)
    {
        if (drawing.Pair.Goals.FirstOrDefault(goal => goal.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == number) is not { Words.Visibility: Visibility.UsTwo } goal || goal.Owner == drawing.Reader)
            return null;
        return new Message
        {
            Title = drawing.Say.GoalSharedTitle(drawing.Partner),
            Preview = drawing.Say.Preview,
            Parts = [.. Lines(drawing, goal, drawing.Partner).Select(line => new Part.Wrote(line.By, goal.Owner, line.Text))],
            Sees = drawing.Sees(Visibility.UsTwo),
        };
    }

    /// <summary>A person's own goals, and those that the partner shared.</summary>
    public static ImmutableArray<Goal> Seen(Drawing drawing) =>
        [.. drawing.Pair.Goals.Where(goal => goal.Owner == drawing.Reader || goal.Words.Visibility == Visibility.UsTwo)];

    private static ImmutableArray<Goal> Own(Pair pair, Role owner) => [.. pair.Goals.Where(goal => goal.Owner == owner)];

    public static Form AddForm(Drawing drawing)
    {
        var say = drawing.Say;
        var mine = drawing.Sees(Visibility.OnlyMe);
        return new Form
        {
            Id = GoalActions.Form,
            Title = say.GoalFormTitle,
            Pair = drawing.Pair.Id,
            Parts =
            [
                new FormPart.Question(new Field.Text("goal", say.GoalQuestion, mine, LongestGoal, ManyLines: false, Words.None) { Example = say.GoalExample(drawing.Reader) }),
                new FormPart.Question(new Field.Text("test", say.GoalTestQuestion, mine, LongestGoal, ManyLines: false, Words.None) { Optional = true, Example = say.GoalTestExample(drawing.Reader) }),
                new FormPart.Question(new Field.Date("by", say.GoalByQuestion, mine, null) { Optional = true, Example = LocalDatePattern.Iso.Format(drawing.Day(drawing.Now).PlusMonths(3)) }),
                new FormPart.Question(new Field.Tick("share", say.GoalShareQuestion(drawing.Partner), drawing.Sees(Visibility.UsTwo), false) { Optional = true }),
            ],
            Submit = say.Save,
            Close = say.Later,
        };
    }

    private static Form ListForm(Drawing drawing) => new()
    {
        Id = GoalActions.List,
        Title = drawing.Say.GoalsFormTitle,
        Pair = drawing.Pair.Id,
        Parts =
        [
            .. Seen(drawing).SelectMany(goal => Lines(drawing, goal, goal.Owner == drawing.Reader ? null : drawing.Partner)
                .Select(line => (FormPart)new FormPart.Wrote(line.By, goal.Owner, line.Text))),
        ],
        Close = drawing.Say.Close,
    };

    private static IEnumerable<(string By, Words Text)> Lines(Drawing drawing, Goal goal, string? by)
    {
        var say = drawing.Say;
        var sheet = drawing.OpenSheet(goal.Words);
        var whose = by ?? drawing.Sees(goal.Words.Visibility).Label;
        yield return (goal.By is { } day ? say.GoalByDay(whose, say.Date(day)) : whose, sheet["goal"]);
        if (!sheet["test"].IsEmpty)
            yield return (say.GoalTestOf(by), sheet["test"]);
    }
}
