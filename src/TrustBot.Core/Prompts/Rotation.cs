using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Prompts;

/// <summary>Whose turn it is: the practice that this pair was offered least. What either of them answered plays no part.</summary>
internal static class Rotation
{
    /// <param name="practices">In the order in which those offered equally often take their turns.</param>
    /// <returns>Null when none has anything to offer at this slot.</returns>
    public static Practice? Next(IEnumerable<Practice> practices, PairView view, Pair pair, Slot slot)
    {
        Practice? next = null;
        foreach (var practice in practices)
        {
            if (practice.CanOffer(view, pair, slot.Date) && (next is null || Turns(pair, practice) < Turns(pair, next)))
                next = practice;
        }
        return next;
    }

    private static int Turns(Pair pair, Practice practice) => pair.Prompts.Offered.GetValueOrDefault(practice.Name);
}
