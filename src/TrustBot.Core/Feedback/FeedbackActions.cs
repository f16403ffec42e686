using TrustBot.Core.Messages;

namespace TrustBot.Core.Feedback;

internal static class FeedbackActions
{
    public static readonly ActionId Start = new("feedback.start.v1");
    public static readonly ActionId Write = new("feedback.write.v1");
    public static readonly ActionId Form = new("feedback.form.v1");
    public static readonly ActionId Withdraw = new("feedback.withdraw.v1");
    public static readonly ActionId Read = new("feedback.read.v1");
    public static readonly ActionId Reply = new("feedback.reply.v1");
    public static readonly ActionId Because = new("feedback.because.v1");
    public static readonly ActionId BecauseForm = new("feedback.because-form.v1");
    public static readonly ActionId Happened = new("feedback.happened.v1");
}
