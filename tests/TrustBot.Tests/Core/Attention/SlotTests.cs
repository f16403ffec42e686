using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using Quartz.Impl.Triggers;
using TrustBot.Core.Attention;
using TrustBot.Core.Programmes;

namespace TrustBot.Tests.Core.Attention;

public class SlotTests
{
    [Property(Arbitrary = [typeof(Situations)], MaxTest = 300)]
    public Property Next_slots_are_those_that_a_look_at_every_day_finds(Cadence cadence, LocalDate after)
    {
        var until = after.PlusYears(2);
        var expected = EveryDay(cadence, after, until).ToArray();
        return (Rhythm.SlotsBetween(cadence, after, until).SequenceEqual(expected)
            && Rhythm.Dates(cadence, after.PlusDays(1)).TakeWhile(slot => slot <= until).SequenceEqual(expected)
            && Rhythm.NextSlot(cadence, after) is { } next && (expected.Length == 0 ? next > until : next == expected[0])).ToProperty();
    }

    [Property(Arbitrary = [typeof(Situations)])]
    public bool Slots_between_two_dates_split_at_any_date_without_loss_or_repeat(Cadence cadence, LocalDate after, LocalDate middle, LocalDate until)
    {
        LocalDate[] sorted = [after, middle, until];
        Array.Sort(sorted);
        var whole = Rhythm.SlotsBetween(cadence, sorted[0], sorted[2]);
        return whole.SequenceEqual(Rhythm.SlotsBetween(cadence, sorted[0], sorted[1]).AddRange(Rhythm.SlotsBetween(cadence, sorted[1], sorted[2])))
            && whole.Distinct().Count() == whole.Length;
    }

    [Property(Arbitrary = [typeof(Situations)], MaxTest = 200)]
    public Property Quartz_finds_the_same_dates(Cadence cadence, LocalDate after)
    {
        if (RecurrenceRule(cadence) is not { } rule)
            return true.ToProperty();
        var anchor = cadence switch
        {
            Cadence.EveryWeeks weeks => weeks.Anchor,
            Cadence.EveryWorkDays days => days.Anchor,
            _ => after,
        };
        var trigger = new RecurrenceTriggerImpl("oracle", "tests", rule, TimeProvider.System)
        {
            TimeZone = TimeZoneInfo.Utc,
            StartTimeUtc = anchor.AtMidnight().InUtc().ToDateTimeOffset(),
        };
        DateTimeOffset? at = LocalDate.Max(anchor.PlusDays(-1), after).AtMidnight().InUtc().ToDateTimeOffset();
        var slot = (LocalDate?)after;
        for (var i = 0; i < 20; i++)
        {
            at = trigger.GetFireTimeAfter(at);
            slot = Rhythm.NextSlot(cadence, slot!.Value);
            if (at?.Date != slot?.ToDateTimeUnspecified())
                return false.Label($"{rule} from {anchor}: Quartz {at:d}, Rhythm {slot}");
        }
        return true.ToProperty();
    }

    [Fact]
    public void Quartz_and_rhythm_agree_across_gap_and_overlap_in_berlin()
    {
        var sundays = new Cadence.EveryWeeks(1, WeekDays.Of(IsoDayOfWeek.Sunday), new LocalDate(2026, 1, 4));
        var hours = DeliveryTests.Hours("Europe/Berlin", WeekDays.All, new LocalTime(2, 30));
        var trigger = new RecurrenceTriggerImpl("oracle", "tests", RecurrenceRule(sundays)!, TimeProvider.System)
        {
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            StartTimeUtc = new DateTimeOffset(2026, 1, 4, 1, 30, 0, TimeSpan.Zero),
        };
        DateTimeOffset? at = new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero);
        foreach (var slot in Rhythm.Dates(sundays, sundays.Anchor).Take(120))
        {
            at = trigger.GetFireTimeAfter(at);
            Assert.Equal(at, Rhythm.DeliveryFor(slot, hours, []).ToDateTimeOffset());
        }
    }

    [Theory]
    [InlineData(31, "2026-01-31 2026-02-28 2026-03-31 2026-04-30")]
    [InlineData(29, "2026-01-29 2026-02-28 2026-03-29 2026-04-29")]
    public void A_day_that_a_month_lacks_is_its_last_day(int day, string dates) => AssertDates(new Cadence.MonthlyOnDay(day), new(2026, 1, 1), dates);

    [Fact]
    public void A_leap_year_has_its_own_last_day_of_february() => AssertDates(new Cadence.MonthlyOnDay(30), new(2028, 2, 1), "2028-02-29 2028-03-30");

    [Fact]
    public void The_last_friday_is_the_fifth_where_there_are_five() =>
        AssertDates(new Cadence.MonthlyOnNth(Cadence.Last, IsoDayOfWeek.Friday), new(2026, 1, 1), "2026-01-30 2026-02-27 2026-03-27 2026-04-24 2026-05-29");

    [Fact]
    public void Every_two_weeks_keeps_its_beat_over_a_year_of_53_weeks() =>
        AssertDates(new Cadence.EveryWeeks(2, WeekDays.Of(IsoDayOfWeek.Tuesday), new(2026, 12, 15)), new(2026, 12, 1), "2026-12-15 2026-12-29 2027-01-12");

    [Fact]
    public void Days_of_the_anchors_week_before_the_anchor_are_left_out() =>
        AssertDates(
            new Cadence.EveryWeeks(2, WeekDays.Of(IsoDayOfWeek.Monday, IsoDayOfWeek.Friday), new(2026, 6, 3)), new(2026, 5, 1), "2026-06-05 2026-06-15 2026-06-19");

    [Fact]
    public void Work_days_are_counted_past_the_weekend() =>
        AssertDates(new Cadence.EveryWorkDays(3, new(2026, 6, 6)), new(2026, 1, 1), "2026-06-08 2026-06-11 2026-06-16 2026-06-19");

    [Fact]
    public void The_calendar_ends_quietly()
    {
        Assert.Null(Rhythm.NextSlot(new Cadence.MonthlyOnDay(31), LocalDate.MaxIsoValue));
        Assert.Null(Rhythm.NextSlot(Cadence.Weekly(new(2026, 6, 2)), LocalDate.MaxIsoValue));
        Assert.Null(Rhythm.NextSlot(new Cadence.EveryWorkDays(260, new(2026, 6, 2)), LocalDate.MaxIsoValue));
        Assert.Equal(new(2026, 6, 2), Rhythm.NextSlot(Cadence.Weekly(new(2026, 6, 2)), LocalDate.MinIsoValue));
    }

    private static void AssertDates(Cadence cadence, LocalDate from, string dates)
    {
        var expected = dates.Split(' ');
        Assert.Equal(expected, Rhythm.Dates(cadence, from).Take(expected.Length).Select(slot => $"{slot:uuuu-MM-dd}"));
    }

    private static IEnumerable<LocalDate> EveryDay(Cadence cadence, LocalDate after, LocalDate until)
    {
        var start = (cadence as Cadence.EveryWorkDays)?.Anchor ?? after.PlusDays(1);
        var workDays = 0;
        for (var date = start; date <= until; date = date.PlusDays(1))
        {
            var isWorkDay = date.DayOfWeek < IsoDayOfWeek.Saturday;
            var isSlot = cadence switch
            {
                Cadence.EveryWeeks rule => date >= rule.Anchor && rule.Days.Contains(date.DayOfWeek)
                    && Period.DaysBetween(Monday(rule.Anchor), Monday(date)) % (7 * rule.N) == 0,
                Cadence.MonthlyOnNth { Nth: Cadence.Last } rule => date.DayOfWeek == rule.Day && date.PlusWeeks(1).Month != date.Month,
                Cadence.MonthlyOnNth rule => date.DayOfWeek == rule.Day && date.PlusWeeks(-rule.Nth).Month != date.Month
                    && date.PlusWeeks(1 - rule.Nth).Month == date.Month,
                Cadence.MonthlyOnDay rule => date.Day == rule.Day || (date.Day < rule.Day && date.PlusDays(1).Day == 1),
                Cadence.EveryWorkDays rule => isWorkDay && workDays++ % rule.N == 0,
                _ => false,
            };
            if (isSlot && date > after)
                yield return date;
        }
    }

    private static LocalDate Monday(LocalDate date) => date.DayOfWeek == IsoDayOfWeek.Monday ? date : date.Previous(IsoDayOfWeek.Monday);

    private static string? RecurrenceRule(Cadence cadence) => cadence switch
    {
        Cadence.EveryWeeks rule => $"FREQ=WEEKLY;INTERVAL={rule.N};WKST=MO;BYDAY={string.Join(',', rule.Days.InOrder().Select(Code))}",
        Cadence.MonthlyOnNth rule => $"FREQ=MONTHLY;BYDAY={rule.Nth}{Code(rule.Day)}",
        Cadence.MonthlyOnDay { Day: <= 28 } rule => $"FREQ=MONTHLY;BYMONTHDAY={rule.Day}",
        Cadence.MonthlyOnDay rule => $"FREQ=MONTHLY;BYMONTHDAY={string.Join(',', Enumerable.Range(28, rule.Day - 27))};BYSETPOS=-1",
        Cadence.EveryWorkDays { N: 1 } => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        _ => null,
    };

    private static string Code(IsoDayOfWeek day) => $"{day}"[..2].ToUpperInvariant();
}
