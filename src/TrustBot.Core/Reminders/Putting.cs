using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.People;

namespace TrustBot.Core.Reminders;

public enum PutOffTo
{
    LaterToday,
    TomorrowMorning,
    NextWeek,
}

/// <summary>When something that was put off may come back: always inside the person's hours.</summary>
public static class Putting
{
    private static readonly Duration LaterBy = Duration.FromHours(3);

    /// <summary>Those that exist at this moment: late in the day there is no later today, and before a day off no tomorrow morning.</summary>
    public static ImmutableArray<(PutOffTo To, Instant At)> Offers(Instant now, WorkingHours hours)
    {
        var zone = Zones.Get(hours.Zone);
        var today = now.InZone(zone).Date;
        var offers = ImmutableArray.CreateBuilder<(PutOffTo, Instant)>();
        var later = now.InZone(zone).LocalDateTime + Period.FromHours(3);
        var rounded = zone.AtLeniently(later.Date + new LocalTime(later.Hour, later.Minute < 30 ? 0 : 30)).ToInstant();
        if (later.Date == today && rounded > now && rounded <= now + LaterBy + Duration.FromHours(1) && Window.IsOpen(rounded, hours, []))
            offers.Add((PutOffTo.LaterToday, rounded));
        if (hours.Days.Contains(today.PlusDays(1).DayOfWeek))
            offers.Add((PutOffTo.TomorrowMorning, OpeningOn(today.PlusDays(1), hours)));
        var monday = today.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        offers.Add((PutOffTo.NextWeek, OpeningOn(monday, hours)));
        return offers.ToImmutable();
    }

    /// <summary>The first moment of the person's hours on this day, or the next one on which they have any.</summary>
    public static Instant OpeningOn(LocalDate day, WorkingHours hours) =>
        Window.NextOpening(Zones.Get(hours.Zone).AtStartOfDay(day).ToInstant(), hours, []);
}
