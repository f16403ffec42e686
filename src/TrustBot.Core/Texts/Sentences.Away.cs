namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string AwayTitle(string partner) => Text("away.title", ("partner", partner));

    public string AwayText(string partner, string coordinator) => Text("away.text", ("partner", partner), ("coordinator", coordinator));
}
