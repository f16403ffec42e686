using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.People;

public enum Welcome
{
    Back,

    /// <summary>Their words are still being deleted.</summary>
    StillForgetting,

    /// <summary>Nobody, or somebody who is here.</summary>
    NotForgotten,
}

/// <summary>People by id, by the keyed hash of their mail, and by their address in a channel.</summary>
public sealed partial class PersonStore(
    ITable table, KeyedHash hash, Places places, StoryClock clock, TimeProvider system, KeyedGate gate, Hints hints, Nudges nudges, Instance instance)
{
    private readonly ShortCache<PersonId, Stored<Person>> cache = new(system);
    private readonly ParsedRows<PersonRow> parsed = new();
    private readonly ParsedRows<PairIndexRow> parsedIndex = new();

    /// <returns>Null when there is no such person. May be up to 30 s old where another node changed it; <see cref="ReadFreshAsync"/> is not.</returns>
    public async ValueTask<Person?> ReadAsync(PersonId id, CancellationToken cancellation) =>
        (await cache.GetAsync(id, ReadFreshAsync, cancellation))?.Value;

    public async ValueTask<Stored<Person>?> ReadFreshAsync(PersonId id, CancellationToken cancellation)
    {
        var range = RangeOf(id);
        return Parse(range.Partition, await table.ReadRangeAsync(range.Table, range.Partition, range.From, range.Until, 0, cancellation));
    }

    /// <summary>For many decisions that follow, each of which then finds its people with <see cref="ReadAsync"/>.</summary>
    internal ValueTask ReadAheadAsync(IEnumerable<PersonId> ids, CancellationToken cancellation) => cache.ReadAheadAsync(ids, ReadTogetherAsync, cancellation);

    private async ValueTask<IReadOnlyList<Stored<Person>?>> ReadTogetherAsync(IReadOnlyList<PersonId> ids, CancellationToken cancellation)
    {
        var ranges = ids.Select(RangeOf).ToList();
        var rows = await table.ReadRangesAsync(ranges, cancellation);
        return [.. ranges.Select((range, i) => Parse(range.Partition, rows[i]))];
    }

    /// <summary>The rows <c>moving:…</c>, <c>pair:…</c> and <c>person</c> are neighbours.</summary>
    private static RowRange RangeOf(PersonId id) => new(Tables.People, Keys.Partition(id.Value), Keys.All(Keys.PendingKind).From, "person;");

    private Stored<Person>? Parse(string partition, IReadOnlyList<Row> rows)
    {
        if (rows.Count == 0 || rows[^1].Key != Keys.Person)
            return null;
        var index = rows.SkipLast(1).SkipWhile(row => !row.Key.StartsWith("pair:", StringComparison.Ordinal)).Select(row => parsedIndex.Read(partition, row)).ToList();
        var person = parsed.Read(partition, rows[^1]).Person with { Pairs = [.. index.OrderBy(row => row.At).Select(row => row.Pair)] };
        if (index.Count < rows.Count - 1)
            person = person with { Pending = [.. rows.Take(rows.Count - 1 - index.Count).Select(row => PendingIn(row).Address)] };
        return new Stored<Person>(person, rows[^1].ETag);
    }

    /// <summary>To be called after every write to a <c>person</c> row, also after one that brought no answer.</summary>
    public void Forget(PersonId id) => cache.Forget(id);

    /// <param name="mail">Only its keyed hash is stored.</param>
    /// <returns>Null when nobody is known under this mail.</returns>
    public ValueTask<PersonId?> FindByMailAsync(string mail, CancellationToken cancellation) => FindAsync(PartitionOfMail(mail), cancellation);

    /// <returns>Null when nobody is known under this address.</returns>
    public ValueTask<PersonId?> FindByAddressAsync(Address address, CancellationToken cancellation) => FindAsync(PartitionOf(address), cancellation);

    /// <summary>Finds the person of this mail, or makes one. Two callers at once get the same person.</summary>
    /// <param name="draft">With a random id of its own. Ignored, all of it, when the person is known already.</param>
    public async ValueTask<Person> EnsureAsync(string mail, Person draft, CancellationToken cancellation)
    {
        // The directory first: a crash in between leaves an entry whose person the next call makes.
        var id = await ClaimOrFindAsync(PartitionOfMail(mail), draft.Id, cancellation);
        if (await ReadFreshAsync(id, cancellation) is { } known)
            return known.Value;
        // A place where people are known by their own id follows the id that was claimed first.
        var address = draft.Address?.Id == draft.Id.Value ? draft.Address with { Id = id.Value } : draft.Address;
        if (address is not null && await ClaimOrFindAsync(PartitionOf(address), id, cancellation) != id)
            address = null;
        var person = draft with { Id = id, Address = address };
        await WriteAsync(id, new Change.Insert(Keys.Person, Document(person)), cancellation);
        return (await ReadFreshAsync(id, cancellation))!.Value;
    }

    /// <summary>Notes that this person is part of the pair. Written before the pair itself, and harmless if the pair never comes to be.</summary>
    public async ValueTask AddPairAsync(PersonId person, PairId pair, CancellationToken cancellation)
    {
        var row = new PairIndexRow(Layout.Version, pair, clock.Now);
        await WriteAsync(person, new Change.Insert(Keys.PairOf(pair), PairJson.Write(row)), cancellation);
    }

    /// <summary>For a store that was restored from before this person asked.</summary>
    /// <returns>Whether the store still knew them.</returns>
    internal async ValueTask<bool> BeginForgettingAsync(PersonId id, Instant now, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        while (await ReadFreshAsync(id, cancellation) is { Value.Forgetting: null } stored)
        {
            await hints.PutAsync(Subject.Of(id), clock.Now, cancellation);
            var begun = stored.Value with { Forgetting = new Forgetting(now, Done: false), Revision = stored.Value.Revision + 1 };
            if (await WriteAsync(id, new Change.Replace(Keys.Person, Document(begun), stored.ETag), cancellation) is WriteResult.Written)
                return true;
        }
        return false;
    }

    /// <summary>The last step: what leads to this person, and what was kept about them by themselves. Their mail's keyed hash stays, so that no import makes them anew.</summary>
    internal async ValueTask ForgetAsync(PersonId id, Forgetting forgetting, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        while (await ReadFreshAsync(id, cancellation) is { Value.Forgetting.Done: false } stored)
        {
            if (stored.Value.Address is { } address)
                await LetGoAsync(address, id, cancellation);
            await LetGoOfPendingAsync(id, cancellation);
            foreach (var kind in (string[])["send", "seen", "tell", "link"])
            {
                var (from, until) = Keys.All(kind);
                await table.DeleteAsync(Tables.People, Keys.Partition(id.Value), await table.ReadRangeAsync(Tables.People, Keys.Partition(id.Value), from, until, 0, cancellation), cancellation);
            }
            var bare = stored.Value.Bare(forgetting with { Done = true });
            if (await WriteAsync(id, new Change.Replace(Keys.Person, Document(bare), stored.ETag), cancellation) is WriteResult.Written)
                return;
        }
    }

    /// <summary>Somebody who was forgotten asked to be invited again: the next import makes a new person of this mail.</summary>
    public async ValueTask<Welcome> WelcomeBackAsync(string mail, CancellationToken cancellation)
    {
        if (await FindByMailAsync(mail, cancellation) is not { } id || (await ReadFreshAsync(id, cancellation))?.Value.Forgetting is not { } forgetting)
            return Welcome.NotForgotten;
        if (!forgetting.Done)
            return Welcome.StillForgetting;
        await ReleaseAsync(PartitionOfMail(mail), id, cancellation);
        return Welcome.Back;
    }

    private async ValueTask ReleaseAsync(string partition, PersonId id, CancellationToken cancellation)
    {
        if (await table.ReadAsync(Tables.Directory, partition, Keys.Person, cancellation) is { } row && PersonIn(row) == id)
            await table.WriteAsync(Tables.Directory, partition, [new Change.Delete(row.Key, row.ETag)], cancellation);
    }

    /// <summary>The document of a person: the pairs are rows of their own.</summary>
    internal static string Document(Person person) => PairJson.Write(new PersonRow(Layout.Version, person with { Pairs = [] }));

    private async ValueTask<WriteResult> WriteAsync(PersonId id, Change change, CancellationToken cancellation) => await WriteAsync(id, [change], cancellation);

    private async ValueTask<WriteResult> WriteAsync(PersonId id, Change[] batch, CancellationToken cancellation)
    {
        try
        {
            return await table.WriteAsync(Tables.People, Keys.Partition(id.Value), batch, cancellation);
        }
        finally
        {
            Forget(id);
        }
    }

    private async ValueTask WakeAsync(Person person, CancellationToken cancellation)
    {
        foreach (var subject in SubjectsOf(person))
            await hints.PutAsync(subject, clock.Now, cancellation);
    }

    private static IEnumerable<Subject> SubjectsOf(Person person) => person.Pairs.Select(Subject.Of).Prepend(Subject.Of(person.Id));

    private async ValueTask<PersonId> ClaimOrFindAsync(string partition, PersonId wanted, CancellationToken cancellation)
    {
        if (await FindAsync(partition, cancellation) is { } known)
            return known;
        var result = await table.WriteAsync(Tables.Directory, partition, [new Change.Insert(Keys.Person, PairJson.Write(new DirectoryRow(Layout.Version, wanted)))], cancellation);
        return result is WriteResult.Written ? wanted : (await FindAsync(partition, cancellation))!.Value;
    }

    private async ValueTask<PersonId?> FindAsync(string partition, CancellationToken cancellation) =>
        await table.ReadAsync(Tables.Directory, partition, Keys.Person, cancellation) is { } row ? PersonIn(row) : null;

    private string PartitionOfMail(string mail) => Keys.Partition($"mail~{hash.OfMail(mail)}");
}
