using System.Collections.Concurrent;
using System.Collections.Immutable;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;

namespace TrustBot.Sandbox;

/// <summary>Lists everybody who was imported. Who a pair is made of never changes, so each pair is read once; what they are called may.</summary>
public sealed class CastReader(ProgrammeStore programmes, PairEngine pairs, PersonStore people)
{
    /// <summary>A picker with more names is no picker any more.</summary>
    private const int PairsAtMost = 2_000;

    private readonly ConcurrentDictionary<PairId, (PersonId Mentor, PersonId Mentee)> known = new();

    public async ValueTask<Cast> ReadAsync(CancellationToken cancellation)
    {
        var cast = Cast.Empty;
        var list = ImmutableArray.CreateBuilder<CastPair>();
        foreach (var id in await programmes.AllAsync(cancellation))
        {
            if (await programmes.ReadAsync(id, cancellation) is { } programme)
            {
                if (cast.Coordinator is null)
                    cast = cast with { Coordinator = new CastSeat(programme.Coordinator, programme.CoordinatorName), Zone = programme.Hours.Zone, WinsChannel = programme.WinsChannel };
                // The coordinator has a pane.
                cast = cast with { Contacts = [.. cast.Contacts, .. programme.Contacts.Where(contact => contact.Person is { } person && person != programme.Coordinator).Select(contact => new CastSeat(contact.Person!.Value, contact.Name))] };
            }
            foreach (var pair in (await programmes.PairsAsync(id, cancellation)).Take(PairsAtMost - list.Count))
                if (await PairOfAsync(pair, cancellation) is { } found)
                    list.Add(found);
        }
        return cast with { Pairs = list.ToImmutable() };
    }

    private async ValueTask<CastPair?> PairOfAsync(PairId id, CancellationToken cancellation)
    {
        if (!known.TryGetValue(id, out var members))
        {
            if (await pairs.ReadAsync(id, cancellation) is not { } pair)
                return null;
            known[id] = members = (pair.Mentor, pair.Mentee);
        }
        if (await people.ReadAsync(members.Mentor, cancellation) is not { } mentor || await people.ReadAsync(members.Mentee, cancellation) is not { } mentee)
            return null;
        return new CastPair(id, new CastSeat(mentor.Id, mentor.Name), new CastSeat(mentee.Id, mentee.Name));
    }
}
