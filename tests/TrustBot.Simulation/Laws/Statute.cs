using NodaTime;
using TrustBot.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>All laws, and when each of them is held against what happened: only what a step touched is looked at.</summary>
internal sealed class Statute(MemoryTable memory, Witness table, Canaries canaries, Consents consents, SimulatedLog logs, VirtualTime time)
{
    private readonly Hinted hinted = new(table);

    private Law[]? laws;

    /// <summary>While the hints are lost, nothing can be said about them.</summary>
    public bool HintsAreLost
    {
        get => hinted.AreLost;
        set => hinted.AreLost = value;
    }

    private Law[] All => laws ??=
    [
        new NoBug(logs), hinted, new OnlyReaders(canaries, table), new SeenOnce(), new AskedOnce(), new NewestAlone(table), new InsideHours(table), new StillUseful(),
        new NotAtRest(), new QuietBeforeTheEnd(), new NothingLeftOver(table, time), new Forgotten(memory, table), new OneReminder(), new WhereTheyAre(table), new OnceInEachPlace(table), new QuietAfterTheEnd(), new CaseStaysWithItsPeople(),
        new CaseIsEscalated(table, time), new TakenBackIsGone(memory, table), new PostedByBoth(consents), new SweptAfterItsTime(memory, table, time), new DeletedIsGone(memory, table, canaries),
    ];

    public void AfterStep()
    {
        var touched = table.TakeTouched();
        foreach (var law in All)
            law.AfterStep(touched);
    }

    public void Arrived(Post post, int copies, Instant begun, bool isNew)
    {
        var partition = SendBook.PartitionOf(post);
        var row = table.Sends.Find(partition, Keys.Send(post.DrawnBy)) ?? throw new BrokenLawException($"I1: {post.DrawnBy} of {partition} was sent, and nobody decided it.");
        var arrival = new Arrival(post, partition, post.Pair is null ? null : table.Pairs.GetValueOrDefault(partition), table.Cases.GetValueOrDefault(partition), row, begun, copies, isNew);
        foreach (var law in All)
            law.Arrived(arrival);
    }

    /// <summary>What the program says has arrived has arrived.</summary>
    public static void Sent(Post? post, string partition, SendRow row)
    {
        if (post is null || post.To != row.Send.To || SendBook.PartitionOf(post) != partition || !post.Calls.Contains(row.Send.Key))
            throw new BrokenLawException($"I1: {row.Send.Key} of {partition} counts as sent, and what arrived is {post?.DrawnBy.Value ?? "nothing"} of {post?.Pair?.Value ?? "a person"}.");
    }

    public void AtRest()
    {
        foreach (var law in All)
            law.AtRest();
    }
}
