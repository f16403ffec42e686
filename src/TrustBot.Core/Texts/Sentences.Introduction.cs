namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string AboutYouTitle => Text("introduction.form.title");

    public string AboutYouText(string partner) => Text("introduction.form.text", ("partner", partner));

    public string IntroductionTitle(string partner) => Text("introduction.title", ("partner", partner));

    public string NothingWrittenYet(string partner) => Text("introduction.empty", ("partner", partner));
}
