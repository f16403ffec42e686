using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Safety;

/// <summary>Buttons about a message to a contact: their prefix keeps them away from every pair.</summary>
public static class SafetyActions
{
    public const string Prefix = "safety.";

    public static readonly ActionId Talk = new("safety.talk.v1");
    public static readonly ActionId ChooseForm = new("safety.choose-form.v1");
    public static readonly ActionId SendForm = new("safety.send-form.v1");
    public static readonly ActionId Open = new("safety.open.v1");
    public static readonly ActionId InTouch = new("safety.in-touch.v1");
    public static readonly ActionId Withdraw = new("safety.withdraw.v1");
    public static readonly ActionId Clear = new("safety.clear.v1");
    public static readonly ActionId Show = new("safety.show.v1");

    /// <summary>Those that open a window.</summary>
    public static readonly ImmutableArray<ActionId> Opening = [Talk, Open];

    /// <summary>Stands on the privacy card, the status and the menu, and behind More of every scheduled message.</summary>
    internal static Button TalkButton(Sentences say) => new(say.TalkToSomeone, Talk);
}
