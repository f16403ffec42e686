using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Goals;

/// <summary>Something one of the two wants to reach.</summary>
/// <param name="Number">Names it among the pair's goals for good.</param>
/// <param name="Words">Only the owner's, or both's when the owner chose to share it.</param>
/// <param name="By">When the owner would like to be there; null when left open.</param>
public sealed record Goal(int Number, Role Owner, WordsId Words, LocalDate? By)
{
    /// <summary>More than three goals are none.</summary>
    public const int MostPerPerson = 3;
}
