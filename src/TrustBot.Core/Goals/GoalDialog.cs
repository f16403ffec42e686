using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Celebration;
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
    public static readonly ActionId ChangeForm = new("goals.change.v1");
}

/// <summary>Up to three open goals each, with a test and a date; the partner sees one only while its owner shares it.</summary>
internal static class GoalDialog
{
    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        var full = OpenOf(ruling.Pair, by) >= Goal.MostPerPerson;
        if (pressed.Action == GoalActions.Add)
            ruling.Form = full ? GoalForms.List(drawing, full) : GoalForms.Add(drawing);
        else if (pressed.Action == GoalActions.List)
            ruling.Form = GoalForms.List(drawing);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        if (submitted.Form == GoalActions.Form)
            Add(ruling, by, submitted);
        else if (submitted.Form == GoalActions.List)
            Choose(ruling, by, submitted);
        else if (GoalForms.Named(ruling.Pair, by, submitted.Argument) is { } goal)
            Change(ruling, by, submitted, goal);
    }

    public static int OpenOf(Pair pair, Role owner) => pair.Goals.Count(goal => goal.Owner == owner && goal.IsOpen);

    /// <summary>Whether a card about a goal of the other's still has something to show.</summary>
    public static bool IsShared(Pair pair, Card card) => pair.Goals.Any(goal => goal.IsShared && GoalMessages.SharedCard(goal) == card);

    private static void Choose(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        ruling.Reply = GoalForms.Named(ruling.Pair, by, submitted.Answers["which"].Reveal()) is { } goal
            ? new FormReply.Next(GoalForms.Change(drawing, goal))
            : FormReply.Errors.Of(drawing.Say.MovedOn);
    }

    private static void Add(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var say = ruling.Say(by);
        if (OpenOf(ruling.Pair, by) >= Goal.MostPerPerson)
            ruling.Reply = FormReply.Errors.Of(say.GoalsFull, "goal");
        else if (IsPast(ruling, by, DayOf(submitted)))
            ruling.Reply = FormReply.Errors.Of(say.GoalDayPast, "by");
        if (ruling.Reply is not null)
            return;
        ruling.Reply = new FormReply.Close();
        var goal = new Goal(ruling.Revision, by, Write(ruling, by, submitted, submitted.Answers.IsTicked("share")), DayOf(submitted));
        ruling.Pair = ruling.Pair with { Goals = ruling.Pair.Goals.Add(goal) };
        ruling.Note("goal-set", ruling.Pair.Of(by));
        ruling.Answer(by, GoalMessages.Card, "goals", submitted.From);
        if (goal.IsShared)
            Share(ruling, by, goal);
    }

    private static void Change(Ruling ruling, Role by, Input.Submitted submitted, Goal goal)
    {
        var say = ruling.Say(by);
        var end = GoalForms.EndIn(submitted.Answers);
        if (end == GoalForms.Remove)
        {
            ruling.Reply = new FormReply.Close();
            Drop(ruling, goal, "goal-removed");
            ruling.Answer(by, GoalMessages.Card, "goals", submitted.From);
            return;
        }
        // The label beside the field was true when the window was opened: what is typed below "only you" does not become the other's by another window.
        if (submitted.BasedOn != GoalForms.Readers(goal))
            ruling.Reply = FormReply.Errors.Of(say.MovedOn);
        else if (end == GoalForms.Open && !goal.IsOpen && OpenOf(ruling.Pair, by) >= Goal.MostPerPerson)
            ruling.Reply = FormReply.Errors.Of(say.GoalsFullCloseOne, GoalForms.State);
        else if (end == GoalForms.Open && DayOf(submitted) != goal.By && IsPast(ruling, by, DayOf(submitted)))
            ruling.Reply = FormReply.Errors.Of(say.GoalDayPast, "by");
        if (ruling.Reply is not null)
            return;
        ruling.Reply = new FormReply.Close();
        Replace(ruling, by, goal, Changed(ruling, by, submitted, goal) with { Closed = ClosingOf(ruling, by, goal, end) });
        ruling.Answer(by, GoalMessages.Card, "goals", submitted.From);
    }

    /// <summary>Other words, or the same for other eyes, are a row of their own, and the old row goes.</summary>
    private static Goal Changed(Ruling ruling, Role by, Input.Submitted submitted, Goal goal)
    {
        var shared = goal.IsShared ? !submitted.Answers.IsTicked("unshare") : submitted.Answers.IsTicked("share");
        if (shared == goal.IsShared && SheetOf(submitted).ToWords().Equals(ruling.View.Words[goal.Words]))
            return goal with { By = DayOf(submitted) };
        ruling.Erase(goal.Words);
        return goal with { Words = Write(ruling, by, submitted, shared), By = DayOf(submitted), SharedIn = shared && !goal.IsShared ? ruling.Revision : goal.SharedIn };
    }

    private static void Replace(Ruling ruling, Role by, Goal before, Goal after)
    {
        if (after == before)
            return;
        ruling.Pair = ruling.Pair with { Goals = ruling.Pair.Goals.Replace(before, after) };
        ruling.Note(after.IsOpen || !before.IsOpen ? "goal-changed" : "goal-closed", ruling.Pair.Of(by));
        if (after.IsShared && !before.IsShared)
            Share(ruling, by, after);
        else if (before.IsShared)
            RedrawShared(ruling, before);
        if (!after.IsOpen && before.IsOpen)
            Closed(ruling, by);
        if (before.IsOpen && after.Closed?.How == GoalEnd.Reached)
            CelebrationDialog.OfferAfterGoal(ruling, by);
    }

    private static void Closed(Ruling ruling, Role by)
    {
        var closed = ruling.Pair.Goals.Where(goal => goal.Owner == by && !goal.IsOpen).OrderByDescending(goal => goal.Closed!.On).ThenByDescending(goal => goal.Number);
        foreach (var oldest in closed.Skip(Goal.MostClosed))
            Drop(ruling, oldest, "goal-removed");
    }

    private static void Drop(Ruling ruling, Goal goal, string what)
    {
        ruling.Erase(goal.Words);
        ruling.Pair = ruling.Pair with { Goals = ruling.Pair.Goals.Remove(goal) };
        ruling.Note(what, ruling.Pair.Of(goal.Owner));
        if (goal.IsShared)
            RedrawShared(ruling, goal);
    }

    private static void Share(Ruling ruling, Role by, Goal goal)
    {
        ruling.Pair = ruling.Pair with { LastActivity = ruling.Today(by) };
        ruling.Tell(by.Other(), GoalMessages.SharedCard(goal), SharedKind);
    }

    /// <summary>What the partner's chat shows follows what the owner decided, where it stands and without a sound.</summary>
    private static void RedrawShared(Ruling ruling, Goal goal)
    {
        var to = ruling.Pair.Of(goal.Owner.Other());
        var shown = SendKey.ForRevision(SharedKind, goal.SharedIn ?? goal.Number, ruling.Pair.Id, to);
        var key = SendKey.ForRevision($"goals.shared-again-{goal.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}", ruling.Revision, ruling.Pair.Id, to);
        ruling.Add(new Send(key, to, GoalMessages.SharedCard(goal), ruling.Now, ruling.Now + Ruling.ServiceUseful, shown, Answers: true));
    }

    private const string SharedKind = "goals.shared";

    private static GoalClosing? ClosingOf(Ruling ruling, Role by, Goal goal, string end) =>
        end == GoalForms.Open ? null
        : GoalForms.HowOf(end) is var how && goal.Closed?.How == how ? goal.Closed
        : new GoalClosing(how, ruling.Today(by));

    private static WordsId Write(Ruling ruling, Role by, Input.Submitted submitted, bool shared) =>
        ruling.Write(shared ? Visibility.UsTwo : Visibility.OnlyMe, ruling.Pair.Of(by).Value, SheetOf(submitted).ToWords());

    private static Sheet SheetOf(Input.Submitted submitted) => Sheet.Empty.With("goal", submitted.Answers["goal"]).With("test", submitted.Answers["test"]);

    /// <summary>The form's check has seen that it is a date, or nothing.</summary>
    private static LocalDate? DayOf(Input.Submitted submitted) =>
        LocalDatePattern.Iso.Parse(submitted.Answers["by"].Reveal()) is { Success: true, Value: var day } ? day : null;

    private static bool IsPast(Ruling ruling, Role by, LocalDate? day) => day < ruling.Today(by);
}
