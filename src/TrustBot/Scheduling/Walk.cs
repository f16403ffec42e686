using System.Runtime.CompilerServices;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Programmes;

namespace TrustBot.Scheduling;

/// <summary>Everybody there is, by way of the programmes' indexes; no table is ever scanned.</summary>
internal sealed class Walk(ProgrammeStore programmes, PairReader pairs)
{
    /// <summary>
    /// Every programme, coordinator, pair and member once. A pair that only the index knows is left out; one that can't be read is named,
    /// for whoever looks after it to find out.
    /// </summary>
    public async IAsyncEnumerable<Subject> EveryoneAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var met = new HashSet<PersonId>();
        foreach (var programme in await programmes.AllAsync(cancellation))
        {
            yield return Subject.Of(programme);
            if (await CoordinatorAsync(programme, cancellation) is { } coordinator && met.Add(coordinator))
                yield return Subject.Of(coordinator);
            foreach (var id in await programmes.PairsAsync(programme, cancellation))
            {
                var (known, pair) = await LookAsync(id, cancellation);
                if (!known)
                    continue;
                yield return Subject.Of(id);
                if (pair is null)
                    continue;
                if (met.Add(pair.Mentor))
                    yield return Subject.Of(pair.Mentor);
                if (met.Add(pair.Mentee))
                    yield return Subject.Of(pair.Mentee);
            }
        }
    }

    private async ValueTask<(bool Known, Pair? Pair)> LookAsync(PairId id, CancellationToken cancellation)
    {
        try
        {
            return await pairs.ReadAsync(id, cancellation) is { } stored ? (true, stored.Value) : (false, null);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            return (true, null);
        }
    }

    private async ValueTask<PersonId?> CoordinatorAsync(ProgrammeId id, CancellationToken cancellation)
    {
        try
        {
            return (await programmes.ReadAsync(id, cancellation))?.Coordinator;
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            return null;
        }
    }
}
