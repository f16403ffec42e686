using TrustBot.Core.Authenticity;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string StoryAskTitle(string partner) => Text("authenticity.title", ("partner", partner));

    public string StoryAskText(string partner) => Text("authenticity.text", ("partner", partner));

    public string StoryAnother => Text("authenticity.another");

    /// <summary>The same for every way in which a round ends.</summary>
    public string StoryDone(string partner) => Text("authenticity.done", ("partner", partner));

    public string StoryFormTitle => Text("authenticity.form.title");

    public string StoryOwn(string partner) => Text("authenticity.form.own", ("partner", partner));

    public string StoryKindQuestion => Text("authenticity.form.kind");

    public string StoryKind(StoryKind kind) => Text($"authenticity.kind.{NameOf(kind)}");

    public string StoryQuestion => Text("authenticity.form.line");

    public string StoryExample(Role author) => Text($"authenticity.example.{(author == Role.Mentor ? "mentor" : "mentee")}");

    public string StoryTitle(string author, StoryKind kind) => Text($"authenticity.shared.{NameOf(kind)}", ("author", author));

    public string StoryAsksNothing => Text("authenticity.shared.text");

    public string StoryReadTitle => Text("authenticity.read.title");

    public string StoryThank => Text("authenticity.thank");

    public string StoryReply => Text("authenticity.reply");

    public string StoryTell => Text("authenticity.tell");

    public string StoryYouThanked(string partner) => Text("authenticity.you-thanked", ("partner", partner));

    public string StoryYouReplied(string partner) => Text("authenticity.you-replied", ("partner", partner));

    public string StoryReplyTitle => Text("authenticity.reply.title");

    public string StoryReplyQuestion(string partner) => Text("authenticity.reply.question", ("partner", partner));

    public string StoryReplyExample => Text("authenticity.reply.example");

    public string StoryThanksTitle(string partner) => Text("authenticity.thanks.title", ("partner", partner));

    public string StoryThanksText => Text("authenticity.thanks.text");

    public string StoryReplyCardTitle(string partner) => Text("authenticity.reply.card", ("partner", partner));

    public string StoryReplyCardText => Text("authenticity.reply.card-text");

    private static string NameOf(StoryKind kind) => AuthenticityActions.Kinds[(int)kind].Name;
}
