using TrustBot.Core.Messages;

namespace TrustBot.Core.Kickoff;

internal static class KickoffActions
{
    public static readonly ActionId Open = new("kickoff.open.v1");
    public static readonly ActionId Page1 = new("kickoff.page1.v1");
    public static readonly ActionId Page2 = new("kickoff.page2.v1");
    public static readonly ActionId Page3 = new("kickoff.page3.v1");
    public static readonly ActionId Pick = new("kickoff.pick.v1");
    public static readonly ActionId SideBySide = new("kickoff.side-by-side.v1");
    public static readonly ActionId Read = new("kickoff.read.v1");
    public static readonly ActionId Sign = new("kickoff.sign.v1");
    public static readonly ActionId Edit = new("kickoff.edit.v1");
    public static readonly ActionId EditForm = new("kickoff.edit-form.v1");
}
