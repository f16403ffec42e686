using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;

namespace TrustBot.Tests.Core.Attention;

public sealed record Situation(Cadence Cadence, WorkingHours Hours, Absence[] Absences, LocalDate Date);

/// <summary>Any cadence, any zone there is, any hours, absences around any date from 2024 to 2045.</summary>
public static class Situations
{
    public static readonly LocalDate First = new(2024, 1, 1);
    public static readonly LocalDate Last = new(2045, 12, 31);

    public static Arbitrary<Cadence> AnyCadence() => Cadences.ToArbitrary();

    public static Arbitrary<WorkingHours> AnyHours() => Hours.ToArbitrary();

    public static Arbitrary<LocalDate> AnyDate() => Dates.ToArbitrary();

    public static Arbitrary<Situation> AnySituation() => (
        from cadence in Cadences
        from hours in Hours
        from date in Dates
        from absences in AbsencesAround(date)
        select new Situation(cadence, hours, absences, date)).ToArbitrary();

    private static Gen<LocalDate> Dates => Gen.OneOf(
        Gen.Choose(0, Period.DaysBetween(First, Last)).Select(First.PlusDays),
        from year in Gen.Choose(2024, 2045) from day in Gen.Elements(28, 31, 59, 60, 61, 88, 300, 366) select new LocalDate(year, 1, 1).PlusDays(day - 1));

    private static Gen<WeekDays> Days => Gen.Choose(1, 127).Select(Subset);

    private static Gen<Cadence> Cadences => Gen.OneOf(
        from n in Gen.Choose(1, 6) from days in Days from anchor in Dates select (Cadence)new Cadence.EveryWeeks(n, days, anchor),
        from nth in Gen.Elements(1, 2, 3, 4, Cadence.Last) from day in Gen.Choose(1, 7) select (Cadence)new Cadence.MonthlyOnNth(nth, (IsoDayOfWeek)day),
        Gen.Choose(1, 31).Select(day => (Cadence)new Cadence.MonthlyOnDay(day)),
        from n in Gen.Choose(1, 25) from anchor in Dates select (Cadence)new Cadence.EveryWorkDays(n, anchor));

    private static Gen<WorkingHours> Hours =>
        from zone in Gen.Elements(DateTimeZoneProviders.Tzdb.Ids.ToArray())
        from days in Days
        from mask in Gen.Choose(1, 127)
        from start in Gen.Choose(0, 95)
        from length in Gen.Choose(1, 96 - start)
        from minute in Gen.Choose(0, length * 15 - 1)
        let prompt = WeekDays.Of(Subset(mask).InOrder().Where(days.Contains))
        select new WorkingHours(
            zone, days, Quarter(start), Quarter(start + length),
            new PreferredTime(prompt.IsEmpty ? days : prompt, Quarter(start).PlusMinutes(minute)));

    private static Gen<Absence[]> AbsencesAround(LocalDate date) =>
        from count in Gen.Choose(0, 3)
        from absences in (from start in Gen.Choose(-40, 60)
                          from length in Gen.Choose(0, 30)
                          select new Absence(date.PlusDays(start), date.PlusDays(start + length))).ArrayOf(count)
        select absences;

    private static WeekDays Subset(int mask) => WeekDays.Of(Enumerable.Range(1, 7).Where(day => (mask & (1 << (day - 1))) != 0).Select(day => (IsoDayOfWeek)day));

    private static LocalTime Quarter(int quarter) => LocalTime.Midnight.PlusMinutes(quarter * 15);
}
