using System.Collections.Immutable;
using TrustBot.Core.Privacy;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Cases;

/// <summary>Opens and seals the words of one case, under a data key that belongs to it alone.</summary>
public sealed class CaseSafe(ITable table, Sealer sealer)
{
    /// <summary>Opens exactly these. Words that were erased come back empty.</summary>
    public async ValueTask<Opened> OpenAsync(CaseId id, ImmutableArray<WordsId> ids, CancellationToken cancellation)
    {
        var opened = ImmutableDictionary.CreateBuilder<WordsId, Words>();
        foreach (var words in ids)
            opened[words] = await OpenAsync(id, words, cancellation);
        return new Opened(opened.ToImmutable());
    }

    /// <summary>The changes to the partition's rows. Erasing takes the key too.</summary>
    public async ValueTask<IReadOnlyList<Change>> SealAsync(CaseId id, ImmutableArray<WordsChange> words, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        foreach (var write in words.OfType<WordsChange.Write>())
        {
            using var key = sealer.NewDataKey(OwnerOf(id, write.Id), out var wrapped);
            changes.Add(new Change.Insert(Keys.Key(write.Id.Author), PairJson.Write(new KeyRow(Layout.Version, wrapped))));
            changes.Add(new Change.Insert(Keys.Words(write.Id), PairJson.Write(new WordsRow(Layout.Version, sealer.Seal(key, write.Words.Reveal(), ContextOf(id, write.Id))))));
        }
        foreach (var erase in words.OfType<WordsChange.Erase>())
        {
            foreach (var name in (string[])[Keys.Key(erase.Id.Author), Keys.Words(erase.Id)])
            {
                if (await table.ReadAsync(Tables.Cases, Keys.Partition(id.Value), name, cancellation) is { } row)
                    changes.Add(new Change.Delete(row.Key, row.ETag));
            }
        }
        return changes;
    }

    private async ValueTask<Words> OpenAsync(CaseId id, WordsId words, CancellationToken cancellation)
    {
        var partition = Keys.Partition(id.Value);
        if (await table.ReadAsync(Tables.Cases, partition, Keys.Key(words.Author), cancellation) is not { } keyRow
            || await table.ReadAsync(Tables.Cases, partition, Keys.Words(words), cancellation) is not { } row)
            return Words.None;
        using var key = sealer.Unwrap(PairJson.Read<KeyRow>(keyRow.Data).Wrapped, OwnerOf(id, words));
        return new Words(sealer.Open(key, PairJson.Read<WordsRow>(row.Data).Sealed, ContextOf(id, words)));
    }

    private static string OwnerOf(CaseId id, WordsId words) => $"{Keys.Organisation}/case/{id}/{words.Author}";

    private static SealContext ContextOf(CaseId id, WordsId words) => new(Keys.Organisation, id.Value, words.Author, words.Visibility.ToString(), words.Number);
}
