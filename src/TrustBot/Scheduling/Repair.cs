using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>Makes the hints anew from the truth, and what leads to a person from their address: daily, and at once when the marker among them is gone.</summary>
internal sealed class Repair(ITable table, Walk walk, PairReader pairs, CaseStore cases, PersonStore people, Hints hints, StoryClock clock, Unreadable unreadable)
{
    private const string Marker = "marker";

    private sealed record MarkerRow(int V, Instant At);

    /// <returns>For how many there were hints to make; null when they had not been lost.</returns>
    public async ValueTask<int?> RunIfLostAsync(CancellationToken cancellation)
    {
        if (await table.ReadAsync(Tables.Wakes, Keys.Organisation, Marker, cancellation) is not null)
            return null;
        return await RunAsync(cancellation);
    }

    /// <returns>For how many there are hints.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancellation)
    {
        var run = unreadable.Begin("repair");
        var hinted = 0;
        await foreach (var subject in walk.EveryoneAsync(cancellation))
        {
            if (await run.TryAsync(subject, () => DueAsync(run, subject, cancellation)) is not { Count: > 0 } due)
                continue;
            await hints.PutAsync(subject, due, cancellation);
            hinted++;
        }
        run.End();
        // Last, so that a repair that was broken off begins again.
        var marker = new Change.Put(Marker, PairJson.Write(new MarkerRow(Layout.Version, clock.Now)));
        await table.WriteAsync(Tables.Wakes, Keys.Organisation, [marker], cancellation);
        return hinted;
    }

    /// <returns>The pair's or case's next wake, and every moment at which something is open: looking after one says nothing about the others.</returns>
    private async ValueTask<List<Instant>> DueAsync(Unreadable.Run run, Subject subject, CancellationToken cancellation)
    {
        var due = new List<Instant>();
        var (from, until) = Keys.All("send");
        foreach (var row in await table.ReadRangeAsync(subject.Table, subject.Partition, from, until, 0, cancellation))
        {
            if (!SendRows.IsClosed(row.Data) && run.Read<SendRow>(subject, row) is { } send)
                due.Add(Instant.Max(MomentOf(send), clock.Now));
        }
        (from, until) = Keys.All("tell");
        if ((await table.ReadRangeAsync(subject.Table, subject.Partition, from, until, 1, cancellation)).Count > 0)
            due.Add(clock.Now);
        if (subject.Kind == SubjectKind.Person && await people.ReadAsync(new PersonId(subject.Id), cancellation) is { } person)
        {
            await run.TryAsync(subject, () => people.ReclaimAsync(person.Id, cancellation));
            if (person.Forgetting is { Done: false } || PersonStore.NeedsMending(person))
                due.Add(clock.Now);
        }
        if (subject.Kind == SubjectKind.Pair && (await run.TryAsync(subject, () => pairs.ReadAsync(new PairId(subject.Id), cancellation)))?.Value.NextWake is { } wake)
            due.Add(wake);
        if (subject.Kind == SubjectKind.Case && (await run.TryAsync(subject, () => cases.ReadAsync(new CaseId(subject.Id), cancellation)))?.Value.NextWake is { } check)
            due.Add(check);
        return due;
    }

    private static Instant MomentOf(SendRow row) => row.State is SendState.Wait wait ? Instant.Max(wait.Until, row.Send.NotBefore) : row.Send.NotBefore;
}
