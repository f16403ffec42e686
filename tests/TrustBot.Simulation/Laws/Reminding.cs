using TrustBot.Core.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>One reminder for whatever waits for somebody's answer; two for what both have to do before the agreement stands.</summary>
internal sealed class OneReminder : Law
{
    private static readonly HashSet<string> TwiceAllowed = new(["start", "kickoff.choose", "kickoff.sign"], StringComparer.Ordinal);

    private readonly Dictionary<(string Partition, PersonId To, string Ask), HashSet<string>> reminded = [];

    public override void Arrived(Arrival arrival)
    {
        if (arrival is not { IsUnsolicited: true, Card: { Kind: "reminders.again", Argument: { } argument } })
            return;
        var ask = argument[(argument.IndexOf('|', StringComparison.Ordinal) + 1)..];
        if (!reminded.TryGetValue((arrival.Partition, arrival.To, ask), out var keys))
            reminded[(arrival.Partition, arrival.To, ask)] = keys = new(StringComparer.Ordinal);
        keys.Add(arrival.Row.Send.Key.Value);
        if (keys.Count > (TwiceAllowed.Contains(ask.Split('|')[0]) ? 2 : 1))
            throw Broken("I4", $"{arrival.To} was reminded {keys.Count} times of {ask} of {arrival.Partition}.");
    }
}
