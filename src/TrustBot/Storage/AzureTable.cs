using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace TrustBot.Storage;

/// <summary>
/// Azure Table Storage. Every batch is one entity-group transaction, also a batch of one, so that there is one path for answers and errors.
/// The client repeats a request whose answer was lost, and may then be refused because of what it wrote itself. A random token in every
/// row it writes tells the two apart.
/// </summary>
/// <param name="service">The account. Its tables are named <c>trustbot</c> and the logical name, and made at their first use.</param>
public sealed class AzureTable(TableServiceClient service) : ITable
{
    private const string Prefix = "trustbot";

    private readonly ConcurrentDictionary<string, TableClient> tables = new();

    /// <param name="setting">A connection string, <c>UseDevelopmentStorage=true</c>, or the https URL of an account.</param>
    /// <param name="identity">Asked for only when the setting is a URL.</param>
    public static AzureTable Connect(string setting, Func<TokenCredential> identity) => Connect(setting, identity, new TableClientOptions());

    /// <inheritdoc cref="Connect(string, Func{TokenCredential})"/>
    /// <param name="options">Its retries are set here.</param>
    public static AzureTable Connect(string setting, Func<TokenCredential> identity, TableClientOptions options)
    {
        // A webhook gives up after two seconds: the client's own repetitions must have had their chance by then.
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.MaxRetries = 3;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return new AzureTable(Uri.TryCreate(setting, UriKind.Absolute, out var url) && url.Scheme == "https"
            ? new TableServiceClient(url, identity(), options)
            : new TableServiceClient(setting, options));
    }

    public async ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        TableLimits.RequireKey(partition);
        TableLimits.RequireKey(key);
        return await AskAsync(table, async client =>
        {
            var found = await client.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation).ConfigureAwait(false);
            return found.HasValue ? AzureEntity.ToRow(found.Value!) : null;
        }, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<Row>> ReadRangeAsync(string table, string partition, string from, string until, int limit, CancellationToken cancellation)
    {
        TableLimits.RequireRange(table, partition, from, until, limit);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {until}");
        return await AskAsync(table, async client =>
        {
            var rows = new List<Row>();
            await foreach (var entity in client.QueryAsync<TableEntity>(filter, limit is > 0 and < 1000 ? limit : null, cancellationToken: cancellation).ConfigureAwait(false))
            {
                rows.Add(AzureEntity.ToRow(entity));
                if (rows.Count == limit)
                    break;
            }
            return rows;
        }, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        TableLimits.RequireBatch(partition, batch);
        return await AskAsync(table, client => SubmitAsync(client, partition, batch, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>The service can't list partitions: this reads every row's key, a thousand at a time.</summary>
    public async IAsyncEnumerable<string> PartitionsAsync(string table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TableLimits.RequireTable(table);
        string? last = null;
        await using var rows = await AskAsync(table, client => Task.FromResult(
            client.QueryAsync<TableEntity>(select: ["PartitionKey"], cancellationToken: cancellation).GetAsyncEnumerator(cancellation)), cancellation).ConfigureAwait(false);
        while (await AskAsync(table, _ => rows.MoveNextAsync().AsTask(), cancellation).ConfigureAwait(false))
        {
            if (rows.Current.PartitionKey != last)
                yield return last = rows.Current.PartitionKey;
        }
    }

    private static async Task<WriteResult> SubmitAsync(TableClient client, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        var token = AzureEntity.NewToken();
        try
        {
            var answers = await client.SubmitTransactionAsync(batch.Select(change => AzureEntity.ToAction(partition, change, token)), cancellation).ConfigureAwait(false);
            return new WriteResult.Written([.. batch.Zip(answers.Value, (change, answer) => change is Change.Delete ? null : answer.Headers.ETag?.ToString())]);
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412 && e.ErrorCode != TableErrorCode.TableNotFound)
        {
            if (await OwnSuccessAsync(client, partition, batch, token, cancellation).ConfigureAwait(false) is { } written)
                return written;
            var index = e.FailedTransactionActionIndex ?? 0;
            return new WriteResult.Conflict(index, batch[index].Key);
        }
    }

    /// <summary>
    /// The batch was written if any row bears its token, since it is written whole or not at all. A row that somebody has replaced since
    /// then gets an ETag that no row has, so that its next use conflicts. Deletes leave no token: a batch of nothing else stays a conflict.
    /// </summary>
    private static async Task<WriteResult.Written?> OwnSuccessAsync(TableClient client, string partition, IReadOnlyList<Change> batch, string token, CancellationToken cancellation)
    {
        var kept = batch.Where(change => change is not Change.Delete).Select(change => change.Key).Order(StringComparer.Ordinal).ToArray();
        if (kept.Length == 0)
            return null;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {kept[0]} and RowKey le {kept[^1]}")
            + $" and {AzureEntity.Token} eq '{token}'";
        var etags = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var entity in client.QueryAsync<TableEntity>(filter, select: ["RowKey", AzureEntity.Token], cancellationToken: cancellation).ConfigureAwait(false))
            etags[entity.RowKey] = entity.ETag.ToString();
        return etags.Count == 0
            ? null
            : new WriteResult.Written([.. batch.Select(change => change is Change.Delete ? null : etags.GetValueOrDefault(change.Key, AzureEntity.ETagOfNoRow))]);
    }

    private async Task<T> AskAsync<T>(string table, Func<TableClient, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            if (!tables.TryGetValue(table, out var client))
            {
                client = service.GetTableClient(Prefix + table);
                await client.CreateIfNotExistsAsync(cancellation).ConfigureAwait(false);
                tables[table] = client;
            }
            return await ask(client).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is not OperationCanceledException && AzureOutage.Is(e))
        {
            throw new OperationCanceledException("The caller gave up on the table service.", e, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && AzureOutage.Is(e))
        {
            if (AzureOutage.IsMissingTable(e))
                tables.TryRemove(table, out _);
            throw AzureOutage.Of(e, Prefix + table);
        }
    }
}
