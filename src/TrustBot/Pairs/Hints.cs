using NodaTime;
using NodaTime.Text;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Pairs;

/// <param name="Due">Story time, a whole minute.</param>
/// <param name="Written">System time.</param>
public sealed record Hint(string Key, string ETag, Subject Subject, Instant Due, Instant Written);

/// <summary>
/// Who may have something due when: never the truth, and always written before it. A superfluous hint costs a look; a missing one would
/// cost a message, and the daily repair finds it.
/// </summary>
public sealed class Hints(ITable table, TimeProvider system, IdMinter ids)
{
    private const string MinutePattern = "uuuuMMddHHmm";

    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture(MinutePattern);
    private static readonly Duration OneMinute = Duration.FromMinutes(1);

    private sealed record HintRow(int V, Instant Written, string Token);

    public Instant SystemNow => Instant.FromDateTimeOffset(system.GetUtcNow());

    /// <summary>What puts the hints: for whoever writes it and then the truth. A row is due at the first whole minute at or after <paramref name="due"/>.</summary>
    public IEnumerable<TableWrite> Of(Subject subject, IEnumerable<Instant> due) =>
        due.Select(moment => KeyOf(subject, moment)).Distinct(StringComparer.Ordinal)
            .Select(Change (key) => new Change.Put(key, PairJson.Write(new HintRow(Layout.Version, SystemNow, ids.Mint()))))
            .Chunk(TableLimits.OperationsInABatch)
            .Select(page => new TableWrite(Tables.Wakes, Keys.Organisation, page));

    public async ValueTask PutAsync(Subject subject, IEnumerable<Instant> due, CancellationToken cancellation)
    {
        foreach (var write in Of(subject, due))
            await table.WriteAsync(write.Table, write.Partition, write.Batch, cancellation);
    }

    public ValueTask PutAsync(Subject subject, Instant due, CancellationToken cancellation) => PutAsync(subject, [due], cancellation);

    /// <summary>Those due at <paramref name="now"/>, earliest first.</summary>
    /// <param name="after">The key to go on after; null to begin.</param>
    public ValueTask<IReadOnlyList<Hint>> DueAsync(Instant now, string? after, int limit, CancellationToken cancellation) =>
        RangeAsync(after, Minute.Format(now + OneMinute), limit, cancellation);

    /// <summary>All, earliest first.</summary>
    public ValueTask<IReadOnlyList<Hint>> AllAsync(string? after, int limit, CancellationToken cancellation) =>
        RangeAsync(after, ":", limit, cancellation);

    /// <summary>Does nothing when somebody has put the hint again since it was read.</summary>
    public async ValueTask DeleteAsync(Hint hint, CancellationToken cancellation) =>
        await table.WriteAsync(Tables.Wakes, Keys.Organisation, [new Change.Delete(hint.Key, hint.ETag)], cancellation);

    /// <summary>As <see cref="DeleteAsync(Hint, CancellationToken)"/> for each, in few writes as long as nobody has put one of them again.</summary>
    public async ValueTask DeleteAsync(IEnumerable<Hint> gone, CancellationToken cancellation)
    {
        foreach (var page in gone.Chunk(TableLimits.OperationsInABatch))
        {
            var batch = page.Select(Change (hint) => new Change.Delete(hint.Key, hint.ETag)).ToList();
            if (await table.WriteAsync(Tables.Wakes, Keys.Organisation, batch, cancellation) is WriteResult.Written)
                continue;
            foreach (var hint in page)
                await DeleteAsync(hint, cancellation);
        }
    }

    private async ValueTask<IReadOnlyList<Hint>> RangeAsync(string? after, string until, int limit, CancellationToken cancellation)
    {
        var rows = await table.ReadRangeAsync(Tables.Wakes, Keys.Organisation, after is null ? "0" : TableLimits.After(after), until, limit, cancellation);
        return [.. rows.Select(Parse)];
    }

    private static string KeyOf(Subject subject, Instant due)
    {
        var whole = Instant.FromUnixTimeTicks(due.ToUnixTimeTicks() / OneMinute.BclCompatibleTicks * OneMinute.BclCompatibleTicks);
        var minute = whole < due ? whole + OneMinute : whole;
        return $"{Minute.Format(minute)}~{NameOf(subject.Kind)}~{Keys.Escape(subject.Id)}";
    }

    private static Hint Parse(Row row)
    {
        var parts = row.Key.Split('~', 3);
        var kind = parts[1] switch { Keys.Pair => SubjectKind.Pair, Keys.Person => SubjectKind.Person, Keys.Case => SubjectKind.Case, _ => SubjectKind.Programme };
        return new Hint(row.Key, row.ETag, new Subject(kind, Keys.Unescape(parts[2])), Minute.Parse(parts[0]).Value, PairJson.Read<HintRow>(row.Data).Written);
    }

    private static string NameOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Pair => Keys.Pair,
        SubjectKind.Person => Keys.Person,
        SubjectKind.Case => Keys.Case,
        _ => Keys.Programme,
    };
}
