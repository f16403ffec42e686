using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Meetings;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>Holds what a decision says it has asked against the rows that it wrote: a slot that counts as decided has its messages.</summary>
internal sealed class SlotBook
{
    private readonly Dictionary<PairId, int> asked = [];

    /// <summary>The rhythm that holds for a pair now; null while a change is so fresh that either may.</summary>
    public Func<Pair, Cadence?>? CadenceOf { get; set; }

    public long Asked => asked.Values.Sum(count => (long)count);

    public void Observe(Pair? before, Pair after, IReadOnlyList<Change> batch)
    {
        if (before is not null && after.Revision <= before.Revision)
            throw new BrokenLawException($"I1: pair {after.Id} went from revision {before.Revision} to {after.Revision}.");
        if (before?.Prompts.LastSlot > after.Prompts.LastSlot)
            throw new BrokenLawException($"I7: pair {after.Id} went back from slot {before.Prompts.LastSlot} to {after.Prompts.LastSlot}.");
        if (after.Prompts.LastSlot is { } last && last != before?.Prompts.LastSlot)
            Slots(before, after, last, batch);
        if (after.Meetings.Check is { } check && (before?.Meetings.Check?.Of != check.Of || before.Meetings.Check.Again != check.Again))
            Require(after, check.Again ? "meetings.check-again" : "meetings.check", check.Of, batch, role => !check.Again || before?.Meetings.Check?.AnswerOf(role) == Met.NotYet);
    }

    private void Slots(Pair? before, Pair after, LocalDate last, IReadOnlyList<Change> batch)
    {
        // A rest that began or ended in this very decision covered some of the slots, and which ones only the decision knows.
        // So did a rhythm that was changed: what the new one would have named before is passed over.
        if (before?.Prompts.Rule != after.Prompts.Rule)
            return;
        if (before?.Away.Holds == true || after.Away.Holds)
            return;
        if (before?.Rest is not null || after.Rest is not null || before?.Prompts.StartsOn is not { } start || CadenceOf!(before) is not { } cadence)
            return;
        var after0 = before.Prompts.LastSlot is { } decided && decided >= start ? decided : start.PlusDays(-1);
        foreach (var slot in Rhythm.SlotsBetween(cadence, after0, last))
        {
            // A question of reflection is for both; another practice may ask one of them alone.
            if (after.Prompts.Recent.LastOrDefault(turn => turn.Slot == slot) is { Practice: not "reflection" })
                RequireAny(after, "prompt", slot, batch);
            else
                Require(after, "prompt", slot, batch, _ => true);
            asked[after.Id] = asked.GetValueOrDefault(after.Id) + 1;
        }
    }

    private static void RequireAny(Pair pair, string kind, LocalDate slot, IReadOnlyList<Change> batch)
    {
        if (!Roles.Both.Any(role => Has(pair, kind, slot, role, batch)))
            throw new BrokenLawException($"I1: {kind} of {slot} counts as decided for pair {pair.Id}, and nobody has a message.");
    }

    private static void Require(Pair pair, string kind, LocalDate slot, IReadOnlyList<Change> batch, Func<Role, bool> asked)
    {
        foreach (var role in Roles.Both.Where(asked))
        {
            if (!Has(pair, kind, slot, role, batch))
                throw new BrokenLawException($"I1: {kind} of {slot} counts as decided for pair {pair.Id}, and {pair.Of(role)} has no message.");
        }
    }

    private static bool Has(Pair pair, string kind, LocalDate slot, Role role, IReadOnlyList<Change> batch)
    {
        var key = Keys.Send(SendKey.ForSlot(kind, slot, pair.Id, pair.Of(role)));
        return batch.Any(change => change is Change.Insert && change.Key == key);
    }
}
