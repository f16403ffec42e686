using TrustBot.Core.Messages;

namespace TrustBot.Core.Closing;

internal static class ClosingActions
{
    public static readonly ActionId Ask = new("closing.ask.v1");
    public static readonly ActionId Choose = new("closing.choose.v1");
    public static readonly ActionId Form = new("closing.form.v1");
    public static readonly ActionId TakeBack = new("closing.take-back.v1");
    public static readonly ActionId CheckIn = new("closing.check-in.v1");
    public static readonly ActionId KeepNotes = new("closing.keep-notes.v1");
    public static readonly ActionId NewPair = new("closing.new-pair.v1");
    public static readonly ActionId Goodbye = new("closing.goodbye.v1");
    public static readonly ActionId Write = new("closing.write.v1");
    public static readonly ActionId Farewell = new("closing.farewell.v1");

    public const string CarryOn = "carry-on";
    public const string Rest = "rest";
    public const string Finish = "finish";
    public const string Yes = "yes";
    public const string No = "no";
    public const string AtCheckIn = "check-in";
    public const string Soon = "soon";
}
