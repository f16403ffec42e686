using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Attention;

/// <param name="Slot">The rule's own date, which names the slot whatever the person's zone, days and hour are.</param>
public readonly record struct Delivery(LocalDate Slot, Instant At, ZonedDateTime Local);

/// <summary>Which dates a cadence names, and when a person gets what belongs to such a date.</summary>
public static class Rhythm
{
    private static readonly LocalDate Earliest = new(1, 1, 1);

    /// <summary>The first slot after a date; null for a rule that <see cref="Cadence.Check"/> refuses, and where the calendar ends.</summary>
    public static LocalDate? NextSlot(Cadence cadence, LocalDate after)
    {
        if (cadence.Check() is not null)
            return null;
        if (after < Earliest)
            after = Earliest;
        return cadence switch
        {
            Cadence.EveryWeeks weeks => NextInWeeks(weeks, DayNumber(after)),
            Cadence.EveryWorkDays workDays => NextInWorkDays(workDays, DayNumber(after)),
            _ => NextInMonths(cadence, after),
        };
    }

    /// <summary>All slots on or after a date.</summary>
    public static IEnumerable<LocalDate> Dates(Cadence cadence, LocalDate from)
    {
        var after = from > Earliest ? from.PlusDays(-1) : Earliest;
        while (NextSlot(cadence, after) is { } slot)
        {
            yield return slot;
            after = slot;
        }
    }

    /// <summary>Slots after one date, up to and including the other.</summary>
    public static ImmutableArray<LocalDate> SlotsBetween(Cadence cadence, LocalDate after, LocalDate until)
    {
        var slots = ImmutableArray.CreateBuilder<LocalDate>();
        for (var slot = NextSlot(cadence, after); slot <= until; slot = NextSlot(cadence, slot.Value))
            slots.Add(slot.Value);
        return slots.DrainToImmutable();
    }

    /// <summary>
    /// The person's hour on their first prompt day on or after the slot on which they are not absent. A later slot never comes earlier, but several
    /// may fall on one moment (the end of an absence, or two slots before a person's only day): only the newest of these is worth sending.
    /// </summary>
    public static Instant DeliveryFor(LocalDate slot, WorkingHours hours, IReadOnlyList<Absence> absences)
    {
        var day = Presence.FirstDay(slot, hours.Prompt.Days, absences);
        var mapping = Zones.Get(hours.Zone).MapLocal(day + hours.Prompt.At);
        var at = Resolvers.LenientResolver(mapping).ToInstant();
        if (Window.IsOpen(at, hours, absences))
            return at;
        // The hour fell into a gap and was moved past the end of a narrow window.
        return Window.NextOpening(mapping.Count == 0 ? mapping.EarlyInterval.End : at, hours, absences);
    }

    /// <summary>The next moments at which this person hears something; of slots that fall on one moment, the newest.</summary>
    public static ImmutableArray<Delivery> Preview(Cadence cadence, WorkingHours hours, Instant now, int count, IReadOnlyList<Absence>? absences = null)
    {
        absences ??= [];
        var zone = Zones.Get(hours.Zone);
        var next = ImmutableArray.CreateBuilder<Delivery>(count);
        foreach (var slot in Dates(cadence, FirstUndelivered(now.InZone(zone).Date, absences)))
        {
            var at = DeliveryFor(slot, hours, absences);
            if (at <= now)
                continue;
            var delivery = new Delivery(slot, at, at.InZone(zone));
            if (next.Count > 0 && next[^1].At == at)
                next[^1] = delivery;
            else if (next.Count < count)
                next.Add(delivery);
            else
                break;
        }
        return next.ToImmutable();
    }

    // A slot moves by up to six days to a prompt day, one more week if a gap swallows that day's window, or past an absence.
    private static LocalDate FirstUndelivered(LocalDate today, IReadOnlyList<Absence> absences) =>
        absences.Select(absence => absence.From).Append(today).Min().PlusDays(-14);

    private static LocalDate? NextInWeeks(Cadence.EveryWeeks rule, int after)
    {
        var first = DayNumber(rule.Anchor);
        var candidate = Math.Max(after + 1, first);
        var weeksOff = (candidate / 7 - first / 7) % rule.N;
        var monday = candidate - candidate % 7 + (weeksOff == 0 ? 0 : (rule.N - weeksOff) * 7);
        var from = Math.Max(candidate, monday);
        var slot = from + rule.Days.DaysFrom(WeekDay(from));
        return Date(slot - monday < 7 ? slot : slot + (rule.N - 1) * 7);
    }

    private static LocalDate? NextInWorkDays(Cadence.EveryWorkDays rule, int after)
    {
        var first = WorkDayIndex(DayNumber(rule.Anchor));
        var candidate = Math.Max(WorkDayIndex(after + 1), first);
        var steps = (candidate - first + rule.N - 1) / rule.N;
        var index = first + steps * rule.N;
        return Date(index / 5 * 7 + index % 5);
    }

    private static LocalDate? NextInMonths(Cadence rule, LocalDate after)
    {
        var (year, month) = (after.Year, after.Month);
        var slot = InMonth(rule, year, month);
        if (slot > after)
            return slot;
        if (month == 12)
            (year, month) = (year + 1, 0);
        return year > DateOnly.MaxValue.Year ? null : InMonth(rule, year, month + 1);
    }

    private static LocalDate InMonth(Cadence rule, int year, int month)
    {
        var length = CalendarSystem.Iso.GetDaysInMonth(year, month);
        return rule switch
        {
            Cadence.MonthlyOnDay { Day: var day } => new LocalDate(year, month, Math.Min(day, length)),
            Cadence.MonthlyOnNth { Nth: Cadence.Last, Day: var day } => OnOrAfter(new LocalDate(year, month, length - 6), day),
            Cadence.MonthlyOnNth { Nth: var nth, Day: var day } => OnOrAfter(new LocalDate(year, month, 7 * nth - 6), day),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    private static LocalDate OnOrAfter(LocalDate date, IsoDayOfWeek day) => date.PlusDays(((int)day - (int)date.DayOfWeek + 7) % 7);

    // Days since 0001-01-01, which was a Monday: a week is a division by seven.
    private static int DayNumber(LocalDate date) => date.ToDateOnly().DayNumber;
    private static IsoDayOfWeek WeekDay(int dayNumber) => (IsoDayOfWeek)(dayNumber % 7 + 1);
    private static int WorkDayIndex(int dayNumber) => dayNumber / 7 * 5 + Math.Min(dayNumber % 7, 5);
    private static LocalDate? Date(int dayNumber) => dayNumber > DateOnly.MaxValue.DayNumber ? null : LocalDate.FromDateOnly(DateOnly.FromDayNumber(dayNumber));
}
