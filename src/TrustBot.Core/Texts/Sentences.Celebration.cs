using TrustBot.Core.Celebration;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string WinButton => Text("celebration.button.win");

    public string ThanksButton => Text("celebration.button.thanks");

    public string NewsAskTitle(NewsKind kind, string partner) => Text($"celebration.ask.{KeyOf(kind)}.title", ("partner", partner));

    public string NewsAskText(NewsKind kind, string partner) => Text($"celebration.ask.{KeyOf(kind)}.text", ("partner", partner));

    public string AfterGoalTitle(string partner) => Text("celebration.after-goal.title", ("partner", partner));

    public string WriteNews(NewsKind kind, string partner) => Text($"celebration.write.{KeyOf(kind)}", ("partner", partner));

    public string NotNow => Text("celebration.not-now");

    public string NewsKept => Text("celebration.kept");

    public string NewsNoted(string partner) => Text("celebration.noted", ("partner", partner));

    public string NewsFormTitle(NewsKind kind) => Text($"celebration.form.{KeyOf(kind)}");

    public string NewsQuestion(NewsKind kind, string partner) => Text($"celebration.question.{KeyOf(kind)}", ("partner", partner));

    public string NewsFor => Text("celebration.for");

    public string ForMe => Text("celebration.for.me");

    public string ForPartner(string partner) => Text("celebration.for.partner", ("partner", partner));

    public string NewsExample(NewsKind kind, Role author) =>
        Text(kind == NewsKind.Win && author == Role.Mentor ? "celebration.example.win.mentor" : $"celebration.example.{KeyOf(kind)}");

    public string NewsTitle(NewsKind kind, string partner) => Text($"celebration.title.{KeyOf(kind)}", ("partner", partner));

    public string NewsQuestions(string partner) => Text("celebration.questions", ("partner", partner));

    public string EchoButton(EchoKind kind, string partner) => Text($"celebration.echo.button.{KeyOf(kind)}", ("partner", partner));

    public string AskWhenWeMeet => Text("celebration.ask-when-we-meet");

    public string NewsToAskAbout(string partner) => Text("celebration.to-ask-about", ("partner", partner));

    public string NewsAnswered(string partner) => Text("celebration.answered", ("partner", partner));

    public string EchoFormTitle(EchoKind kind) => Text($"celebration.echo.form.{KeyOf(kind)}");

    public string EchoQuestion(EchoKind kind, string partner) => Text($"celebration.echo.question.{KeyOf(kind)}", ("partner", partner));

    public string EchoExample(EchoKind kind) => Text($"celebration.echo.example.{KeyOf(kind)}");

    public string EchoTitle(EchoKind kind, string partner) => Text($"celebration.echo.title.{KeyOf(kind)}", ("partner", partner));

    public string NewsSent(NewsKind kind, string partner) => Text($"celebration.sent.{KeyOf(kind)}", ("partner", partner));

    public string PostTo(ChannelId channel) => Text("celebration.post.to", ("channel", channel.Value));

    public string PostFormTitle => Text("celebration.post.form");

    public string PostTitle(string author, string partner) => Text("celebration.post.title", ("author", author), ("partner", partner));

    public string PostAskedText(string partner) => Text("celebration.post.asked", ("partner", partner));

    public string PostAskedTitle(ChannelId channel) => Text("celebration.post.asked.title", ("channel", channel.Value));

    public string AgreeToThis => Text("celebration.post.agree");

    public string ChangeTheText => Text("celebration.post.change");

    public string TakeBack => Text("celebration.post.take-back");

    public string AgreeTitle(string partner, ChannelId channel) => Text("celebration.post.agree.title", ("partner", partner), ("channel", channel.Value));

    public string AgreeText => Text("celebration.post.agree.text");

    public string RatherNot => Text("celebration.post.rather-not");

    public string AgreedTitle(ChannelId channel) => Text("celebration.post.agreed.title", ("channel", channel.Value));

    public string AgreedText(string moment) => Text("celebration.post.agreed.text", ("moment", moment));

    public string Posted(ChannelId channel) => Text("celebration.post.posted", ("channel", channel.Value));

    public string NotPosted(ChannelId channel) => Text("celebration.post.not-posted", ("channel", channel.Value));

    public string EverybodyIn(ChannelId channel) => Text("sees.everybody", ("channel", channel.Value));

    public string EverybodyInSpoken(ChannelId channel) => Text("sees.everybody.spoken", ("channel", channel.Value));

    public string EverybodyIfBoth(ChannelId channel) => Text("sees.everybody-if", ("channel", channel.Value));

    public string EverybodyIfBothSpoken(ChannelId channel) => Text("sees.everybody-if.spoken", ("channel", channel.Value));

    private static string KeyOf(NewsKind kind) => kind switch { NewsKind.Win => "win", NewsKind.Thanks => "thanks", _ => "noticed" };

    private static string KeyOf(EchoKind kind) => kind == EchoKind.Wrote ? "wrote" : "been-there";
}
