using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>The program logs no bug that it caught, and nobody's words.</summary>
internal sealed class NoBug(SimulatedLog logs) : Law
{
    public override void AfterStep(IReadOnlyList<Subject> touched)
    {
        if (logs.Bug is { } bug)
            throw new BrokenLawException(bug);
    }
}

/// <summary>I3: words reach those alone who may read them.</summary>
internal sealed class OnlyReaders(Canaries canaries, Witness table) : Law
{
    public override void AfterStep(IReadOnlyList<Subject> touched)
    {
        foreach (var subject in touched.Where(subject => subject.Kind == SubjectKind.Pair))
            canaries.Observe(table.Pairs[subject.Partition]);
    }

    public override void Arrived(Arrival arrival)
    {
        // What everybody reads has a law of its own.
        if (arrival.Row.Send.Place is null)
            canaries.RequireReadable(Canaries.TextsOf(arrival.Post.Message), arrival.To, arrival.Pair, $"message {arrival.Post.DrawnBy}");
    }
}

/// <summary>I8: whoever has something due or open has a hint, early enough.</summary>
internal sealed class Hinted(Witness table) : Law
{
    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmm");

    public bool AreLost { get; set; }

    public override void AfterStep(IReadOnlyList<Subject> touched)
    {
        foreach (var subject in touched)
            Check(subject);
    }

    public override void AtRest()
    {
        foreach (var pair in table.Pairs.Values)
            Check(Subject.Of(pair.Id));
        foreach (var person in table.People.Values)
            Check(Subject.Of(person.Id));
        foreach (var one in table.Cases.Values)
            Check(Subject.Of(one.Id));
    }

    private void Check(Subject subject)
    {
        if (AreLost)
            return;
        var earliest = table.HintsOf(subject).FirstOrDefault();
        var pair = subject.Kind == SubjectKind.Pair ? table.Pairs.GetValueOrDefault(subject.Partition) : null;
        if (pair?.NextWake is { } wake && (earliest is null || string.CompareOrdinal(earliest, Minute.Format(wake + Duration.FromMinutes(1))) > 0))
            throw Broken("I8", $"pair {pair.Id} is to wake at {wake}, and its first hint is {earliest ?? "absent"}.");
        if (earliest is null && table.Sends.OpenOf(subject.Partition).FirstOrDefault() is { } row)
            throw Broken("I8", $"{row.Send.Key} of {subject.Partition} is {SendBook.Name(row.State)}, and there is no hint.");
    }
}

/// <summary>I6: a day after the last fault, everything that was due is done.</summary>
internal sealed class NothingLeftOver(Witness table, VirtualTime time) : Law
{
    /// <summary>What has come due in these very minutes is on its way.</summary>
    private static readonly Duration Just = Duration.FromMinutes(5);

    public override void AtRest()
    {
        var just = time.Now - Just;
        foreach (var (partition, row) in table.Sends.Open)
        {
            var isPlanned = row.State is SendState.Fresh or SendState.Wait && row.Send.NotBefore > just;
            var waits = row.State is SendState.Wait { Reason: "hours" or "no-address" } wait && wait.Until > just && (wait.Reason == "hours" || !IsThere(row.Send.To));
            if (!isPlanned && !waits)
                throw Broken("I6", $"{row.Send.Key} of {partition} is still {SendBook.Name(row.State)} a day after the last fault.");
        }
        foreach (var pair in table.Pairs.Values.Where(pair => pair.NextWake <= just))
            throw Broken("I6", $"pair {pair.Id} was due at {pair.NextWake} and nobody woke it.");
    }

    private bool IsThere(PersonId id) => table.People.GetValueOrDefault(Keys.Partition(id.Value))?.Reachable is not null;
}

/// <summary>P15: of who is forgotten no word is left, and no key that could open one.</summary>
internal sealed class Forgotten(MemoryTable memory, Witness table) : Law
{
    public override void AtRest()
    {
        foreach (var pair in table.Pairs.Values)
        {
            foreach (var person in ((PersonId[])[pair.Mentor, pair.Mentee]).Where(IsForgotten))
                Check(pair, person);
        }
    }

    private bool IsForgotten(PersonId id) => table.People.GetValueOrDefault(Keys.Partition(id.Value)) is { Forgetting.Done: true };

    private void Check(Pair pair, PersonId person)
    {
        var partition = Keys.Partition(pair.Id.Value);
        if (memory.ReadAsync(Tables.Pairs, partition, Keys.Key(person.Value), default).Result() is not null)
            throw Broken("P15", $"the key of {person}, who was forgotten, is still kept in pair {pair.Id}.");
        var (from, until) = Keys.All("words");
        var left = memory.ReadRangeAsync(Tables.Pairs, partition, from, until, 0, default).Result().FirstOrDefault(row => Keys.WordsIn(row.Key).Author == person.Value);
        if (left is not null)
            throw Broken("P15", $"{left.Key} of {person}, who was forgotten, is still kept in pair {pair.Id}.");
    }
}
