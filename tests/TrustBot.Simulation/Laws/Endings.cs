using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Joining;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>I4: once an end has shown, nothing comes by itself but what is about the end, and once it is over that alone to who could not be told before.</summary>
internal sealed class QuietAfterTheEnd : Law
{
    public override void Arrived(Arrival arrival)
    {
        if (arrival is { Disturbs: true, Pair: { Joining: JoiningState.Joined, IsLiving: false } pair }
            && ((pair.Closing is ClosingState.Erased && arrival.Card.Kind != "closing.closes") || !arrival.Card.Kind.StartsWith("closing.", StringComparison.Ordinal)))
            throw Broken("I4", $"{arrival.Row.Send.Key} of {arrival.Partition} reached {arrival.To}, whose pair has ended ({pair.Closing.GetType().Name}).");
    }
}

/// <summary>P15: when a pair's time is over, the sweep after it leaves no word but the agreement's, and no key but its authors'.</summary>
internal sealed class SweptAfterItsTime(MemoryTable memory, Witness table, VirtualTime time) : Law
{
    private static readonly Duration UntilTheSweep = Duration.FromDays(130);

    /// <summary>Since when what is kept now is all that may be: the agreement outlives the rest, and goes at a time of its own.</summary>
    private readonly Dictionary<PairId, (LocalDate? Agreement, Instant Since)> erased = [];

    public override void AfterStep(IReadOnlyList<Subject> touched)
    {
        foreach (var subject in touched.Where(subject => subject.Kind == SubjectKind.Pair))
        {
            if (table.Pairs[subject.Partition] is { Closing: ClosingState.Erased { AgreementUntil: var agreement } } pair && (!erased.TryGetValue(pair.Id, out var before) || before.Agreement != agreement))
                erased[pair.Id] = (agreement, time.Now);
        }
    }

    public override void AtRest()
    {
        foreach (var (id, (_, since)) in erased)
        {
            if (since + UntilTheSweep > time.Now || Erasure.Keeps(table.Whole(id)!) is not { } kept)
                continue;
            foreach (var row in Vault.RowsOf(memory, Tables.Pairs, id.Value, "words").Where(row => !kept.Contains(Keys.WordsIn(row.Key))))
                throw Broken("P15", $"{row.Key} of pair {id} is still kept, and its time is over since {since}.");
            var authors = kept.Select(words => words.Author).ToHashSet(StringComparer.Ordinal);
            foreach (var row in Vault.RowsOf(memory, Tables.Pairs, id.Value, "key").Where(row => !authors.Contains(Keys.AuthorIn(row.Key))))
                throw Broken("P15", $"{row.Key} of pair {id} is still kept, and its time is over since {since}.");
        }
    }
}
