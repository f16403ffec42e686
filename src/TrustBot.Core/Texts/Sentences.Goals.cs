using TrustBot.Core.Goals;

namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string GoalsTitle(string partner) => Text("goals.title", ("partner", partner));

    public string NoGoals => Text("goals.none");

    public string AddAGoal => Text("goals.add");

    public string ReadGoals => Text("goals.read");

    public string ReadOrChangeGoals => Text("goals.read-or-change");

    public string GoalFormTitle => Text("goals.form.title");

    public string GoalsFormTitle => Text("goals.list.title");

    public string GoalQuestion => Text("goals.question");

    public string GoalTestQuestion => Text("goals.test.question");

    public string GoalByQuestion => Text("goals.by.question");

    public string GoalShareQuestion(string partner) => Text("goals.share.question", ("partner", partner));

    public string GoalsFull => Text("goals.full");

    public string GoalsFullCloseOne => Text("goals.full.close-one");

    public string GoalWhichQuestion => Text("goals.which.question");

    public string GoalChange => Text("goals.change");

    public string GoalChangeTitle => Text("goals.change.title");

    public string GoalNumbered(int place, string whose) => Text("goals.numbered", ("place", Number(place)), ("whose", whose));

    public string GoalStateQuestion => Text("goals.state.question");

    public string GoalState(string option) => Text($"goals.state.{option}");

    public string GoalClosedHint => Text("goals.state.hint");

    /// <param name="whose">The partner's name, or who sees the reader's own goal.</param>
    public string GoalClosedOn(GoalEnd how, string whose, string day) =>
        Text(how == GoalEnd.Reached ? "goals.reached" : "goals.let-go", ("whose", whose), ("day", day));

    public string GoalUnshareQuestion => Text("goals.unshare.question");

    public string GoalUnshareHint(string partner) => Text("goals.unshare.hint", ("partner", partner));

    public string GoalSharedGone(string partner) => Text("goals.shared.gone", ("partner", partner));

    public string GoalDayPast => Text("goals.by.past");

    public string GoalSharedTitle(string partner) => Text("goals.shared.title", ("partner", partner));

    public string Goal => Text("goals.label");
}
