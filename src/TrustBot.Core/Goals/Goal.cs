using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Goals;

/// <summary>Something one of the two wants to reach.</summary>
/// <param name="Number">Names it among the pair's goals for good.</param>
/// <param name="Words">Only the owner's, or both's while the owner chooses to share it.</param>
/// <param name="By">When the owner would like to be there; null when left open.</param>
public sealed record Goal(int Number, Role Owner, WordsId Words, LocalDate? By)
{
    /// <summary>Open at the same time: more than three goals are none.</summary>
    public const int MostPerPerson = 3;

    /// <summary>Closed ones that each person keeps; the pair's row must not grow without end.</summary>
    public const int MostClosed = 10;

    /// <summary>Null while it is open.</summary>
    public GoalClosing? Closed { get; init; }

    /// <summary>The revision whose message shows it to the partner; null for a goal that was shared when it was set, or never.</summary>
    public int? SharedIn { get; init; }

    public bool IsOpen => Closed is null;

    public bool IsShared => Words.Visibility == Visibility.UsTwo;
}

/// <param name="On">The owner's day.</param>
public sealed record GoalClosing(GoalEnd How, LocalDate On);

public enum GoalEnd
{
    Reached,
    LetGo,
}
