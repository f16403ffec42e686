using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>Where people are written to.</summary>
public sealed partial class PersonStore
{
    /// <summary>The person acted there, and from now on TrustBot writes to them there. What had to wait for an address goes out.</summary>
    /// <inheritdoc cref="BindAsync(PersonId, Address, bool, CancellationToken)"/>
    public ValueTask<bool> BindAsync(PersonId id, Address address, CancellationToken cancellation) => BindAsync(id, address, moves: true, cancellation);

    /// <summary>
    /// From now on TrustBot writes to this person there, and the address that they had is nobody's. Who can be reached under one account is never
    /// bound to a second one in the same place: that two have the same mail there is no proof that they are the same person.
    /// </summary>
    /// <param name="moves">Whether somebody who can be reached in another place is moved; only what they did themselves may do that.</param>
    /// <returns>Whether the address is this person's; false when it is not to be, when it is somebody else's, or for who is forgotten or was never known.</returns>
    public async ValueTask<bool> BindAsync(PersonId id, Address address, bool moves, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        while (await ReadFreshAsync(id, cancellation) is { } stored)
        {
            if (!MayBind(stored.Value, address, moves))
            {
                await LeaveAsync(stored.Value, address, cancellation);
                return false;
            }
            var entry = await EntryAsync(address, cancellation);
            if (entry is not null && PersonIn(entry) != id)
                return false;
            var isTheirs = entry is not null && stored.Value.Reachable == address;
            if (!isTheirs)
            {
                await WakeAsync(stored.Value, cancellation);
                if (!await MoveAsync(stored, address, entry, cancellation))
                    continue;
                foreach (var subject in SubjectsOf(stored.Value))
                    nudges.Add(subject);
            }
            if (!isTheirs || NeedsMending(stored.Value))
                await LetGoOfPendingAsync(id, cancellation);
            return true;
        }
        return false;
    }

    /// <summary>
    /// The new address leads to the person before they have it, and the old one until after they have left it: in between, what is written to them
    /// arrives, a loss is heard of, and what they do leads to them at either end. The other order would for a moment show somebody at an
    /// address whose losses find nobody. Which of the two is theirs one transaction says, together with which is to be let go of: by whoever gets
    /// there first, this, their next act, or the wake whose hint is there already.
    /// </summary>
    /// <returns>False when somebody else was faster.</returns>
    private async ValueTask<bool> MoveAsync(Stored<Person> stored, Address address, Row? entry, CancellationToken cancellation)
    {
        var (person, batch) = (stored.Value, new List<Change>());
        if (person.Address != address)
        {
            var pending = await PendingAsync(person.Id, cancellation);
            if (await NoteAsync(person.Id, address, pending, cancellation) is not { } noted)
                return false;
            batch.Add(new Change.Delete(Keys.Pending(address), noted));
            if (person.Address is { } old)
                batch.Add(Noting(old, pending));
        }
        if ((person.Address != address || entry is null) && !await ClaimAsync(address, entry, person.Id, cancellation))
            return false;
        var changed = person with { Address = address, Reach = Reach.Here, LostAt = null, Revision = person.Revision + 1 };
        return await WriteAsync(person.Id, [.. WithTells(stored, changed), .. batch], cancellation) is WriteResult.Written;
    }

    /// <summary>A move that was broken off may have claimed an address for somebody who has been forgotten since. It is nobody's from now on, and nothing is kept of it.</summary>
    public async ValueTask DisclaimAsync(PersonId id, Address address, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        if (await ReadFreshAsync(id, cancellation) is { Value: { IsForgotten: true } person })
            await LeaveAsync(person, address, cancellation);
    }

    /// <summary>Lets go of what leads to this person from an address that is not theirs.</summary>
    private async ValueTask LeaveAsync(Person person, Address address, CancellationToken cancellation)
    {
        if (person.Address == address || await FindByAddressAsync(address, cancellation) != person.Id)
            return;
        if (person.IsForgotten)
        {
            await LetGoAsync(address, person.Id, cancellation);
            return;
        }
        // Another process may be about to move them there. By the row that names the address it finds that it has to begin again.
        if (!person.Pending.Contains(address))
            await NoteAsync(person.Id, address, [], cancellation);
        await LetGoOfPendingAsync(person.Id, cancellation);
    }

    private static bool MayBind(Person person, Address address, bool moves) =>
        !person.IsForgotten && (person.Elsewhere(address) is not { } here || (moves && !here.IsInPlaceOf(address)));

    /// <summary>From now on what is meant for this person waits: a channel said that they can't be reached there. <see cref="BindAsync(PersonId, Address, CancellationToken)"/> ends it.</summary>
    /// <param name="address">Where they can't be reached; who has moved elsewhere meanwhile still can.</param>
    /// <param name="revision">The person's when the call began that was refused: what has happened since may have made it untrue. Null where it is certain.</param>
    /// <returns>Whether they can't be reached there now.</returns>
    public async ValueTask<bool> LoseAsync(Address address, Reach why, int? revision, CancellationToken cancellation) =>
        await FindByAddressAsync(address, cancellation) is not { } id || await LoseAsync(id, address, why, revision, cancellation);

    /// <summary>For who is known already: an address that leads to nobody any more must not keep them where they can't be reached.</summary>
    /// <inheritdoc cref="LoseAsync(Address, Reach, int?, CancellationToken)"/>
    public async ValueTask<bool> LoseAsync(PersonId id, Address address, Reach why, int? revision, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        while (await ReadFreshAsync(id, cancellation) is { } stored && stored.Value.Address == address && (stored.Value.Reach != why || IsLostWithoutMoment(stored.Value)))
        {
            if (revision is { } seen && stored.Value.Revision != seen)
                return stored.Value.Reach is not Reach.Here;
            await hints.PutAsync(Subject.Of(id), clock.Now, cancellation);
            if (await WriteAsync(id, WithTells(stored, Lost(stored.Value, why)), cancellation) is WriteResult.Written)
                return true;
        }
        return true;
    }

    private Person Lost(Person person, Reach why) => person with { Reach = why, LostAt = person.LostAt ?? clock.Now, Revision = person.Revision + 1 };

    /// <summary>The pairs hear of it where somebody can be reached no longer, or again.</summary>
    private Change[] WithTells(Stored<Person> stored, Person changed)
    {
        var person = new Change.Replace(Keys.Person, Document(changed), stored.ETag);
        return stored.Value.LostAt == changed.LostAt
            ? [person]
            : [person, .. TellRows.Of(changed.Pairs.Select(pair => new PairTell(pair, new Input.PersonChanged(changed.Id))), changed.Revision, clock.Now)];
    }

    private async ValueTask LetGoAsync(Address address, PersonId id, CancellationToken cancellation)
    {
        await ReleaseAsync(PartitionOf(address), id, cancellation);
        await places.ForgetAsync(address, cancellation);
    }

    private static string PartitionOf(Address address) => Keys.PartitionOf(address);
}
