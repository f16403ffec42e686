using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.Programmes;

namespace TrustBot.People;

/// <summary>Loads what a decision or a message about one person may look at.</summary>
public sealed class PersonReader(PersonStore people, ProgrammeStore programmes, PairReader pairs, House house)
{
    public async ValueTask<PersonView> ViewAsync(Person person, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<PairOfPerson>();
        foreach (var id in person.Pairs)
        {
            // The index is written before the pair, and so may name one that never came to be.
            if (await PairAsync(id, cancellation) is not { } pair)
                continue;
            var partner = pair.Mentor == person.Id ? pair.Mentee : pair.Mentor;
            if (await people.ReadAsync(partner, cancellation) is { } other && await programmes.ReadAsync(pair.Programme, cancellation) is { } programme)
                found.Add(new PairOfPerson(pair, other, programme));
        }
        var askedBy = ImmutableArray.CreateBuilder<Programme>();
        foreach (var id in person.ContactOf)
        {
            if (await programmes.ReadFreshAsync(id, cancellation) is { } programme)
                askedBy.Add(programme);
        }
        return new PersonView(person, found.ToImmutable(), house.For(person)) { AskedBy = askedBy.ToImmutable() };
    }

    /// <summary>A pair that can't be read must not keep its members from everything else; its own wakes tell the log of it.</summary>
    private async ValueTask<Pair?> PairAsync(PairId id, CancellationToken cancellation)
    {
        try
        {
            return (await pairs.ReadAsync(id, cancellation))?.Value;
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            return null;
        }
    }
}
