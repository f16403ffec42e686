using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.People;

namespace TrustBot.Tests.Core.Attention;

public class WindowTests
{
    private static readonly WorkingHours Berlin = WorkingHours.UsualIn("Europe/Berlin");

    [Property(Arbitrary = [typeof(Situations)], MaxTest = 300)]
    public bool The_next_opening_is_open_and_nothing_before_it_is(Situation s, ushort minutes)
    {
        var at = s.Date.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[s.Hours.Zone]).ToInstant() + Duration.FromMinutes(minutes % 1440);
        return IsNextOpening(at, Window.NextOpening(at, s.Hours, s.Absences), s.Hours, s.Absences);
    }

    [Fact]
    public void Around_every_change_of_clocks_the_next_opening_is_the_first()
    {
        var years = new Interval(Instant.FromUtc(2024, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0));
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            foreach (var stretch in DateTimeZoneProviders.Tzdb[id].GetZoneIntervals(years).Where(stretch => stretch.HasEnd && stretch.End < years.End))
            {
                foreach (var (from, until) in new[] { (-40, 25), (10, 40), (-90, -10), (-130, 130) })
                {
                    var hours = Narrow(id, stretch.IsoLocalEnd, from, until);
                    AssertDeliveredInOrder(stretch.IsoLocalEnd.Date, hours);
                    for (var minutes = -150; minutes <= 150; minutes += 20)
                    {
                        var at = stretch.End + Duration.FromMinutes(minutes);
                        Assert.True(IsNextOpening(at, Window.NextOpening(at, hours, []), hours, [], Duration.FromHours(5)), $"{hours} at {at}");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_clock_set_back_over_midnight_opens_yesterdays_window_again()
    {
        // St John's changed at 00:01 until 2011.
        var hours = new WorkingHours("America/St_Johns", WeekDays.All, new(23, 15), LocalTime.Midnight, new(WeekDays.All, new(23, 15)));
        Assert.Equal(Utc("2010-11-07T02:45:00Z"), Window.NextOpening(Utc("2010-11-07T02:30:30Z"), hours, []));
    }

    [Theory]
    [InlineData("2026-06-02T07:30:00Z", "2026-06-02T07:30:00Z")]
    [InlineData("2026-06-02T05:59:59Z", "2026-06-02T06:00:00Z")]
    [InlineData("2026-06-02T16:00:00Z", "2026-06-03T06:00:00Z")]
    [InlineData("2026-06-05T16:00:00Z", "2026-06-08T06:00:00Z")]
    public void A_message_waits_for_the_window(string at, string expected) =>
        Assert.Equal(Utc(expected), Window.NextOpening(Utc(at), Berlin, []));

    [Fact]
    public void A_message_waits_for_the_end_of_an_absence() =>
        Assert.Equal(
            Utc("2026-06-15T06:00:00Z"),
            Window.NextOpening(Utc("2026-06-02T07:30:00Z"), Berlin, [new(new(2026, 6, 8), new(2026, 6, 12)), new(new(2026, 6, 1), new(2026, 6, 7))]));

    [Theory]
    [InlineData("2026-06-02T07:30:00Z", 3, "2026-06-05T07:30:00Z")]
    [InlineData("2026-06-04T07:30:00Z", 3, "2026-06-09T07:30:00Z")]
    [InlineData("2026-06-06T10:00:00Z", 1, "2026-06-08T10:00:00Z")]
    [InlineData("2026-06-02T19:00:00Z", 3, "2026-06-08T06:00:00Z")]
    [InlineData("2026-06-02T07:30:00Z", 0, "2026-06-02T07:30:00Z")]
    [InlineData("2026-03-27T08:30:00Z", 1, "2026-03-30T07:30:00Z")]
    public void Work_days_leave_out_days_off_and_keep_the_hour(string from, int days, string expected) =>
        Assert.Equal(Utc(expected), Window.AddWorkDays(Utc(from), days, Berlin));

    [Fact]
    public void Work_days_leave_out_absences() =>
        Assert.Equal(Utc("2026-06-12T07:30:00Z"), Window.AddWorkDays(Utc("2026-06-02T07:30:00Z"), 3, Berlin, [new(new(2026, 6, 4), new(2026, 6, 10))]));

    [Property(Arbitrary = [typeof(Situations)])]
    public bool All_hours_of_the_generator_are_sound(WorkingHours hours) => hours.Check() is null;

    [Property(Arbitrary = [typeof(Situations)])]
    public bool A_preferred_time_always_fits_in(WorkingHours hours, WorkingHours other)
    {
        var preferring = hours.Preferring(other.Prompt);
        return preferring.Check() is null && preferring.Prompt == other.Prompt && preferring.Days.Covers(hours.Days);
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Equal(WorkingHoursProblem.UnknownZone, (Berlin with { Zone = "Mars/Olympus" }).Check());
        Assert.Equal(WorkingHoursProblem.NoDays, (Berlin with { Days = WeekDays.None }).Check());
        Assert.Equal(WorkingHoursProblem.NoDays, (Berlin with { Prompt = new(WeekDays.None, new(9, 0)) }).Check());
        Assert.Equal(WorkingHoursProblem.WindowIsEmpty, (Berlin with { Until = Berlin.From }).Check());
        Assert.Equal(WorkingHoursProblem.PromptOutsideDays, (Berlin with { Prompt = new(WeekDays.All, new(9, 0)) }).Check());
        Assert.Equal(WorkingHoursProblem.PromptOutsideWindow, (Berlin with { Prompt = new(WeekDays.MondayToFriday, new(18, 0)) }).Check());
        Assert.Throws<ArgumentException>(() => Window.NextOpening(Utc("2026-06-02T07:30:00Z"), Berlin with { Until = Berlin.From }, []));
        Assert.Equal(AbsenceProblem.EndsBeforeItStarts, new Absence(new(2026, 6, 2), new(2026, 6, 1)).Check());
        Assert.Equal(AbsenceProblem.TooLong, new Absence(new(2026, 6, 2), LocalDate.MaxIsoValue).Check());
        Assert.Null(new Absence(new(2026, 6, 2), new(2026, 6, 2)).Check());
    }

    [Fact]
    public void Hours_are_equal_by_value() => Assert.Equal(WorkingHours.UsualIn("Europe/Berlin"), Berlin with { Days = WeekDays.Parse("Fri Thu Wed Tue Mon")!.Value });

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("europe/berlin ", "Europe/Berlin")]
    [InlineData("Pacific Standard Time", "America/Los_Angeles")]
    [InlineData("Mars/Olympus", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Zones_are_found_by_their_iana_or_windows_name(string? id, string? expected) => Assert.Equal(expected, Zones.Find(id));

    private static bool IsNextOpening(Instant at, Instant opening, WorkingHours hours, Absence[] absences, Duration? look = null)
    {
        if (opening < at || !Window.IsOpen(opening, hours, absences))
            return false;
        var end = look is { } most ? Instant.Min(opening, at + most) : opening;
        for (var before = at; before < end; before += Duration.FromMinutes(5))
        {
            if (Window.IsOpen(before, hours, absences))
                return false;
        }
        return opening == at || !Window.IsOpen(opening - Duration.Epsilon, hours, absences);
    }

    private static void AssertDeliveredInOrder(LocalDate change, WorkingHours hours)
    {
        var moments = Enumerable.Range(-2, 5).Select(days => Rhythm.DeliveryFor(change.PlusDays(days), hours, [])).ToArray();
        Assert.All(moments, at => Assert.True(Window.IsOpen(at, hours, []), $"{hours} at {at}"));
        Assert.Equal(moments.Order(), moments);
    }

    private static WorkingHours Narrow(string zone, LocalDateTime change, int from, int until)
    {
        var start = change.PlusMinutes(from);
        var end = change.PlusMinutes(until).TimeOfDay;
        var opens = start.TimeOfDay < end ? start.TimeOfDay : LocalTime.Midnight;
        return new WorkingHours(zone, WeekDays.All, opens, end, new PreferredTime(WeekDays.All, opens));
    }

    private static Instant Utc(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;
}
