using TrustBot.Core.Messages;

namespace TrustBot.Core.Celebration;

internal static class CelebrationActions
{
    public static readonly ActionId Write = new("celebration.write.v1");
    public static readonly ActionId NotNow = new("celebration.not-now.v1");
    public static readonly ActionId LineForm = new("celebration.line.v1");
    public static readonly ActionId SendForm = new("celebration.send-form.v1");
    public static readonly ActionId Echo = new("celebration.echo.v1");
    public static readonly ActionId EchoForm = new("celebration.echo-form.v1");
    public static readonly ActionId AskWhenWeMeet = new("celebration.ask-when-we-meet.v1");
    public static readonly ActionId Post = new("celebration.post.v1");
    public static readonly ActionId PostForm = new("celebration.post-form.v1");
    public static readonly ActionId Agree = new("celebration.agree.v1");
    public static readonly ActionId RatherNot = new("celebration.rather-not.v1");
    public static readonly ActionId TakeBack = new("celebration.take-back.v1");
}
