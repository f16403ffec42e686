using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Closing;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>Deletes records whose time is over, and the words of pairs that decided that theirs is.</summary>
internal sealed class Retention(ITable table, Walk walk, PairReader pairs, CaseStore cases, ProgrammeStore programmes, Eraser eraser, StoryClock clock, Unreadable unreadable)
{
    /// <summary>Product defaults: delivery records 90 days after their end, unless their message still stands in a chat; audit a year.</summary>
    private static readonly Duration Deliveries = Duration.FromDays(90);
    private static readonly Duration Audit = Duration.FromDays(365);

    /// <summary>A platform repeats a submission within hours; a person with an old window within days.</summary>
    private static readonly Duration Seen = Duration.FromDays(14);

    private const int DaysWithoutAProgramme = 30;

    /// <returns>How many rows were deleted.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancellation)
    {
        var run = unreadable.Begin("retention");
        var deleted = 0;
        await foreach (var subject in walk.EveryoneAsync(cancellation))
        {
            if (subject.Kind == SubjectKind.Case)
            {
                deleted += await run.TryAsync(subject, () => SweepCaseAsync(new CaseId(subject.Id), cancellation));
                continue;
            }
            deleted += await run.TryAsync(subject, () => SweepWordsAsync(subject, cancellation));
            if (subject.Kind == SubjectKind.Person)
                deleted += await run.TryAsync(subject, () => eraser.SweepAsync(new PersonId(subject.Id), cancellation));
            // Without the pair nobody can tell which messages still stand.
            deleted += await run.TryAsync(subject, () => SweepSendsAsync(run, subject, cancellation));
            deleted += await SweepAsync<SeenRow>(run, subject, "seen", row => row.At, clock.Now - Seen, cancellation);
            deleted += await SweepAsync<AuditRow>(run, subject, "audit", row => row.At, clock.Now - Audit, cancellation);
        }
        run.End();
        return deleted;
    }

    /// <summary>A case goes whole, some time after it was closed, or a week after its contact heard that nobody does anything about it any more.</summary>
    private async ValueTask<int> SweepCaseAsync(CaseId id, CancellationToken cancellation)
    {
        if ((await cases.ReadAsync(id, cancellation))?.Value is not { } one)
            return 0;
        var days = (await programmes.ReadAsync(one.Programme, cancellation))?.CaseDays ?? DaysWithoutAProgramme;
        if (!one.IsOver(clock.Now, days))
            return 0;
        await cases.DeleteAsync(one, cancellation);
        return 1;
    }

    /// <summary>
    /// The keys first: what is left over when it is broken off can't be read by anybody, and the next run goes on. Nothing is written beside it,
    /// because a pair whose time is over takes no words.
    /// </summary>
    private async ValueTask<int> SweepWordsAsync(Subject subject, CancellationToken cancellation)
    {
        if (subject.Kind != SubjectKind.Pair
            || (await pairs.ReadAsync(new PairId(subject.Id), cancellation))?.Value is not { } pair
            || Erasure.Keeps(pair) is not { } kept)
        {
            return 0;
        }
        var authors = kept.Select(id => id.Author).ToHashSet(StringComparer.Ordinal);
        var keys = (await ReadAsync(subject, "key", cancellation)).Where(row => !authors.Contains(Keys.AuthorIn(row.Key)));
        var deleted = await DeleteAsync(subject, keys, cancellation);
        return deleted + await DeleteAsync(subject, (await ReadAsync(subject, "words", cancellation)).Where(row => !kept.Contains(Keys.WordsIn(row.Key))), cancellation);
    }

    private async ValueTask<int> SweepSendsAsync(Unreadable.Run run, Subject subject, CancellationToken cancellation)
    {
        var rows = (await ReadAsync(subject, "send", cancellation))
            .Select(row => (Row: row, Send: run.Read<SendRow>(subject, row)!))
            .Where(one => one.Send is not null)
            .ToList();
        var before = clock.Now - Deliveries;
        var pair = subject.Kind == SubjectKind.Pair ? (await pairs.ReadAsync(new PairId(subject.Id), cancellation))?.Value : null;
        var standing = pair is null ? [] : Standing.Of(pair, rows.Select(one => one.Send));
        return await DeleteAsync(
            subject,
            rows.Where(one => one.Send.State is SendState.Final end && end.At < before && !standing.Contains(one.Send.Send.Key)).Select(one => one.Row),
            cancellation);
    }

    private async ValueTask<int> SweepAsync<T>(Unreadable.Run run, Subject subject, string kind, Func<T, Instant> endOf, Instant before, CancellationToken cancellation) where T : class =>
        await DeleteAsync(subject, (await ReadAsync(subject, kind, cancellation)).Where(row => run.Read<T>(subject, row) is { } one && endOf(one) < before), cancellation);

    private ValueTask<IReadOnlyList<Row>> ReadAsync(Subject subject, string kind, CancellationToken cancellation)
    {
        var (from, until) = Keys.All(kind);
        return table.ReadRangeAsync(subject.Table, subject.Partition, from, until, 0, cancellation);
    }

    private async ValueTask<int> DeleteAsync(Subject subject, IEnumerable<Row> rows, CancellationToken cancellation)
    {
        var old = rows.Select(Change (row) => new Change.Delete(row.Key, row.ETag)).ToList();
        foreach (var batch in old.Chunk(TableLimits.OperationsInABatch))
            await table.WriteAsync(subject.Table, subject.Partition, batch, cancellation);
        return old.Count;
    }
}
