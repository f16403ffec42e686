using TrustBot.Core.Pairs;
using TrustBot.Core.People;

namespace TrustBot.People;

/// <summary>People by id, by the keyed hash of their mail, and by their address in a channel.</summary>
public sealed class PersonStore
{
    /// <returns>Null when there is no such person.</returns>
    public ValueTask<Person?> ReadAsync(PersonId id, CancellationToken cancellation) => throw new NotSupportedException();

    /// <param name="mail">Trimmed and lower case. Only its keyed hash is stored.</param>
    /// <returns>Null when nobody is known under this mail.</returns>
    public ValueTask<PersonId?> FindByMailAsync(string mail, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Finds the person of this mail, or makes one with a random id. Two callers at once get the same person.</summary>
    /// <param name="draft">Its id is ignored when the person is known already, and so is everything else of it.</param>
    public ValueTask<Person> EnsureAsync(string mail, Person draft, CancellationToken cancellation) => throw new NotSupportedException();

    /// <returns>Null when nobody is known under this address.</returns>
    public ValueTask<PersonId?> FindByAddressAsync(Address address, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Notes that this person is part of the pair. Written before the pair itself, and harmless if the pair never comes to be.</summary>
    public ValueTask AddPairAsync(PersonId person, PairId pair, CancellationToken cancellation) => throw new NotSupportedException();
}
