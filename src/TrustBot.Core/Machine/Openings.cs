using TrustBot.Core.Messages;

namespace TrustBot.Core.Machine;

/// <summary>Which buttons open a window. Teams must be told when the card is drawn; what opens none is done in the chat.</summary>
public static class Openings
{
    public static bool Opens(ActionId action) => Practices.Opens(action);
}
