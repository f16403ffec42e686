using System.Runtime.CompilerServices;
using TrustBot.Cases;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Programmes;

namespace TrustBot.Scheduling;

/// <summary>Everybody there is, by way of the programmes' indexes; no table is ever scanned.</summary>
internal sealed class Walk(ProgrammeStore programmes, PairReader pairs, CaseStore cases)
{
    /// <summary>Every programme, coordinator, contact, pair, member and case once. A pair that only the index knows is left out.</summary>
    public async IAsyncEnumerable<Subject> EveryoneAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var met = new HashSet<PersonId>();
        foreach (var programme in await programmes.AllAsync(cancellation))
        {
            yield return Subject.Of(programme);
            var known = await programmes.ReadAsync(programme, cancellation);
            if (known is not null && met.Add(known.Coordinator))
                yield return Subject.Of(known.Coordinator);
            foreach (var contact in known?.Contacts.Select(contact => contact.Person).OfType<PersonId>() ?? [])
            {
                if (met.Add(contact))
                    yield return Subject.Of(contact);
            }
            foreach (var id in await programmes.PairsAsync(programme, cancellation))
            {
                if ((await pairs.ReadAsync(id, cancellation))?.Value is not { } pair)
                    continue;
                yield return Subject.Of(id);
                if (met.Add(pair.Mentor))
                    yield return Subject.Of(pair.Mentor);
                if (met.Add(pair.Mentee))
                    yield return Subject.Of(pair.Mentee);
            }
        }
        foreach (var id in await cases.AllAsync(cancellation))
            yield return Subject.Of(id);
    }
}
