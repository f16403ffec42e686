using System.Collections.Immutable;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Pulse;

/// <summary>One person's newest answers, for counting only: no text, and gone once they are counted.</summary>
/// <param name="Group">What a report is divided by, such as a cohort.</param>
/// <param name="Steps">One for each of <see cref="PulseScale.Statements"/>, from 0 to <see cref="PulseScale.Yes"/>.</param>
public readonly record struct PulseVote(PairId Pair, PersonId Person, string Group, ImmutableArray<int> Steps);

/// <summary>How many people chose which step.</summary>
/// <param name="Steps">For each statement, for each step, a number of people; null where too few answered, or where this number would tell of too few.</param>
public sealed record PulseCount(string Group, ImmutableArray<ImmutableArray<int>>? Steps);

/// <summary>All that a coordinator may see of the pulse.</summary>
/// <param name="Total">Null while fewer than five people in five pairs answered.</param>
public sealed record PulseReport(ImmutableArray<ImmutableArray<int>>? Total, ImmutableArray<PulseCount> Groups)
{
    /// <summary>People, and pairs.</summary>
    public const int Fewest = 5;

    /// <summary>A hidden group hides the smallest others too, until the total less what is shown tells of enough people.</summary>
    public static PulseReport Of(IEnumerable<PulseVote> votes)
    {
        var all = votes.DistinctBy(vote => (vote.Pair, vote.Person)).ToList();
        if (!AreEnough(all))
            return new PulseReport(null, [.. Grouped(all).Select(group => new PulseCount(group.Key, null))]);
        var shown = Grouped(all).Where(AreEnough).OrderBy(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        while (shown.Count > 0 && all.ExceptBy(shown.Select(group => group.Key), vote => vote.Group).ToList() is { Count: > 0 } hidden && !AreEnough(hidden))
            shown.RemoveAt(0);
        return new PulseReport(Count(all), [.. Grouped(all).Select(group => new PulseCount(group.Key, shown.Exists(one => one.Key == group.Key) ? Count(group) : null))]);
    }

    private static IEnumerable<IGrouping<string, PulseVote>> Grouped(List<PulseVote> votes) => votes.GroupBy(vote => vote.Group).OrderBy(group => group.Key, StringComparer.Ordinal);

    private static bool AreEnough(IEnumerable<PulseVote> votes)
    {
        var list = votes.ToList();
        return list.Select(vote => vote.Person).Distinct().Count() >= Fewest && list.Select(vote => vote.Pair).Distinct().Count() >= Fewest;
    }

    private static ImmutableArray<ImmutableArray<int>> Count(IEnumerable<PulseVote> votes)
    {
        var list = votes.ToList();
        return [.. PulseScale.Statements.Select((_, i) => PulseScale.Steps.Select(step => list.Count(vote => vote.Steps[i] == step)).ToImmutableArray())];
    }
}
