using NodaTime;
using TrustBot.Core.People;

namespace TrustBot.Core.Attention;

/// <summary>When TrustBot may write to a person.</summary>
public static class Window
{
    public static bool IsOpen(Instant at, WorkingHours hours, IReadOnlyList<Absence> absences)
    {
        var local = at.InZone(Zones.Get(hours.Zone));
        return hours.IsWithin(local.TimeOfDay) && hours.Days.Contains(local.DayOfWeek) && Presence.AbsenceOn(local.Date, absences) is null;
    }

    /// <summary>The earliest moment from <paramref name="at"/> on, itself included, at which the window is open.</summary>
    public static Instant NextOpening(Instant at, WorkingHours hours, IReadOnlyList<Absence> absences)
    {
        if (IsOpen(at, hours, absences))
            return at;
        if (hours.Check() is { } problem)
            throw new ArgumentException($"Working hours that never open: {problem}.", nameof(hours));
        var zone = Zones.Get(hours.Zone);
        // A clock set back over midnight returns to yesterday's window.
        var day = at.InZone(zone).Date.PlusDays(-1);
        while (true)
        {
            day = Presence.FirstDay(day, hours.Days, absences);
            if (OpeningOn(day, at, hours, zone) is { } opening)
                return opening;
            day = day.PlusDays(1);
        }
    }

    /// <summary>
    /// The moment of the same local time <paramref name="days"/> work days later, or the next opening after it. Days off, absences and the day it
    /// starts on do not count.
    /// </summary>
    public static Instant AddWorkDays(Instant from, int days, WorkingHours hours, IReadOnlyList<Absence>? absences = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        absences ??= [];
        var zone = Zones.Get(hours.Zone);
        var local = from.InZone(zone).LocalDateTime;
        var day = local.Date;
        for (var i = 0; i < days; i++)
            day = Presence.FirstDay(day.PlusDays(1), hours.Days, absences);
        return NextOpening(days == 0 ? from : zone.AtLeniently(day + local.TimeOfDay).ToInstant(), hours, absences);
    }

    // Every stretch of one offset is looked at by itself: on the day of a change the window can lose its start, vanish, or open twice.
    private static Instant? OpeningOn(LocalDate day, Instant notBefore, WorkingHours hours, DateTimeZone zone)
    {
        var opens = day + hours.From;
        var closes = hours.Until == LocalTime.Midnight ? day.PlusDays(1).AtMidnight() : day + hours.Until;
        var around = new Interval(day.AtMidnight().InUtc().ToInstant() - Duration.FromDays(1), day.AtMidnight().InUtc().ToInstant() + Duration.FromDays(2));
        foreach (var stretch in zone.GetZoneIntervals(around))
        {
            var start = Instant.Max(opens.WithOffset(stretch.WallOffset).ToInstant(), notBefore);
            var end = closes.WithOffset(stretch.WallOffset).ToInstant();
            if (stretch.HasStart)
                start = Instant.Max(start, stretch.Start);
            if (stretch.HasEnd)
                end = Instant.Min(end, stretch.End);
            if (start < end)
                return start;
        }
        return null;
    }
}
