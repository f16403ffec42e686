using NodaTime;
using TrustBot.Core.Safety;
using TrustBot.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>P37: a message about a case goes to its author, contact and backup alone, each of its own kind; the backup hears of it after two working days, and not once it was opened.</summary>
internal sealed class CaseStaysWithItsPeople : Law
{
    public override void Arrived(Arrival arrival)
    {
        if (arrival.Case is not { } one)
            return;
        var reader = arrival.Card.Kind switch
        {
            "safety.receipt" => one.Author,
            "safety.message" or "safety.ends" => one.Contact,
            "safety.backup" => one.Backup,
            _ => null,
        };
        if (reader != arrival.To)
            throw Broken("P37", $"{arrival.Card.Kind} of case {one.Id} reached {arrival.To}.");
        if (arrival is { IsNew: true, Card.Kind: "safety.backup" } && (arrival.Begun < one.FirstCheck || one.State is not CaseState.Sent { Checks: > 0 }))
            throw Broken("P37", $"the backup of case {one.Id} heard of it at {arrival.Begun}, and it was {one.State.GetType().Name} with its first check at {one.FirstCheck}.");
    }
}

/// <summary>P37: what lies unopened is noticed after two and after five working days, through whatever outage.</summary>
internal sealed class CaseIsEscalated(Witness table, VirtualTime time) : Law
{
    private static readonly Duration Slack = Duration.FromMinutes(5);

    public override void AtRest()
    {
        foreach (var one in table.Cases.Values)
        {
            if (one.State is CaseState.Sent { Checks: var checks } && checks < (time.Now - Slack > one.SecondCheck ? 2 : time.Now - Slack > one.FirstCheck ? 1 : 0))
                throw Broken("P37", $"case {one.Id} lies unopened since {one.SentAt}, and only {checks} of its checks were made.");
        }
    }
}

/// <summary>P15: of a case that was taken back, or whose author was forgotten before anybody opened it, neither words nor key are left.</summary>
internal sealed class TakenBackIsGone(MemoryTable memory, Witness table) : Law
{
    public override void AtRest()
    {
        foreach (var one in table.Cases.Values)
        {
            // Who turns to a contact once more after that does so on purpose.
            var gone = table.People.GetValueOrDefault(Keys.Partition(one.Author.Value)) is { Forgetting: { Done: true, At: var at } } && one.SentAt <= at;
            if (one.State is CaseState.Sent && gone)
                throw Broken("P15", $"case {one.Id} of {one.Author}, who was forgotten, still waits to be opened.");
            if (one.State is CaseState.Withdrawn && Vault.RowsOf(memory, Tables.Cases, one.Id.Value, "words").Concat(Vault.RowsOf(memory, Tables.Cases, one.Id.Value, "key")).FirstOrDefault() is { } left)
                throw Broken("P15", $"{left.Key} of case {one.Id} is still kept, and it was taken back.");
        }
    }
}
