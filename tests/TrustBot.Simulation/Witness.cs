using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>
/// Stands between the program and its table: makes the faults, and keeps books of its own on everything that was really written, also when
/// the program never learns of it.
/// </summary>
internal sealed class Witness(MemoryTable inner, VirtualTime time, EventLog log) : ITable
{
    private readonly HashSet<Subject> touched = [];
    private SendBook? sends;
    private readonly SortedSet<string> hints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> hintsOf = new(StringComparer.Ordinal);

    public Func<string, string, IReadOnlyList<Change>, WriteFault>? Faults { get; set; }

    public bool Down { get => inner.Down; set => inner.Down = value; }

    public long Writes { get; private set; }

    /// <summary>In outline; <see cref="Whole"/> has the practices too.</summary>
    public Dictionary<string, Pair> Pairs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Person> People { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Case> Cases { get; } = new(StringComparer.Ordinal);

    public long CasesEver { get; private set; }

    /// <summary>Each programme's rhythm, and since when: who looked a moment before may still go by the one before.</summary>
    public Dictionary<string, (Cadence Cadence, Instant Since)> Cadences { get; } = new(StringComparer.Ordinal);

    /// <summary>How often any hint was put.</summary>
    public long HintsPut { get; private set; }

    public SendBook Sends => sends ??= new(time) { MayGo = partition => People.GetValueOrDefault(partition) is { IsForgotten: true } || IsOver(partition) };

    public SlotBook Slots { get; } = new();

    /// <summary>The minute of the earliest hint, as its key begins; null when there is none.</summary>
    public string? EarliestHint => hints.Min is { } key ? key[..12] : null;

    public IEnumerable<string> HintsOf(Subject subject) => hintsOf.GetValueOrDefault(NameOf(subject)) ?? Enumerable.Empty<string>();

    /// <summary>The subjects whose partitions were written since somebody last looked.</summary>
    public IReadOnlyList<Subject> TakeTouched()
    {
        if (touched.Count == 0)
            return [];
        var taken = touched.ToArray();
        touched.Clear();
        return taken;
    }

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation) =>
        inner.ReadAsync(table, partition, key, cancellation);

    public ValueTask<IReadOnlyList<Row>> ReadRangeAsync(string table, string partition, string from, string until, int limit, CancellationToken cancellation) =>
        inner.ReadRangeAsync(table, partition, from, until, limit, cancellation);

    public IAsyncEnumerable<string> PartitionsAsync(string table, CancellationToken cancellation) => inner.PartitionsAsync(table, cancellation);

    public ValueTask<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        var fault = inner.Down ? WriteFault.None : Faults?.Invoke(table, partition, batch) ?? WriteFault.None;
        if (fault is WriteFault.CrashBefore or WriteFault.LostRequest)
        {
            log.Add("fault", fault.ToString(), $"{table}/{partition}");
            throw fault is WriteFault.CrashBefore ? new SimulatedCrashException("Died before the write.") : new StoreUnavailableException("The request was lost.");
        }
        var result = inner.WriteAsync(table, partition, batch, cancellation).Result();
        Writes++;
        if (result is WriteResult.Written)
            Observe(table, partition, batch);
        if (fault is WriteFault.CrashAfter or WriteFault.LostAnswer)
        {
            log.Add("fault", fault.ToString(), $"{table}/{partition}");
            throw fault is WriteFault.CrashAfter ? new SimulatedCrashException("Died after the write.") : new StoreUnavailableException("The answer was lost.");
        }
        return ValueTask.FromResult(result);
    }

    /// <returns>Null when there is no such pair.</returns>
    public Pair? Whole(PairId id)
    {
        var row = Vault.Aside(inner, () => inner.ReadAsync(Tables.Pairs, Keys.Partition(id.Value), Keys.Pair, default).Result());
        return row is null ? null : PairJson.Read<PairRow>(row.Data).Pair;
    }

    /// <summary>A case goes whole, with its records, thirty days after it was closed, or when its contact was told that it would.</summary>
    private bool IsOver(string partition) =>
        Cases.GetValueOrDefault(partition) is { } one && (one.DeletesAt <= time.Now || (CaseState.EndOf(one.State) is { } end && end + Duration.FromDays(30) <= time.Now));

    private void Observe(string table, string partition, IReadOnlyList<Change> batch)
    {
        if (table == Tables.Wakes)
        {
            foreach (var change in batch)
                Hint(change);
            return;
        }
        var before = Pairs.GetValueOrDefault(partition);
        foreach (var change in batch)
        {
            if (DataOf(change) is { } data && Canaries.Has(data))
                throw new BrokenLawException($"I3: row {change.Key} of {table}/{partition} holds somebody's words in the open.");
            if (SendRows.IsSend(change.Key))
                Sends.Observe(partition, change);
            else if (table == Tables.Pairs && change.Key == Keys.Pair)
                Pairs[partition] = Outline.Read(DataOf(change)!);
            else if (table == Tables.Cases && change.Key == Keys.Case)
                Case(partition, DataOf(change));
            else if (table == Tables.Programmes && change.Key == Keys.Programme)
                Cadences[partition] = (PairJson.Read<ProgrammeRow>(DataOf(change)!).Programme.Cadence, time.Now);
            else if (table == Tables.People && change.Key == Keys.Person)
                People[partition] = PairJson.Read<PersonRow>(DataOf(change)!).Person;
        }
        if (table == Tables.Pairs && Pairs.GetValueOrDefault(partition) is { } after && !ReferenceEquals(before, after))
            Slots.Observe(before, after, batch);
        if (table == Tables.Pairs && Pairs.GetValueOrDefault(partition) is { } pair)
            touched.Add(Subject.Of(pair.Id));
        else if (table == Tables.People && People.GetValueOrDefault(partition) is { } person)
            touched.Add(Subject.Of(person.Id));
        else if (table == Tables.Cases && Cases.GetValueOrDefault(partition) is { } one)
            touched.Add(Subject.Of(one.Id));
        // A link is of random numbers that no seed decides.
        var what = batch[0].Key.StartsWith("link:", StringComparison.Ordinal) ? "link" : batch.Count == 1 ? batch[0].Key : $"{batch[0].Key} +{batch.Count - 1}";
        log.Add("write", partition, Sends.Find(partition, batch[0].Key) is { } row ? $"{what} {SendBook.Name(row.State)}" : what);
    }

    private void Case(string partition, string? data)
    {
        if (data is null)
            Cases.Remove(partition);
        else
        {
            CasesEver += Cases.ContainsKey(partition) ? 0 : 1;
            Cases[partition] = PairJson.Read<CaseRow>(data).Case;
        }
    }

    private void Hint(Change change)
    {
        var parts = change.Key.Split('~', 2);
        if (parts.Length < 2)
            return;
        if (!hintsOf.TryGetValue(parts[1], out var own))
            hintsOf[parts[1]] = own = new(StringComparer.Ordinal);
        if (change is Change.Delete)
        {
            hints.Remove(change.Key);
            own.Remove(parts[0]);
            return;
        }
        HintsPut++;
        hints.Add(change.Key);
        own.Add(parts[0]);
    }

    private static string NameOf(Subject subject) =>
        $"{subject.Kind switch { SubjectKind.Pair => Keys.Pair, SubjectKind.Person => Keys.Person, SubjectKind.Case => Keys.Case, _ => Keys.Programme }}~{Keys.Escape(subject.Id)}";

    private static string? DataOf(Change change) => change switch
    {
        Change.Insert insert => insert.Data,
        Change.Replace replace => replace.Data,
        Change.Put put => put.Data,
        _ => null,
    };
}
