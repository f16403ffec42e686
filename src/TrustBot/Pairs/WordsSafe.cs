using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Storage;

namespace TrustBot.Pairs;

/// <summary>Opens and seals the words of one pair, each under its author's own data key.</summary>
public sealed class WordsSafe(ITable table, Sealer sealer)
{
    /// <summary>Opens what a decision named, and the notebook that it reads.</summary>
    public async ValueTask<Opened> OpenAsync(PairId pair, Needs needs, CancellationToken cancellation)
    {
        if (needs.NotebookOf is not { } author)
            return await OpenAsync(pair, needs.Ids, cancellation);
        var (from, until) = Keys.Notes(author);
        var notes = await table.ReadRangeAsync(Tables.Pairs, Keys.Partition(pair.Value), from, until, 0, cancellation);
        return await OpenAsync(pair, [.. needs.Ids, .. notes.Select(row => Keys.WordsIn(row.Key))], cancellation);
    }

    /// <summary>Opens exactly these. Words that were erased come back empty.</summary>
    public async ValueTask<Opened> OpenAsync(PairId pair, IReadOnlyCollection<WordsId> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return Opened.Nothing;
        var opened = ImmutableDictionary.CreateBuilder<WordsId, Words>();
        foreach (var author in ids.Distinct().GroupBy(id => id.Author))
        {
            var keyRow = await table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Key(author.Key), cancellation);
            using var key = keyRow is null ? null : sealer.Unwrap(PairJson.Read<KeyRow>(keyRow.Data).Wrapped, OwnerOf(pair, author.Key));
            foreach (var id in author)
            {
                var row = key is null ? null : await table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Words(id), cancellation);
                opened[id] = row is null ? Words.None : new Words(sealer.Open(key!, PairJson.Read<WordsRow>(row.Data).Sealed, ContextOf(pair, id)));
            }
        }
        return new Opened(opened.ToImmutable());
    }

    /// <summary>The changes to the partition's rows; an author's first words bring the author's key.</summary>
    public async ValueTask<IReadOnlyList<Change>> SealAsync(PairId pair, ImmutableArray<WordsChange> words, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        foreach (var author in words.OfType<WordsChange.Write>().GroupBy(write => write.Id.Author))
        {
            using var key = await KeyAsync(pair, author.Key, changes, cancellation);
            foreach (var write in author)
                changes.Add(await WriteAsync(pair, write, key, cancellation));
        }
        foreach (var move in words.OfType<WordsChange.Move>())
            await MoveAsync(pair, move, changes, cancellation);
        foreach (var erase in words.OfType<WordsChange.Erase>())
        {
            if (await table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Words(erase.Id), cancellation) is { } row)
                changes.Add(new Change.Delete(row.Key, row.ETag));
        }
        return changes;
    }

    /// <summary>Both names stand for the same author's words, so the same key opens and seals. Words that were erased leave nothing to move.</summary>
    private async ValueTask MoveAsync(PairId pair, WordsChange.Move move, List<Change> changes, CancellationToken cancellation)
    {
        if (await table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Words(move.From), cancellation) is not { } row)
            return;
        using var key = await KeyAsync(pair, move.From.Author, changes, cancellation);
        var words = new Words(sealer.Open(key, PairJson.Read<WordsRow>(row.Data).Sealed, ContextOf(pair, move.From)));
        changes.Add(await WriteAsync(pair, new WordsChange.Write(move.To, words), key, cancellation));
        changes.Add(new Change.Delete(row.Key, row.ETag));
    }

    /// <summary>Wraps the keys of this pair under the present key that are still under the one before. Another's change meanwhile wins: it is looked at another time.</summary>
    /// <returns>How many were wrapped anew, and whether none is left under the old key.</returns>
    public async ValueTask<(int Wrapped, bool Done)> RewrapAsync(PairId pair, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        var (from, until) = Keys.All("key");
        foreach (var row in await table.ReadRangeAsync(Tables.Pairs, Keys.Partition(pair.Value), from, until, 0, cancellation))
        {
            var owner = OwnerOf(pair, Keys.AuthorIn(row.Key));
            using var key = sealer.Unwrap(PairJson.Read<KeyRow>(row.Data).Wrapped, owner, out var stale);
            if (stale)
                changes.Add(new Change.Replace(row.Key, PairJson.Write(new KeyRow(Layout.Version, sealer.Wrap(key, owner))), row.ETag));
        }
        if (changes.Count == 0)
            return (0, true);
        var written = await table.WriteAsync(Tables.Pairs, Keys.Partition(pair.Value), changes, cancellation) is WriteResult.Written;
        return (written ? changes.Count : 0, written);
    }

    private async ValueTask<DataKey> KeyAsync(PairId pair, string author, List<Change> changes, CancellationToken cancellation)
    {
        var row = await table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Key(author), cancellation);
        if (row is not null)
            return sealer.Unwrap(PairJson.Read<KeyRow>(row.Data).Wrapped, OwnerOf(pair, author));
        var key = sealer.NewDataKey(OwnerOf(pair, author), out var wrapped);
        changes.Add(new Change.Insert(Keys.Key(author), PairJson.Write(new KeyRow(Layout.Version, wrapped))));
        return key;
    }

    private async ValueTask<Change> WriteAsync(PairId pair, WordsChange.Write write, DataKey key, CancellationToken cancellation)
    {
        var data = PairJson.Write(new WordsRow(Layout.Version, sealer.Seal(key, write.Words.Reveal(), ContextOf(pair, write.Id))));
        var there = await table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Words(write.Id), cancellation);
        return there is null ? new Change.Insert(Keys.Words(write.Id), data) : new Change.Replace(there.Key, data, there.ETag);
    }

    private static string OwnerOf(PairId pair, string author) => $"{Keys.Organisation}/{pair}/{author}";

    private static SealContext ContextOf(PairId pair, WordsId id) => new(Keys.Organisation, pair.Value, id.Author, id.Visibility.ToString(), id.Number);
}
