using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Storage;

namespace TrustBot.Pairs;

/// <summary>Loads what a decision or a message about a pair may look at, and opens exactly the words that it names.</summary>
public sealed class PairReader(ITable table, PersonStore people, ProgrammeStore programmes, WordsSafe safe, House house)
{
    private readonly ParsedRows<PairRow> parsed = new();

    /// <returns>Null when there is no such pair.</returns>
    public async ValueTask<Stored<Pair>?> ReadAsync(PairId id, CancellationToken cancellation)
    {
        var partition = Keys.Partition(id.Value);
        return await table.ReadAsync(Tables.Pairs, partition, Keys.Pair, cancellation) is { } row
            ? new Stored<Pair>(parsed.Read(partition, row).Pair, row.ETag)
            : null;
    }

    /// <summary>Reads those pairs in one go, and the people in them in another, so that deciding about each finds them remembered.</summary>
    /// <returns>Without those that there are not, or that can't be read: whoever reads such a one by itself learns why.</returns>
    internal async ValueTask<IReadOnlyDictionary<PairId, Stored<Pair>>> ReadAheadAsync(IReadOnlyList<PairId> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<PairId, Stored<Pair>>(ids.Count);
        try
        {
            var ranges = ids.Select(id => RowRange.Of(Tables.Pairs, Keys.Partition(id.Value), Keys.Pair)).ToList();
            var rows = await table.ReadRangesAsync(ranges, cancellation);
            for (var i = 0; i < ids.Count; i++)
            {
                if (rows[i] is [var row])
                    found[ids[i]] = new Stored<Pair>(parsed.Read(ranges[i].Partition, row).Pair, row.ETag);
            }
            await people.ReadAheadAsync(found.Values.SelectMany(pair => (PersonId[])[pair.Value.Mentor, pair.Value.Mentee]), cancellation);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            // Those that come after it in this page are read one by one.
        }
        return found;
    }

    /// <param name="etag">Of the row that was written just now.</param>
    internal void Wrote(Pair pair, string etag) => parsed.Wrote(Keys.Partition(pair.Id.Value), Keys.Pair, etag, new PairRow(Layout.Version, pair));

    /// <returns>Null when the input is about a pair that does not exist and does not make one.</returns>
    public async ValueTask<PairView?> ViewAsync(PairId id, Pair? pair, Input input, CancellationToken cancellation)
    {
        // Those who tell of a change have just made it, maybe on another node.
        var fresh = input is Input.PersonChanged or Input.PersonForgotten or Input.ProgrammeChanged;
        var words = await safe.OpenAsync(id, PairMachine.Needs(pair, input), cancellation);
        if (pair is not null)
            return await ViewAsync(pair, pair.Programme, pair.Mentor, pair.Mentee, fresh, words, cancellation);
        return input is Input.Proposed proposed
            ? await ViewAsync(null, proposed.Programme, proposed.Mentor, proposed.Mentee, fresh, words, cancellation)
            : null;
    }

    /// <summary>As it stands at this moment, for the last look before a message goes out; with no words opened.</summary>
    public ValueTask<PairView> FreshAsync(Pair pair, CancellationToken cancellation) =>
        ViewAsync(pair, pair.Programme, pair.Mentor, pair.Mentee, fresh: true, Opened.Nothing, cancellation);

    /// <summary>Opens what a card quotes, as far as its reader may read it.</summary>
    public async ValueTask<PairView> WithWordsAsync(PairView view, PersonId reader, Card card, CancellationToken cancellation)
    {
        var readable = PairMachine.CardNeeds(view.Pair!, reader, card).Where(id => id.CanBeReadBy(reader)).ToList();
        return view with { Words = await safe.OpenAsync(view.Pair!.Id, readable, cancellation) };
    }

    private async ValueTask<PairView> ViewAsync(
        Pair? pair, ProgrammeId programme, PersonId mentor, PersonId mentee, bool fresh, Opened words, CancellationToken cancellation) =>
        new(pair,
            await PersonAsync(mentor, fresh, cancellation),
            await PersonAsync(mentee, fresh, cancellation),
            (fresh ? await programmes.ReadFreshAsync(programme, cancellation) : await programmes.ReadAsync(programme, cancellation))
                ?? throw new InvalidOperationException($"There is no programme {programme}."),
            house,
            words);

    private async ValueTask<Person> PersonAsync(PersonId id, bool fresh, CancellationToken cancellation) =>
        (fresh ? (await people.ReadFreshAsync(id, cancellation))?.Value : await people.ReadAsync(id, cancellation))
            ?? throw new InvalidOperationException($"There is no person {id}.");
}
