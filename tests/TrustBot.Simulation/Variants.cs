using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>Known to be bad: a claim is only pretended, and stored when the call was made and its outcome is about to be.</summary>
internal sealed class LateClaims(ITable inner) : ITable
{
    private readonly Dictionary<string, Change.Replace> pretended = new(StringComparer.Ordinal);
    private int count;

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation) => inner.ReadAsync(table, partition, key, cancellation);

    public ValueTask<IReadOnlyList<Row>> ReadRangeAsync(string table, string partition, string from, string until, int limit, CancellationToken cancellation) =>
        inner.ReadRangeAsync(table, partition, from, until, limit, cancellation);

    public IAsyncEnumerable<string> PartitionsAsync(string table, CancellationToken cancellation) => inner.PartitionsAsync(table, cancellation);

    public ValueTask<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        if (batch is [Change.Replace claim] && SendRows.IsSend(claim.Key) && PairJson.Read<SendRow>(claim.Data).State is SendState.Trying)
        {
            var etag = $"pretended-{count++}";
            pretended[etag] = claim;
            return ValueTask.FromResult<WriteResult>(new WriteResult.Written([etag]));
        }
        if (batch is [Change.Replace outcome] && pretended.Remove(outcome.ETag, out var late))
        {
            if (inner.WriteAsync(table, partition, [late], cancellation).Result() is not WriteResult.Written written)
                return ValueTask.FromResult<WriteResult>(new WriteResult.Conflict(0, outcome.Key));
            batch = [new Change.Replace(outcome.Key, outcome.Data, written.ETags[0]!)];
        }
        return inner.WriteAsync(table, partition, batch, cancellation);
    }
}

/// <summary>Known to be bad: whatever brought no answer counts as not arrived, and a search finds nothing.</summary>
internal sealed class BlindChannel(IChannel inner) : IChannel
{
    public string Name => inner.Name;

    public Func<Address, SendKey, Instant, CancellationToken, ValueTask<Found>>? FindAsync { get; } = (_, _, _, _) => ValueTask.FromResult<Found>(new Found.NotThere());

    public async ValueTask<Outcome> SendAsync(Address to, Envelope envelope, CancellationToken cancellation)
    {
        try
        {
            return await inner.SendAsync(to, envelope, cancellation) is var outcome && outcome is Outcome.Unknown ? new Outcome.NotLanded("no-answer") : outcome;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            return new Outcome.NotLanded("no-answer");
        }
    }

    public ValueTask<Outcome> ReplaceAsync(Address to, string reference, Envelope envelope, CancellationToken cancellation) =>
        inner.ReplaceAsync(to, reference, envelope, cancellation);
}
