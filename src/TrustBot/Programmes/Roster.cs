using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Scheduling;

namespace TrustBot.Programmes;

/// <summary>A pair as the coordinator's pages see it.</summary>
/// <param name="Away">Those of the two to whom nothing can be written now.</param>
public sealed record RosterLine(PairSummary Summary, string Mentor, string Mentee, ImmutableArray<OutOfReach> Away);

/// <param name="Why">Null for somebody whom no platform has found: they installed nothing yet.</param>
public sealed record OutOfReach(PersonId Person, string Name, Reach? Why);

/// <summary>The one place where the coordinator's side reads pairs. Nothing but summaries leaves it.</summary>
public sealed class Roster(ProgrammeStore programmes, PairEngine engine, PersonStore people, StoryClock clock)
{
    private const int AtOnce = 32;

    /// <returns>In the order of the mentees' names.</returns>
    public async ValueTask<IReadOnlyList<RosterLine>> ReadAsync(Programme programme, CancellationToken cancellation)
    {
        var ids = await programmes.PairsAsync(programme.Id, cancellation);
        var lines = new RosterLine?[ids.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, lines.Length, options, async (i, _) => lines[i] = await LineAsync(programme, ids[i], cancellation));
        return [.. lines.OfType<RosterLine>()
            .OrderBy(line => line.Mentee, StringComparer.InvariantCultureIgnoreCase)
            .ThenBy(line => line.Mentor, StringComparer.InvariantCultureIgnoreCase)
            .ThenBy(line => line.Summary.Id.Value, StringComparer.Ordinal)];
    }

    /// <returns>Null when there is no such pair, or it belongs to another programme.</returns>
    public async ValueTask<RosterLine?> FindAsync(Programme programme, PairId id, CancellationToken cancellation) =>
        await LineAsync(programme, id, cancellation);

    /// <returns>The mentee first; null as for <see cref="FindAsync"/>.</returns>
    public async ValueTask<(Person Mentee, Person Mentor)?> MembersAsync(Programme programme, PairId id, CancellationToken cancellation)
    {
        if (await engine.ReadAsync(id, cancellation) is not { } pair || pair.Programme != programme.Id)
            return null;
        var mentor = await people.ReadAsync(pair.Mentor, cancellation);
        var mentee = await people.ReadAsync(pair.Mentee, cancellation);
        return mentor is null || mentee is null ? null : (mentee, mentor);
    }

    private async ValueTask<RosterLine?> LineAsync(Programme programme, PairId id, CancellationToken cancellation)
    {
        if (await engine.ReadAsync(id, cancellation) is not { } pair || pair.Programme != programme.Id)
            return null;
        var mentor = await people.ReadAsync(pair.Mentor, cancellation);
        var mentee = await people.ReadAsync(pair.Mentee, cancellation);
        if (mentor is null || mentee is null)
            return null;
        var summary = PairSummary.Of(pair, clock.Now, DateTimeZoneProviders.Tzdb[programme.Hours.Zone]);
        return new RosterLine(summary, mentor.Name, mentee.Name, pair.IsLiving ? [.. new[] { mentee, mentor }.Where(IsAway).Select(person => new OutOfReach(person.Id, person.Name, person.Address is null ? null : person.Reach))] : []);
    }

    private static bool IsAway(Person person) => person.Reachable is null && !person.IsForgotten;
}
