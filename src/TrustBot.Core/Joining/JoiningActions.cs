using TrustBot.Core.Messages;

namespace TrustBot.Core.Joining;

internal static class JoiningActions
{
    public static readonly ActionId Join = new("joining.join.v1");
    public static readonly ActionId Decline = new("joining.decline.v1");
    public static readonly ActionId DeclineScope = new("joining.decline-scope.v1");
    public static readonly ActionId AskCoordinator = new("joining.ask.v1");
    public static readonly ActionId Again = new("joining.again.v1");

    public const string Pairing = "pairing";
    public const string Yes = "yes";
    public const string No = "no";
}
