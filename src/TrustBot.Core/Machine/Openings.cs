using TrustBot.Core.Messages;
using TrustBot.Core.Safety;

namespace TrustBot.Core.Machine;

/// <summary>Which buttons open a window. Teams must be told when the card is drawn; what opens none is done in the chat.</summary>
public static class Openings
{
    public static bool Opens(ActionId action) => Practices.Opens(action);

    /// <summary>Which of them also write down that it was opened, so that a window should stand before the press is carried out.</summary>
    public static bool Records(ActionId action) => action == SafetyActions.Open;
}
