using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>Makes the hints anew from the truth: daily, and at once when the marker among them is gone.</summary>
internal sealed class Repair(ITable table, Walk walk, PairReader pairs, CaseStore cases, Hints hints, StoryClock clock)
{
    private const string Marker = "marker";

    private sealed record MarkerRow(int V, Instant At);

    /// <returns>Whether the hints had been lost.</returns>
    public async ValueTask<bool> RunIfLostAsync(CancellationToken cancellation)
    {
        if (await table.ReadAsync(Tables.Wakes, Keys.Organisation, Marker, cancellation) is not null)
            return false;
        await RunAsync(cancellation);
        return true;
    }

    public async ValueTask RunAsync(CancellationToken cancellation)
    {
        await foreach (var subject in walk.EveryoneAsync(cancellation))
        {
            if (await DueAsync(subject, cancellation) is { Count: > 0 } due)
                await hints.PutAsync(subject, due, cancellation);
        }
        // Last, so that a repair that was broken off begins again.
        var marker = new Change.Put(Marker, PairJson.Write(new MarkerRow(Layout.Version, clock.Now)));
        await table.WriteAsync(Tables.Wakes, Keys.Organisation, [marker], cancellation);
    }

    /// <returns>The pair's or case's next wake, and every moment at which something is open: looking after one says nothing about the others.</returns>
    private async ValueTask<List<Instant>> DueAsync(Subject subject, CancellationToken cancellation)
    {
        var due = new List<Instant>();
        var (from, until) = Keys.All("send");
        foreach (var row in await table.ReadRangeAsync(subject.Table, subject.Partition, from, until, 0, cancellation))
        {
            if (!SendRows.IsClosed(row.Data))
                due.Add(Instant.Max(MomentOf(PairJson.Read<SendRow>(row.Data)), clock.Now));
        }
        (from, until) = Keys.All("tell");
        if ((await table.ReadRangeAsync(subject.Table, subject.Partition, from, until, 1, cancellation)).Count > 0)
            due.Add(clock.Now);
        if (subject.Kind == SubjectKind.Pair && (await pairs.ReadAsync(new PairId(subject.Id), cancellation))?.Value.NextWake is { } wake)
            due.Add(wake);
        if (subject.Kind == SubjectKind.Case && (await cases.ReadAsync(new CaseId(subject.Id), cancellation))?.Value.NextWake is { } check)
            due.Add(check);
        return due;
    }

    private static Instant MomentOf(SendRow row) => row.State is SendState.Wait wait ? Instant.Max(wait.Until, row.Send.NotBefore) : row.Send.NotBefore;
}
