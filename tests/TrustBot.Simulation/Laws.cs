using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;

namespace TrustBot.Simulation;

/// <summary>What must hold after every step, at every delivery, and whenever the faults have stopped for a day.</summary>
internal sealed class Laws(Witness table, Canaries canaries, SimulatedLog logs, VirtualTime time)
{
    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmm");

    private readonly HashSet<(string Partition, PersonId To, string Card)> asked = [];
    private readonly Dictionary<(string Partition, PersonId To), string> newest = [];

    /// <summary>While the hints are lost, nothing can be said about them.</summary>
    public bool HintsAreLost { get; set; }

    public void AfterStep()
    {
        if (logs.Bug is { } bug)
            throw new BrokenLawException(bug);
        foreach (var touched in table.Touched)
            Hinted(touched);
        table.Touched.Clear();
    }

    /// <summary>Called when a message has arrived, or was drawn anew in its place.</summary>
    public void Arrived(Post post, int copies, Instant begun, bool isNew)
    {
        var partition = Keys.Partition(post.Pair?.Value ?? post.To.Value);
        var pair = post.Pair is null ? null : table.Pairs.GetValueOrDefault(partition);
        var row = table.Sends.Find(partition, Keys.Send(post.DrawnBy))
            ?? throw new BrokenLawException($"I1: {post.DrawnBy} of {partition} was sent, and nobody decided it.");
        canaries.RequireReadable(Canaries.TextsOf(post.Message), post.To, pair, $"message {post.DrawnBy}");
        if (!isNew)
            return;
        if (copies > 1)
            throw new BrokenLawException($"I2: {post.DrawnBy} of {partition} can be seen {copies} times.");
        if (IsPrompt(row.Send.Card) && !post.Message.Settled)
            Prompt(partition, post, row.Send, begun);
        if (!row.Send.Answers)
            Unsolicited(partition, pair, post, row.Send, begun);
    }

    /// <summary>What the program says has arrived has arrived.</summary>
    public static void Sent(Post? post, string partition, SendRow row)
    {
        if (post is null || post.To != row.Send.To || Keys.Partition(post.Pair?.Value ?? post.To.Value) != partition || !post.Calls.Contains(row.Send.Key))
            throw new BrokenLawException($"I1: {row.Send.Key} of {partition} counts as sent, and what arrived is {post?.DrawnBy.Value ?? "nothing"} of {post?.Pair?.Value ?? "a person"}.");
    }

    /// <summary>After a day without faults.</summary>
    public void AtRest()
    {
        // What has come due in these very minutes is on its way.
        var just = time.Now - Duration.FromMinutes(5);
        foreach (var (partition, row) in table.Sends.Open)
        {
            var isPlanned = row.State is SendState.Fresh or SendState.Wait && row.Send.NotBefore > just;
            var waits = row.State is SendState.Wait { Reason: "hours" or "no-address" } wait && wait.Until > just;
            if (!isPlanned && !waits)
                throw new BrokenLawException($"I6: {row.Send.Key} of {partition} is still {SendBook.Name(row.State)} a day after the last fault.");
        }
        foreach (var (partition, pair) in table.Pairs)
        {
            if (pair.NextWake <= just)
                throw new BrokenLawException($"I6: pair {pair.Id} was due at {pair.NextWake} and nobody woke it.");
            Hinted($"{Tables.Pairs}/{partition}");
        }
    }

    private void Hinted(string touched)
    {
        if (HintsAreLost)
            return;
        var (name, partition) = (touched[..touched.IndexOf('/', StringComparison.Ordinal)], touched[(touched.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var pair = name == Tables.Pairs ? table.Pairs.GetValueOrDefault(partition) : null;
        var subject = pair is not null ? Subject.Of(pair.Id) : table.People.GetValueOrDefault(partition) is { } person ? Subject.Of(person.Id) : default;
        if (subject.Id is null)
            return;
        var earliest = table.HintsOf(subject).FirstOrDefault();
        if (pair?.NextWake is { } wake && (earliest is null || string.CompareOrdinal(earliest, Minute.Format(wake + Duration.FromMinutes(1))) > 0))
            throw new BrokenLawException($"I8: pair {pair.Id} is to wake at {wake}, and its first hint is {earliest ?? "absent"}.");
        if (earliest is null && table.Sends.OpenOf(partition).FirstOrDefault() is { } row)
            throw new BrokenLawException($"I8: {row.Send.Key} of {partition} is {SendBook.Name(row.State)}, and there is no hint.");
    }

    private void Prompt(string partition, Post post, Send send, Instant begun)
    {
        var again = send.Key.Value.StartsWith("meetings.check-again", StringComparison.Ordinal) ? " again" : "";
        if (!asked.Add((partition, post.To, $"{send.Card.Kind} {send.Card.Argument}{again}")))
            throw new BrokenLawException($"I2: {post.To} was asked {send.Card.Kind} {send.Card.Argument} of {partition} twice.");
        if (send.Card.Kind is not ("reflection.ask" or "prompts.missed") || send.Answers)
            return;
        // A catch-up brings the newest alone: the older of two that are due is worth nothing any more.
        if (newest.TryGetValue((partition, post.To), out var last) && string.CompareOrdinal(send.Card.Argument, last) < 0)
            throw new BrokenLawException($"I7: {send.Key} of {partition} came after the question of {last}.");
        newest[(partition, post.To)] = send.Card.Argument!;
        var newer = table.Sends.OpenOf(partition).FirstOrDefault(row => row.Send.To == post.To && !row.Send.Answers && row.Send.Card.Kind == send.Card.Kind
            && string.CompareOrdinal(row.Send.Card.Argument, send.Card.Argument) > 0 && row.Send.NotBefore <= begun);
        if (newer is not null)
            throw new BrokenLawException($"I7: {send.Key} of {partition} came although {newer.Send.Key} was due.");
    }

    private void Unsolicited(string partition, Pair? pair, Post post, Send send, Instant begun)
    {
        var person = table.People[Keys.Partition(post.To.Value)];
        if (!Window.IsOpen(begun, person.Hours, []))
            throw new BrokenLawException($"I4: {send.Key} of {partition} reached {post.To} at {begun.InZone(DateTimeZoneProviders.Tzdb[person.Hours.Zone])}, outside {person.Hours.From} to {person.Hours.Until}.");
        if (begun >= send.UsefulUntil)
            throw new BrokenLawException($"I7: {send.Key} of {partition} was sent at {begun}, and was useful until {send.UsefulUntil}.");
        if (pair?.Rest is { } rest && rest.Covers(pair.Mentor == post.To ? Role.Mentor : Role.Mentee) && send.Card.Kind != "rest.begins")
            throw new BrokenLawException($"I4: {send.Key} of {partition} reached {post.To} during a rest until {rest.Until}.");
    }

    private static bool IsPrompt(TrustBot.Core.Messages.Card card) => card.Kind is "reflection.ask" or "meetings.check";
}
