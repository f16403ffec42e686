namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string RestAskTitle(string partner) => Text("rest.ask.title", ("partner", partner));

    public string RestAskText(string moment) => Text("rest.ask.text", ("moment", moment));

    public string OneWeek => Text("rest.one-week");

    public string TwoWeeks => Text("rest.two-weeks");

    public string FourWeeks => Text("rest.four-weeks");

    public string RestTitle(string partner) => Text("rest.title", ("partner", partner));

    public string RestText(string day) => Text("rest.text", ("day", day));

    public string RestYouAreReady => Text("rest.you-are-ready");

    public string ReadyAgain => Text("rest.ready");

    public string RestOver(string partner) => Text("rest.over", ("partner", partner));

    public string NotResting(string partner) => Text("rest.none", ("partner", partner));

    public string RestFormTitle => Text("rest.form.title");

    public string RestUntilQuestion => Text("rest.form.question");

    public string Rest => Text("rest.form.rest");
}
