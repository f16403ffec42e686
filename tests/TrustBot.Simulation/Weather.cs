using NodaTime;

namespace TrustBot.Simulation;

/// <summary>When things go wrong: long outages at moments of their own, and in between calm, fair and rough weeks.</summary>
public sealed class Weather
{
    private readonly List<Interval> outages = [];
    private readonly Dice dice;
    private readonly Instant start;
    private readonly ulong salt;

    /// <param name="everyDays">The mean distance of outages.</param>
    public Weather(Dice dice, Instant start, Instant end, double everyDays, IReadOnlyList<Duration> lengths)
    {
        (this.dice, this.start, salt) = (dice, start, dice.Throw());
        for (var at = start + dice.Between(Duration.FromDays(1), Duration.FromDays(2 * everyDays)); at < end; at += dice.Between(Duration.FromDays(1), Duration.FromDays(2 * everyDays)))
        {
            var length = dice.Pick(lengths);
            outages.Add(new Interval(at, at + dice.Between(length / 2, length)));
            at = outages[^1].End;
        }
    }

    /// <summary>Ends all weather, for as long as it is set.</summary>
    public bool Calm { get; set; }

    public IReadOnlyList<Interval> Outages => outages;

    public bool IsDown(Instant now) => !Calm && EndOfOutage(now) is not null;

    public Instant? EndOfOutage(Instant now)
    {
        var (low, high) = (0, outages.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (outages[middle].End <= now)
                low = middle + 1;
            else
                high = middle;
        }
        return low < outages.Count && outages[low].Contains(now) ? outages[low].End : null;
    }

    /// <summary>Whether something goes wrong now: never in calm weeks, <paramref name="fair"/> in fair ones, ten times that in rough ones.</summary>
    public bool Strikes(Instant now, double fair)
    {
        if (Calm)
            return false;
        var week = (ulong)(now - start).Days / 7;
        var mood = new Dice(salt ^ week).Below(10);
        return dice.Chance(mood < 3 ? 0 : mood < 9 ? fair : fair * 10);
    }

    public int Below(int limit) => dice.Below(limit);

    public Duration Between(Duration least, Duration most) => dice.Between(least, most);
}
