using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;

namespace TrustBot.Core.Feedback;

/// <summary>When a round opens: decided before anybody writes, and from nothing that either of them does.</summary>
internal static class OpeningHour
{
    private const int DaysSealed = 7;
    private const int DaysInAWeek = 7;
    private const int Ten = 10;

    /// <summary>The hours of a day, those nearest to ten first.</summary>
    private static readonly ImmutableArray<int> Hours = [.. Enumerable.Range(0, 24).OrderBy(hour => Math.Abs(hour - Ten))];

    /// <summary>
    /// A week after the later of the two was asked, at ten in the programme's zone, from Monday to Thursday, so that nobody is left alone with it over a weekend. Where TrustBot may not
    /// write to both at ten, another day or hour of those days on which it may, as near to ten as possible.
    /// </summary>
    public static Instant After(PairView view, Instant asked)
    {
        var zone = Zones.Get(view.Programme.Hours.Zone);
        var first = asked.InZone(zone).Date.PlusDays(DaysSealed);
        var days = Enumerable.Range(0, DaysInAWeek).Select(first.PlusDays).Where(day => day.DayOfWeek <= IsoDayOfWeek.Thursday).ToList();
        var moments = Hours.SelectMany(hour => days.Select(day => zone.AtLeniently(day + new LocalTime(hour, 0)).ToInstant()));
        foreach (var moment in moments)
        {
            if (Window.IsOpen(moment, view.Mentor.Hours, []) && Window.IsOpen(moment, view.Mentee.Hours, []))
                return moment;
        }
        return zone.AtLeniently(days[0] + new LocalTime(Ten, 0)).ToInstant();
    }
}
