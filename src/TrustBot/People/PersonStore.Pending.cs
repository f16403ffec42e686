using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>
/// What leads to a person stands in other partitions than the person, and so changes at another moment. Every address that may lead to them is named
/// in their own partition all the while: by <c>person</c>, or by a row <c>moving:…</c>, which is there before the claim and until after the release.
/// Who is only being made is led to before there is a row of theirs: whoever comes next makes it.
/// </summary>
public sealed partial class PersonStore
{
    /// <summary>A claim follows its row at once. The hint that was put before both is looked at once more, in two minutes, when this is over.</summary>
    private static readonly Duration UntilClaimed = Duration.FromMinutes(1);

    /// <summary>Puts right what a process left undone that died. Mostly there is nothing, and then nothing is read but the person.</summary>
    internal async ValueTask MendAsync(PersonId id, CancellationToken cancellation)
    {
        if (await ReadAsync(id, cancellation) is not { } known || !NeedsMending(known))
            return;
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        await LetGoOfPendingAsync(id, cancellation);
        while (await ReadFreshAsync(id, cancellation) is { } stored && IsLostWithoutMoment(stored.Value))
        {
            await hints.PutAsync(Subject.Of(id), clock.Now, cancellation);
            if (await WriteAsync(id, WithTells(stored, Lost(stored.Value, stored.Value.Reach)), cancellation) is WriteResult.Written)
                return;
        }
    }

    /// <summary>
    /// Older versions could let go of an address that was somebody's still. Nobody hears of it then when they are lost there, and so it is claimed anew.
    /// Who stands at an address that leads to another person is lost: what is meant for them must not be read there.
    /// </summary>
    /// <returns>Whether anything was wrong.</returns>
    internal async ValueTask<bool> ReclaimAsync(PersonId id, CancellationToken cancellation)
    {
        if (await ReadAsync(id, cancellation) is not { IsForgotten: false, Reachable: { } known } || await FindByAddressAsync(known, cancellation) == id)
            return false;
        if (await TryReclaimAsync(id, cancellation) is { Address: { } others } person)
            await LoseAsync(id, others, Reach.Removed, person.Revision, cancellation);
        return true;
    }

    /// <returns>The person when their address is somebody else's.</returns>
    private async ValueTask<Person?> TryReclaimAsync(PersonId id, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        Address? claimed = null;
        while (await ReadFreshAsync(id, cancellation) is { } stored)
        {
            // Moved in the middle of it by another process.
            if (claimed is not null)
                await LeaveAsync(stored.Value, claimed, cancellation);
            if (stored.Value is not { IsForgotten: false, Reachable: { } address })
                return null;
            if (await EntryAsync(address, cancellation) is { } entry)
                return PersonIn(entry) == id ? null : stored.Value;
            if (await MoveAsync(stored, address, null, cancellation))
                return null;
            claimed = address;
        }
        return null;
    }

    internal static bool NeedsMending(Person person) => !person.Pending.IsEmpty || IsLostWithoutMoment(person);

    /// <summary>Stored by a version that did not note when: counted from now on, for nobody is to be told of an absence that may be a day old.</summary>
    private static bool IsLostWithoutMoment(Person person) => person is { Reach: not Reach.Here, LostAt: null, IsForgotten: false };

    /// <summary>
    /// Rows that others change meanwhile stay: whoever changed them is at work on the same, and has put a hint. So does for a while what leads nowhere yet:
    /// another process may be about to claim it, and die after that.
    /// </summary>
    /// <remarks>Should it be held up for longer in between, and then die, its claim stands until somebody comes from there, and is completed or disclaimed then.</remarks>
    private async ValueTask LetGoOfPendingAsync(PersonId id, CancellationToken cancellation)
    {
        foreach (var row in await PendingAsync(id, cancellation))
        {
            var (_, address, noted) = PendingIn(row);
            var entry = await EntryAsync(address, cancellation);
            var isClaimed = entry is not null && PersonIn(entry) == id;
            if (!isClaimed && !instance.Alone && hints.SystemNow - noted < UntilClaimed)
                continue;
            // Another node may be about to move them there. It can't any more once this is written; should it try again, it writes the claim anew,
            // and the one that was read here is no longer there to be deleted.
            if (await WriteAsync(id, new Change.Replace(row.Key, row.Data, row.ETag), cancellation) is not WriteResult.Written taken)
                continue;
            // Two may have moved them there at once: whoever came second has named an address that is theirs by now, and that stays so.
            if ((await ReadFreshAsync(id, cancellation))?.Value.Address == address)
            {
                await WriteAsync(id, new Change.Delete(row.Key, taken.ETags[0]!), cancellation);
                continue;
            }
            if (isClaimed && await table.WriteAsync(Tables.Directory, PartitionOf(address), [new Change.Delete(entry!.Key, entry.ETag)], cancellation) is WriteResult.Conflict)
                continue;
            if (isClaimed || entry is null)
                await places.ForgetAsync(address, cancellation);
            await WriteAsync(id, new Change.Delete(row.Key, taken.ETags[0]!), cancellation);
        }
    }

    /// <returns>Null when somebody else was faster.</returns>
    private async ValueTask<string?> NoteAsync(PersonId id, Address address, IReadOnlyList<Row> pending, CancellationToken cancellation) =>
        await WriteAsync(id, Noting(address, pending), cancellation) is WriteResult.Written written ? written.ETags[0] : null;

    private Change Noting(Address address, IReadOnlyList<Row> pending)
    {
        var (key, data) = (Keys.Pending(address), PairJson.Write(new PendingRow(Layout.Version, address, hints.SystemNow)));
        return pending.FirstOrDefault(row => row.Key == key) is { } known ? new Change.Replace(key, data, known.ETag) : new Change.Insert(key, data);
    }

    /// <param name="entry">As it was read. One that is theirs already is written again, so that nobody deletes it who read it before.</param>
    /// <returns>False when somebody else was faster.</returns>
    private async ValueTask<bool> ClaimAsync(Address address, Row? entry, PersonId id, CancellationToken cancellation)
    {
        var data = PairJson.Write(new DirectoryRow(Layout.Version, id));
        Change claim = entry is null ? new Change.Insert(Keys.Person, data) : new Change.Replace(entry.Key, data, entry.ETag);
        return await table.WriteAsync(Tables.Directory, PartitionOf(address), [claim], cancellation) is WriteResult.Written;
    }

    private ValueTask<Row?> EntryAsync(Address address, CancellationToken cancellation) =>
        table.ReadAsync(Tables.Directory, PartitionOf(address), Keys.Person, cancellation);

    private ValueTask<IReadOnlyList<Row>> PendingAsync(PersonId id, CancellationToken cancellation)
    {
        var (from, until) = Keys.All(Keys.PendingKind);
        return table.ReadRangeAsync(Tables.People, Keys.Partition(id.Value), from, until, 0, cancellation);
    }

    private static PendingRow PendingIn(Row row) => PairJson.Read<PendingRow>(row.Data);

    private static PersonId PersonIn(Row entry) => PairJson.Read<DirectoryRow>(entry.Data).Person;
}
