using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

internal sealed class Waiting(ITable table, Walk walk, Hints hints, Nudges nudges, StoryClock clock) : IWaiting
{
    public async ValueTask WakeAsync(CancellationToken cancellation)
    {
        await foreach (var subject in walk.EveryoneAsync(cancellation))
        {
            if (!await WaitsAsync(subject, cancellation))
                continue;
            await hints.PutAsync(subject, clock.Now, cancellation);
            nudges.Add(subject);
        }
    }

    private async ValueTask<bool> WaitsAsync(Subject subject, CancellationToken cancellation)
    {
        var (from, until) = Keys.All("send");
        var rows = await table.ReadRangeAsync(subject.Table, subject.Partition, from, until, 0, cancellation);
        return rows.Any(row => !SendRows.IsClosed(row.Data) && IsForAnAddress(row));
    }

    /// <summary>A row that can't be read is the courier's to tell of.</summary>
    private static bool IsForAnAddress(Row row)
    {
        try
        {
            return PairJson.Read<SendRow>(row.Data).State is SendState.Wait wait && Courier.IsForAnAddress(wait);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            return false;
        }
    }
}
