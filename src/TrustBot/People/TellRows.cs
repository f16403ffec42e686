using System.Globalization;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>What is written beside a person for their pairs to hear.</summary>
internal static class TellRows
{
    /// <param name="revision">That the person has with this write.</param>
    public static IEnumerable<Change> Of(IEnumerable<PairTell> tells, int revision, Instant now) =>
        tells.Select(Change (tell, index) => Of(tell, revision, index, now));

    private static Change.Insert Of(PairTell tell, int revision, int index, Instant now)
    {
        // The moment is part of the id because a decision that changes nothing about the person keeps the revision. Padded, because rows
        // are read in the order of their keys, and what was said first is to be told first.
        var id = string.Create(CultureInfo.InvariantCulture, $"r{revision:D10}-{now.ToUnixTimeTicks():D20}-{index:D3}");
        return new Change.Insert(Keys.Tell(tell.Pair, id), PairJson.Write(new TellRow(Layout.Version, tell.Pair, id, tell.Input)));
    }
}
