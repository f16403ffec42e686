using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustBot.Storage;

/// <summary>What a store is opened with.</summary>
/// <param name="Names">Keys the hash of mail addresses; it stays the same when the key-encryption key is changed.</param>
public sealed record OpenedKeys(Sealer Sealer, byte[] Names) : IDisposable
{
    public void Dispose() => Sealer.Dispose();

    public override string ToString() => "[keys]";
}

/// <summary>
/// The one way to a <see cref="Sealer"/>. The store's <c>key-check</c> row is looked at before a key file may be made: a store that was
/// ever sealed and has lost its key is refused, and no new key is put in the place of the old one. The row also holds the key of names,
/// sealed under the data key that it proves the other by.
/// </summary>
public static class KeyCheck
{
    private const string Table = "workspaces";
    private const string Partition = "default";
    private const string RowKey = "key-check";
    private const int MostAttempts = 4;

    private static readonly SealContext Names = new(Partition, Partition, "", "names", RowKey);

    /// <param name="places">The file is made at the first start, when there is neither a key nor a check.</param>
    /// <param name="dataFolder">Where the store lies, if it lies in a folder at all.</param>
    /// <exception cref="KeyRefusedException">The key is missing, wrong, unreadable or not safe; the message names the setting and says what to do.</exception>
    public static async Task<OpenedKeys> OpenAsync(ITable table, KeyPlaces places, string? dataFolder, CancellationToken cancellation)
    {
        if (dataFolder is not null)
            places.RequireOutside(dataFolder);
        var check = await table.ReadAsync(Table, Partition, RowKey, cancellation).ConfigureAwait(false);
        var key = places.Current();
        var previous = places.Previous();
        if (check is not null)
            return await ProvenAsync(table, check, key ?? throw Lost(places.File), previous, places, cancellation).ConfigureAwait(false);
        if (key is not null)
            return await FirstAsync(table, key, previous, places, cancellation).ConfigureAwait(false);

        key = KeyFile.Make(places.File);
        try
        {
            return await FirstAsync(table, key, previous, places, cancellation).ConfigureAwait(false);
        }
        catch (KeyRefusedException)
        {
            // Another node was first, with a key of its own: nothing is sealed under this one.
            File.Delete(places.File);
            throw;
        }
    }

    private static async Task<OpenedKeys> FirstAsync(ITable table, byte[] key, byte[]? previous, KeyPlaces places, CancellationToken cancellation)
    {
        var sealer = new Sealer(key, previous);
        using var proof = sealer.NewDataKey(RowKey, out _);
        var names = NamesKey.From(key);
        if (await table.WriteAsync(Table, Partition, [new Change.Insert(RowKey, Document(sealer, proof, names))], cancellation).ConfigureAwait(false) is WriteResult.Written)
            return new OpenedKeys(sealer, names);
        sealer.Dispose();
        return await ProvenAsync(table, await AgainAsync(table, cancellation).ConfigureAwait(false), key, previous, places, cancellation).ConfigureAwait(false);
    }

    private static async Task<OpenedKeys> ProvenAsync(ITable table, Row check, byte[] key, byte[]? previous, KeyPlaces places, CancellationToken cancellation)
    {
        var sealer = new Sealer(key, previous);
        try
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                var (document, names) = Read(check, sealer, key, previous);
                if (document is null || await table.WriteAsync(Table, Partition, [new Change.Replace(RowKey, document, check.ETag)], cancellation).ConfigureAwait(false) is WriteResult.Written)
                    return new OpenedKeys(sealer, names);
                check = await AgainAsync(table, cancellation).ConfigureAwait(false);
            }
            throw new StoreUnavailableException("The key-check row was changed by others again and again while TrustBot started. Start it again.");
        }
        catch (SealBrokenException e)
        {
            sealer.Dispose();
            throw new KeyRefusedException($"{places.Name} is not the one that this store was sealed with. Restore the right key; words can't be read without it.", e);
        }
    }

    /// <returns>The key of names, and the row as it should be: null where it is so already.</returns>
    private static (string? Document, byte[] Names) Read(Row check, Sealer sealer, byte[] key, byte[]? previous)
    {
        using var document = JsonDocument.Parse(check.Data);
        using var proof = sealer.Unwrap(document.RootElement.GetProperty("wrapped").GetString()!, RowKey, out var stale);
        var known = document.RootElement.TryGetProperty("names", out var text) ? text.GetString() : null;
        // A row of before keys could be changed has no names: they come from the key that it was made under.
        var names = known is null ? NamesKey.From(stale ? previous! : key) : Convert.FromBase64String(sealer.Open(proof, known, Names));
        return (stale || known is null ? Document(sealer, proof, names) : null, names);
    }

    private static string Document(Sealer sealer, DataKey proof, byte[] names) => new JsonObject
    {
        ["v"] = 1,
        ["wrapped"] = sealer.Wrap(proof, RowKey),
        ["names"] = sealer.Seal(proof, Convert.ToBase64String(names), Names),
    }.ToJsonString();

    private static async Task<Row> AgainAsync(ITable table, CancellationToken cancellation) =>
        await table.ReadAsync(Table, Partition, RowKey, cancellation).ConfigureAwait(false)
            ?? throw new StoreUnavailableException("The key-check row came and went while TrustBot started. Start it again.");

    private static KeyRefusedException Lost(string keyFile) =>
        new($"TrustBot:KeyFile: this store holds words sealed with a key, and {keyFile} isn't there. Restore the file from its backup, or correct the path; TrustBot makes no new key over an old store.");
}
