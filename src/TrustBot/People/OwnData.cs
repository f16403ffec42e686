using System.Collections.Immutable;
using TrustBot.Core.Closing;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>Gathers what is kept of one person, by the rows there are: of words exactly those that are theirs to take along are opened.</summary>
public sealed class OwnData(ITable table, WordsSafe safe)
{
    public async ValueTask<PersonView> WithDataAsync(PersonView view, CancellationToken cancellation)
    {
        var kept = ImmutableArray.CreateBuilder<KeptOfPair>();
        foreach (var mine in view.Pairs)
            kept.Add(await OfPairAsync(mine.Pair, view.Person.Id, cancellation));
        return view with { Kept = kept.ToImmutable() };
    }

    private async ValueTask<KeptOfPair> OfPairAsync(Pair state, PersonId person, CancellationToken cancellation)
    {
        var pair = state.Id;
        var words = (await ReadAsync(pair, "words", cancellation)).Select(row => Keys.WordsIn(row.Key)).Where(id => Export.Includes(id, person) && IsStillKept(state, id) && !IsHeldBack(state, id, person));
        var opened = await safe.OpenAsync(pair, [.. words], cancellation);
        var sent = (await ReadAsync(pair, "send", cancellation)).Select(row => PairJson.Read<SendRow>(row.Data))
            .Where(row => row.Send.To == person && row.State is SendState.Sent)
            .Select(row => new KeptRecord(((SendState.Sent)row.State).At, row.Send.Card.Kind));
        var noted = (await ReadAsync(pair, "audit", cancellation)).Select(row => PairJson.Read<AuditRow>(row.Data))
            .Where(row => row.By == person)
            .Select(row => new KeptRecord(row.At, row.What));
        return new KeptOfPair(pair, opened, [.. sent, .. noted]);
    }

    /// <summary>What a pair's end has taken from its state is gone, also in the hours until its rows are deleted.</summary>
    private static bool IsStillKept(Pair pair, WordsId id) => Erasure.Keeps(pair) is not { } kept || kept.Contains(id);

    /// <summary>A mentee's introduction waits for the mentor's, here too.</summary>
    private static bool IsHeldBack(Pair pair, WordsId id, PersonId reader) =>
        Roles.Both.Any(author => pair.Introductions.Of(author) == id && pair.Of(author) != reader && !pair.Introductions.IsShown(author));

    private ValueTask<IReadOnlyList<Row>> ReadAsync(PairId pair, string kind, CancellationToken cancellation)
    {
        var (from, until) = Keys.All(kind);
        return table.ReadRangeAsync(Tables.Pairs, Keys.Partition(pair.Value), from, until, 0, cancellation);
    }
}
