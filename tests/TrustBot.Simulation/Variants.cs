using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>Known to be bad: a claim is only pretended, and written together with what came of the call, when it is too late.</summary>
internal sealed class LateClaims(ITable inner) : ITable
{
    private readonly Dictionary<string, string> realETags = new(StringComparer.Ordinal);
    private int pretended;

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation) => inner.ReadAsync(table, partition, key, cancellation);

    public ValueTask<IReadOnlyList<Row>> ReadRangeAsync(string table, string partition, string from, string until, int limit, CancellationToken cancellation) =>
        inner.ReadRangeAsync(table, partition, from, until, limit, cancellation);

    public IAsyncEnumerable<string> PartitionsAsync(string table, CancellationToken cancellation) => inner.PartitionsAsync(table, cancellation);

    public ValueTask<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        if (batch is [Change.Replace claim] && SendRows.IsSend(claim.Key) && PairJson.Read<SendRow>(claim.Data).State is SendState.Trying)
        {
            var etag = $"pretended-{pretended++}";
            realETags[etag] = claim.ETag;
            return ValueTask.FromResult<WriteResult>(new WriteResult.Written([etag]));
        }
        return inner.WriteAsync(table, partition, [.. batch.Select(Real)], cancellation);
    }

    private Change Real(Change change) =>
        change is Change.Replace replace && realETags.Remove(replace.ETag, out var real) ? new Change.Replace(replace.Key, replace.Data, real) : change;
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
