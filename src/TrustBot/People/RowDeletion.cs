using TrustBot.Storage;

namespace TrustBot.People;

internal static class RowDeletion
{
    /// <summary>Rows that changed meanwhile stay, with the others of their batch: whoever deletes comes again.</summary>
    /// <returns>How many rows there were.</returns>
    public static async ValueTask<int> DeleteAsync(this ITable table, string name, string partition, IEnumerable<Row> rows, CancellationToken cancellation)
    {
        var old = rows.Select(Change (row) => new Change.Delete(row.Key, row.ETag)).ToList();
        foreach (var batch in old.Chunk(TableLimits.OperationsInABatch))
            await table.WriteAsync(name, partition, batch, cancellation);
        return old.Count;
    }
}
