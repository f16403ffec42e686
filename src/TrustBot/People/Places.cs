using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>What a channel must remember to write to an address: opaque to everybody else, ids and addresses only, never a person's words.</summary>
public sealed class Places(ITable table)
{
    private const int MostAttempts = 16;

    /// <returns>Null when nothing is kept of this address.</returns>
    public async ValueTask<string?> ReadAsync(Address address, CancellationToken cancellation) =>
        await RowAsync(address, cancellation) is { } row ? PairJson.Read<PlaceRow>(row.Data).Note : null;

    /// <param name="change">Gives what is to be kept in the place of what is; the same, or null, leaves it. Called again when somebody else was faster.</param>
    /// <returns>Whether this call changed it: of several that make the same change, one.</returns>
    public async ValueTask<bool> ChangeAsync(Address address, Func<string?, string?> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var row = await RowAsync(address, cancellation);
            var note = row is null ? null : PairJson.Read<PlaceRow>(row.Data).Note;
            if (change(note) is not { } changed || changed == note)
                return false;
            var data = PairJson.Write(new PlaceRow(Layout.Version, changed));
            Change write = row is null ? new Change.Insert(Keys.Place, data) : new Change.Replace(Keys.Place, data, row.ETag);
            if (await table.WriteAsync(Tables.Directory, Keys.PartitionOf(address), [write], cancellation) is WriteResult.Written)
                return true;
        }
        throw new StoreUnavailableException($"A place in {address.Channel} was changed by others {MostAttempts} times in a row.");
    }

    public async ValueTask ForgetAsync(Address address, CancellationToken cancellation)
    {
        while (await RowAsync(address, cancellation) is { } row
            && await table.WriteAsync(Tables.Directory, Keys.PartitionOf(address), [new Change.Delete(row.Key, row.ETag)], cancellation) is not WriteResult.Written)
        {
            // Changed meanwhile: what is there now goes.
        }
    }

    private ValueTask<Row?> RowAsync(Address address, CancellationToken cancellation) =>
        table.ReadAsync(Tables.Directory, Keys.PartitionOf(address), Keys.Place, cancellation);
}
