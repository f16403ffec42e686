using System.Collections.Immutable;
using TrustBot.Core.Messages;

namespace TrustBot.Core.Authenticity;

internal static class AuthenticityActions
{
    public static readonly ActionId Write = new("authenticity.write.v1");
    public static readonly ActionId Another = new("authenticity.another.v1");
    public static readonly ActionId Pass = new("authenticity.pass.v1");
    public static readonly ActionId WriteForm = new("authenticity.write-form.v1");
    public static readonly ActionId SendForm = new("authenticity.send-form.v1");
    public static readonly ActionId Read = new("authenticity.read.v1");
    public static readonly ActionId Thank = new("authenticity.thank.v1");
    public static readonly ActionId Reply = new("authenticity.reply.v1");
    public static readonly ActionId ReplyForm = new("authenticity.reply-form.v1");
    public static readonly ActionId Tell = new("authenticity.tell.v1");

    /// <summary>As fields and ids of the deck name them.</summary>
    public static readonly ImmutableArray<(StoryKind Kind, string Name)> Kinds =
        [(StoryKind.Success, "success"), (StoryKind.Setback, "setback"), (StoryKind.Doubt, "doubt"), (StoryKind.NotKnown, "not-known")];

    public static StoryKind? KindOf(string name) => Kinds.Where(kind => kind.Name == name).Select(kind => (StoryKind?)kind.Kind).FirstOrDefault();
}
