namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string PlanTitle(string partner) => Text("meetings.plan.title", ("partner", partner));

    public string PlanText => Text("meetings.plan.text");

    public string InAWeek => Text("meetings.in-a-week");

    public string InTwoWeeks => Text("meetings.in-two-weeks");

    public string AnotherDay => Text("meetings.another-day");

    public string PlanFormTitle => Text("meetings.plan.form");

    public string PlanQuestion(string partner) => Text("meetings.plan.question", ("partner", partner));

    public string MeetingPlanned(string partner, string day) => Text("meetings.planned", ("partner", partner), ("day", day));

    public string CheckTitle(string partner) => Text("meetings.check.title", ("partner", partner));

    public string CheckText(string partner) => Text("meetings.check.text", ("partner", partner));

    public string WhyCheckNamed => Text("meetings.check.why.named");

    public string WhyCheckUsual => Text("meetings.check.why.usual");

    public string WhyCheckAgain => Text("meetings.check.why.again");

    public string MetYes => Text("meetings.yes");

    public string MetMoved => Text("meetings.moved");

    public string MetNotYet => Text("meetings.not-yet");

    public string MetNo => Text("meetings.no");

    public string CheckOver(string partner) => Text("meetings.check.over", ("partner", partner));
}
