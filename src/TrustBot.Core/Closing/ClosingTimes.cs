using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;

namespace TrustBot.Core.Closing;

/// <summary>When things show: always at the daily slot, the same for everybody, so that the moment tells nothing.</summary>
internal static class ClosingTimes
{
    /// <summary>The hour of the daily slot, in the programme's zone.</summary>
    public static readonly LocalTime DailySlot = new(10, 0);

    /// <summary>An end that waits for the next check-in waits no longer than this.</summary>
    private const int LongestWaitDays = 14;

    /// <summary>From the moment it shows until it closes: time for a farewell, if both want one.</summary>
    public const int LastDays = 10;

    /// <summary>After it showed: those who had not said it yet are asked about a goodbye.</summary>
    public const int GoodbyeDays = 1;

    /// <summary>After it showed: the farewell opens, if both said yes.</summary>
    public const int FarewellDays = 5;

    private const int FirstCheckInDays = 21;

    /// <summary>How long a check-in can be answered; an end that was asked for at it shows then.</summary>
    private const int CheckInOpenDays = 7;

    /// <summary>A review so close after another check-in is passed over.</summary>
    private const int ApartDays = 14;

    public static DateTimeZone ZoneOf(PairView view) => Zones.Get(view.Programme.Hours.Zone);

    public static LocalDate Today(PairView view, Instant now) => now.InZone(ZoneOf(view)).Date;

    public static Instant SlotOn(PairView view, LocalDate day) => ZoneOf(view).AtLeniently(day + DailySlot).ToInstant();

    public static Instant NextSlot(PairView view, Instant now) => SlotOn(view, Today(view, now).PlusDays(1));

    /// <summary>When that day is over for both.</summary>
    public static Instant EndOf(PairView view, LocalDate day) => Instant.Max(
        Zones.Get(view.Mentor.Hours.Zone).AtStartOfDay(day.PlusDays(1)).ToInstant(), Zones.Get(view.Mentee.Hours.Zone).AtStartOfDay(day.PlusDays(1)).ToInstant());

    /// <summary>When an end shows that waits for a check-in: the one that is open now or the next, and in any case after 14 days.</summary>
    public static Instant AtCheckIn(PairView view, Pair pair, Instant now)
    {
        var latest = SlotOn(view, Today(view, now).PlusDays(LongestWaitDays));
        if (pair.CheckIns.Last is { } last && CheckInEnds(view, last) is var open && open > now)
            return Instant.Min(open, latest);
        return NextCheckIn(view, pair) is { } next && CheckInEnds(view, next) is var ends && ends > now ? Instant.Min(ends, latest) : latest;
    }

    public static Instant CheckInEnds(PairView view, LocalDate of) => SlotOn(view, of.PlusDays(CheckInOpenDays));

    /// <summary>The person's hour on their first work day from that day on, whichever days they chose for other questions.</summary>
    public static Instant CheckInAt(LocalDate of, WorkingHours hours) => Rhythm.DeliveryFor(of, hours with { Prompt = hours.Prompt with { Days = hours.Days } }, []);

    /// <returns>Null when none lies ahead.</returns>
    public static LocalDate? NextCheckIn(PairView view, Pair pair)
    {
        if (pair.Joining is not JoiningState.Joined joined)
            return null;
        var first = Today(view, joined.At).PlusDays(FirstCheckInDays);
        var last = pair.CheckIns.Last;
        if (last is null || last < first)
            return first;
        return ReviewAfter(view, pair, last.Value.PlusDays(ApartDays));
    }

    private static LocalDate? ReviewAfter(PairView view, Pair pair, LocalDate day)
    {
        var months = Math.Max(1, view.Programme.ReviewMonths);
        if ((pair.Review ?? FromSigning(view, pair, months)) is not { } first)
            return null;
        // Counted from the first, so that the end of a short month pulls no later one with it.
        var times = Math.Max(0, Period.Between(first, day, PeriodUnits.Months).Months / months);
        var review = first.PlusMonths(times * months);
        return review > day ? review : first.PlusMonths((times + 1) * months);
    }

    /// <summary>For agreements from before their review date was kept beside them.</summary>
    private static LocalDate? FromSigning(PairView view, Pair pair, int months) => pair.Kickoff is KickoffState.Signed signed ? Today(view, signed.At).PlusMonths(months) : null;
}
