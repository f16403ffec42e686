using System.Collections.Immutable;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Closing;

/// <summary>
/// What is left when a pair's time is over. The decision forgets every id first, so that nothing can be opened any more; the rows, which may be
/// more than one transaction holds, are then deleted by whoever has the store.
/// </summary>
public static class Erasure
{
    /// <summary>The words that are kept although the pair's time is over: an agreement that both signed, for its own time.</summary>
    /// <returns>Null for a pair whose words are not to be deleted.</returns>
    public static ImmutableHashSet<WordsId>? Keeps(Pair pair) => pair.Closing is not ClosingState.Erased ? null : pair.Kickoff switch
    {
        KickoffState.Signed signed => [signed.Agreement, .. signed.Earlier],
        _ => [],
    };

    internal static void Begin(Ruling ruling, ClosingState.Closed closed)
    {
        var pair = ruling.Pair;
        var agreement = SignedOf(pair.Kickoff);
        var until = closed.On.PlusDays(Math.Max(ruling.View.Programme.AgreementDays, ruling.View.Programme.TextDays));
        var bare = Bare(pair);
        ruling.Pair = bare with
        {
            Kickoff = agreement ?? bare.Kickoff,
            Closing = new ClosingState.Erased(closed.On, agreement is null ? null : until, [.. Roles.Both.Where(role => closed.Of(role).WantsAnother)]),
        };
        ruling.Note("erased", null);
    }

    internal static void Finish(Ruling ruling)
    {
        var erased = (ClosingState.Erased)ruling.Pair.Closing;
        ruling.Pair = Bare(ruling.Pair) with { Closing = erased with { AgreementUntil = null } };
        ruling.Note("agreement-erased", null);
    }

    /// <summary>Nobody is left to keep anything for.</summary>
    internal static void BothForgotten(Ruling ruling, NodaTime.LocalDate today)
    {
        if (ruling.Pair.Closing is not ClosingState.Erased { AgreementUntil: null })
            ruling.Pair = Bare(ruling.Pair) with { Closing = new ClosingState.Erased(today, null, []) };
    }

    /// <summary>Made anew rather than emptied, so that no practice can be left out.</summary>
    private static Pair Bare(Pair pair) => new()
    {
        Id = pair.Id,
        Programme = pair.Programme,
        Mentor = pair.Mentor,
        Mentee = pair.Mentee,
        Cohort = pair.Cohort,
        Joining = pair.Joining,
        Revision = pair.Revision,
    };

    /// <summary>An edit that was never signed by both leaves the version before it.</summary>
    private static KickoffState.Signed? SignedOf(KickoffState kickoff) => kickoff switch
    {
        KickoffState.Signed signed => signed,
        KickoffState.Signing { Earlier: [.. var earlier, var last] } signing => new KickoffState.Signed(last, signing.Version - 1, default, earlier),
        _ => null,
    };
}
