namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string GoalsTitle(string partner) => Text("goals.title", ("partner", partner));

    public string NoGoals => Text("goals.none");

    public string AddAGoal => Text("goals.add");

    public string ReadGoals => Text("goals.read");

    public string GoalFormTitle => Text("goals.form.title");

    public string GoalsFormTitle => Text("goals.list.title");

    public string GoalQuestion => Text("goals.question");

    public string GoalTestQuestion => Text("goals.test.question");

    public string GoalByQuestion => Text("goals.by.question");

    public string GoalShareQuestion(string partner) => Text("goals.share.question", ("partner", partner));

    public string GoalsFull => Text("goals.full");

    public string GoalDayPast => Text("goals.by.past");

    public string GoalSharedTitle(string partner) => Text("goals.shared.title", ("partner", partner));
}
