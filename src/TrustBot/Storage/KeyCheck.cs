using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustBot.Storage;

/// <summary>
/// The one way to a <see cref="Sealer"/>. The store's <c>key-check</c> row is looked at before a key file may be made: a store that was
/// ever sealed and has lost its key is refused, and no new key is put in the place of the old one.
/// </summary>
public static class KeyCheck
{
    private const string Table = "workspaces";
    private const string Partition = "default";
    private const string RowKey = "key-check";

    /// <param name="keyFile">Made at the first start, when there is neither a file nor a check.</param>
    /// <param name="dataFolder">Where the store lies, if it lies in a folder at all.</param>
    /// <exception cref="KeyRefusedException">The file is missing, wrong, unreadable or not safe; the message names it and says what to do.</exception>
    public static async Task<Sealer> OpenAsync(ITable table, string keyFile, string? dataFolder, CancellationToken cancellation)
    {
        if (dataFolder is not null)
            KeyFile.RequireOutside(dataFolder, keyFile);
        var check = await table.ReadAsync(Table, Partition, RowKey, cancellation).ConfigureAwait(false);
        var key = KeyFile.Read(keyFile);
        if (check is not null)
            return Proven(check, key ?? throw Lost(keyFile), keyFile);
        if (key is not null)
            return await FirstAsync(table, key, keyFile, cancellation).ConfigureAwait(false);

        key = KeyFile.Make(keyFile);
        try
        {
            return await FirstAsync(table, key, keyFile, cancellation).ConfigureAwait(false);
        }
        catch (KeyRefusedException)
        {
            // Another node was first, with a key of its own: nothing is sealed under this one.
            File.Delete(keyFile);
            throw;
        }
    }

    private static async Task<Sealer> FirstAsync(ITable table, byte[] key, string keyFile, CancellationToken cancellation)
    {
        var sealer = new Sealer(key);
        sealer.NewDataKey(RowKey, out var wrapped).Dispose();
        var document = new JsonObject { ["v"] = 1, ["wrapped"] = wrapped }.ToJsonString();
        if (await table.WriteAsync(Table, Partition, [new Change.Insert(RowKey, document)], cancellation).ConfigureAwait(false) is WriteResult.Written)
            return sealer;
        sealer.Dispose();
        var check = await table.ReadAsync(Table, Partition, RowKey, cancellation).ConfigureAwait(false);
        return Proven(check ?? throw new StoreUnavailableException("The key-check row came and went while TrustBot started. Start it again."), key, keyFile);
    }

    private static Sealer Proven(Row check, byte[] key, string keyFile)
    {
        var sealer = new Sealer(key);
        try
        {
            using var document = JsonDocument.Parse(check.Data);
            sealer.Unwrap(document.RootElement.GetProperty("wrapped").GetString()!, RowKey).Dispose();
            return sealer;
        }
        catch (SealBrokenException e)
        {
            sealer.Dispose();
            throw new KeyRefusedException($"TrustBot:KeyFile: the key in {keyFile} is not the one that this store was sealed with. Restore the right file; words can't be read without it.", e);
        }
    }

    private static KeyRefusedException Lost(string keyFile) =>
        new($"TrustBot:KeyFile: this store holds words sealed with a key, and {keyFile} isn't there. Restore the file from its backup, or correct the path; TrustBot makes no new key over an old store.");
}
