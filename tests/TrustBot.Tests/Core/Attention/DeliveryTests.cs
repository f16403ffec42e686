using FsCheck.Xunit;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;

namespace TrustBot.Tests.Core.Attention;

public class DeliveryTests
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    internal static WorkingHours Hours(string zone, WeekDays days, LocalTime at) =>
        new(zone, WeekDays.All, LocalTime.Midnight, LocalTime.Midnight, new PreferredTime(days, at));

    [Property(Arbitrary = [typeof(Situations)], MaxTest = 2000)]
    public bool A_slot_arrives_inside_the_window_on_a_day_that_suits(Situation s)
    {
        var slot = Rhythm.NextSlot(s.Cadence, s.Date)!.Value;
        var at = Rhythm.DeliveryFor(slot, s.Hours, s.Absences);
        var local = at.InZone(Tzdb[s.Hours.Zone]);
        return Window.IsOpen(at, s.Hours, s.Absences)
            && local.Date >= slot
            && s.Hours.Days.Contains(local.DayOfWeek)
            && !s.Absences.Any(absence => absence.Contains(local.Date));
    }

    [Property(Arbitrary = [typeof(Situations)], MaxTest = 2000)]
    public bool It_arrives_at_the_chosen_hour_on_the_first_chosen_day_unless_the_clocks_leave_it_out(Situation s)
    {
        var slot = Rhythm.NextSlot(s.Cadence, s.Date)!.Value;
        var day = slot;
        while (!s.Hours.Prompt.Days.Contains(day.DayOfWeek) || s.Absences.Any(absence => absence.Contains(day)))
            day = day.PlusDays(1);
        var zone = Tzdb[s.Hours.Zone];
        var chosen = day + s.Hours.Prompt.At;
        var local = Rhythm.DeliveryFor(slot, s.Hours, s.Absences).InZone(zone).LocalDateTime;
        return local == chosen || (zone.MapLocal(chosen).Count == 0 && local > chosen);
    }

    [Property(Arbitrary = [typeof(Situations)], MaxTest = 500)]
    public bool Two_years_of_slots_keep_their_order_and_each_has_one_moment(Situation s)
    {
        var slots = Rhythm.SlotsBetween(s.Cadence, s.Date, s.Date.PlusYears(2));
        var moments = slots.Select(slot => Rhythm.DeliveryFor(slot, s.Hours, s.Absences)).ToArray();
        return moments.Zip(moments.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    [Property(Arbitrary = [typeof(Situations)], MaxTest = 500)]
    public bool Without_absence_a_slot_waits_at_most_six_days(Situation s)
    {
        var slot = Rhythm.NextSlot(s.Cadence, s.Date)!.Value;
        var hours = s.Hours with { From = LocalTime.Midnight, Until = LocalTime.Midnight };
        var local = Rhythm.DeliveryFor(slot, hours, []).InZone(Tzdb[hours.Zone]).Date;
        return Period.DaysBetween(slot, local) is >= 0 and <= 6;
    }

    [Property(Arbitrary = [typeof(Situations)], MaxTest = 500)]
    public bool Moving_or_changing_hours_never_repeats_or_loses_a_slot(Situation before, WorkingHours after)
    {
        // What is decided is kept by slot; the person moves at `now`, and what is open is decided with the new hours.
        var slots = Rhythm.SlotsBetween(before.Cadence, before.Date, before.Date.PlusYears(1));
        if (slots.IsEmpty)
            return true;
        var now = Rhythm.DeliveryFor(slots[slots.Length / 2], before.Hours, before.Absences);
        var decided = slots.Where(slot => Rhythm.DeliveryFor(slot, before.Hours, before.Absences) <= now).ToArray();
        var open = Rhythm.SlotsBetween(before.Cadence, decided[^1], slots[^1]);
        return decided.Concat(open).SequenceEqual(slots) && open.All(slot => Window.IsOpen(Rhythm.DeliveryFor(slot, after, []), after, []));
    }

    [Property(Arbitrary = [typeof(Situations)], MaxTest = 500)]
    public bool A_preview_lists_what_then_arrives(Situation s)
    {
        var zone = Tzdb[s.Hours.Zone];
        var now = s.Date.AtStartOfDayInZone(zone).ToInstant();
        var preview = Rhythm.Preview(s.Cadence, s.Hours, now, 5, s.Absences);
        var end = s.Date.PlusYears(5);
        var lived = Rhythm.SlotsBetween(s.Cadence, s.Date.PlusYears(-1), end)
            .Select(slot => (Slot: slot, At: Rhythm.DeliveryFor(slot, s.Hours, s.Absences)))
            .Where(delivery => delivery.At > now && delivery.At.InZone(zone).Date <= end)
            .GroupBy(delivery => delivery.At)
            .Select(moment => moment.Last())
            .Take(5)
            .ToArray();
        return preview.Take(lived.Length).Select(delivery => (delivery.Slot, delivery.At)).SequenceEqual(lived)
            && preview.Length == 5
            && preview.All(delivery => delivery.Local == delivery.At.InZone(zone));
    }

    [Fact]
    public void In_every_zone_every_day_until_2045_has_one_moment_in_order()
    {
        foreach (var id in Tzdb.Ids)
        {
            var hours = Hours(id, WeekDays.All, new LocalTime(2, 30));
            var previous = Instant.MinValue;
            for (var slot = Situations.First; slot <= Situations.Last; slot = slot.PlusDays(1))
            {
                var at = Rhythm.DeliveryFor(slot, hours, []);
                Assert.True(at > previous, $"{id} {slot}");
                previous = at;
            }
        }
    }

    [Fact]
    public void Around_every_change_of_clocks_every_minute_is_kept_or_moved_by_the_gap()
    {
        var window = new Interval(Situations.First.AtMidnight().InUtc().ToInstant(), Situations.Last.AtMidnight().InUtc().ToInstant());
        foreach (var id in Tzdb.Ids)
        {
            foreach (var stretch in Tzdb[id].GetZoneIntervals(window).Where(stretch => stretch.HasEnd && stretch.End < window.End))
            {
                var day = stretch.IsoLocalEnd.Date;
                for (var minute = 0; minute < 24 * 60; minute += 10)
                    AssertKeptOrMoved(id, day, LocalTime.Midnight.PlusMinutes(minute));
            }
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("America/New_York", "2026-03-08", "02:15", "2026-03-08T07:15:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:40:00Z")]
    [InlineData("Asia/Kathmandu", "2026-06-02", "09:30", "2026-06-02T03:45:00Z")]
    public void Gaps_move_forward_and_overlaps_take_the_first(string zone, string slot, string at, string expected)
    {
        var hours = Hours(zone, WeekDays.All, LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(at).Value);
        Assert.Equal(expected, Rhythm.DeliveryFor(LocalDatePattern.Iso.Parse(slot).Value, hours, []).ToString());
    }

    [Fact]
    public void A_window_that_the_gap_swallows_opens_on_the_next_day_that_suits()
    {
        var hours = new WorkingHours(
            "Europe/Berlin", WeekDays.Of(IsoDayOfWeek.Sunday), new(2, 0), new(3, 0), new PreferredTime(WeekDays.Of(IsoDayOfWeek.Sunday), new(2, 30)));
        Assert.Equal(Instant.FromUtc(2026, 4, 5, 0, 0), Rhythm.DeliveryFor(new(2026, 3, 29), hours, []));
    }

    [Fact]
    public void Two_seats_share_the_slot_and_have_their_own_moments()
    {
        var slot = new LocalDate(2026, 6, 2);
        var inBerlin = Hours("Europe/Berlin", WeekDays.Of(IsoDayOfWeek.Tuesday), new(9, 30));
        var inNewYork = Hours("America/New_York", WeekDays.Of(IsoDayOfWeek.Friday), new(16, 0));
        Assert.Equal(Instant.FromUtc(2026, 6, 2, 7, 30), Rhythm.DeliveryFor(slot, inBerlin, []));
        Assert.Equal(Instant.FromUtc(2026, 6, 5, 20, 0), Rhythm.DeliveryFor(slot, inNewYork, []));
    }

    [Fact]
    public void After_a_long_absence_only_the_newest_slot_is_planned()
    {
        var cadence = Cadence.Weekly(new(2026, 6, 2));
        var hours = Hours("Europe/Berlin", WeekDays.Of(IsoDayOfWeek.Tuesday), new(9, 30));
        var away = new Absence(new(2026, 6, 1), new(2026, 6, 29));
        var preview = Rhythm.Preview(cadence, hours, Instant.FromUtc(2026, 5, 31, 12, 0), 2, [away]);
        Assert.Equal([new(2026, 6, 30), new(2026, 7, 7)], preview.Select(delivery => delivery.Slot));
    }

    private static void AssertKeptOrMoved(string id, LocalDate day, LocalTime time)
    {
        var zone = Tzdb[id];
        var mapping = zone.MapLocal(day + time);
        var at = Rhythm.DeliveryFor(day, Hours(id, WeekDays.All, time), []);
        var expected = mapping.Count == 0
            ? (day + time).WithOffset(mapping.EarlyInterval.WallOffset).ToInstant()
            : mapping.First().ToInstant();
        Assert.True(at == expected, $"{id} {day} {time}");
    }
}
