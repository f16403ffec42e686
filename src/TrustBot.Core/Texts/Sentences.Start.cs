namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string StartTitle(string partner) => Text("start.title", ("partner", partner));

    public string StartText(string partner) => Text("start.text", ("partner", partner));

    public string StartDone(string partner) => Text("start.done", ("partner", partner));

    public string StepJoin => Text("start.join");

    public string StepAboutYou => Text("start.about-you");

    public string StepKickoff => Text("start.kickoff");

    public string StepSign => Text("start.sign");

    public string StepDone => Text("start.step-done");

    public string StepOpen => Text("start.step-open");

    public string AboutYouButton => Text("start.about-you.button");

    public string KickoffButton => Text("start.kickoff.button");
}
