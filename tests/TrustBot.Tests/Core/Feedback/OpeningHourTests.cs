using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Feedback;

/// <summary>The hour at which a round opens.</summary>
public sealed class OpeningHourTests
{
    private static readonly DateTimeZone Berlin = World.Zone("Europe/Berlin");

    [Theory]
    [InlineData("Europe/Berlin", 1, 9, 10)]
    [InlineData("Europe/Berlin", 2, 10, 10)]
    [InlineData("Europe/Berlin", 4, 15, 10)]
    [InlineData("America/New_York", 1, 9, 14)]
    [InlineData("Asia/Tokyo", 1, 9, 10)]
    [InlineData("Pacific/Auckland", 1, 9, 10)]
    public void A_round_opens_a_week_on_from_Monday_to_Thursday_near_ten_when_both_may_be_written_to(string zone, int began, int day, int hour)
    {
        var opens = Begun(zone, began);

        Assert.Equal(new LocalDateTime(2026, 6, day, hour, 0), opens.InZone(Berlin).LocalDateTime);
    }

    [Property]
    public void It_is_never_at_the_end_of_a_week_and_suits_both_where_anything_does(byte days, byte from, byte length, byte began)
    {
        var hours = WorkingHours.UsualIn("America/Los_Angeles") with
        {
            Days = DaysOf(days),
            From = new LocalTime(from % 22, 0),
            Until = new LocalTime(Math.Min(23, (from % 22) + 1 + (length % 12)), 0),
        };
        hours = hours with { Prompt = new PreferredTime(hours.Days, hours.From) };
        var opens = Begun(hours, began % 28);

        Assert.InRange(opens.InZone(Berlin).DayOfWeek, IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday);
        Assert.Equal(0, opens.InZone(Berlin).Minute);
        var both = WorkingHours.UsualIn("Europe/Berlin");
        var somewhere = Enumerable.Range(0, 24 * 7).Select(hour => opens.Minus(Duration.FromDays(6)) + Duration.FromHours(hour))
            .Any(at => Window.IsOpen(at, hours, []) && Window.IsOpen(at, both, []) && at.InZone(Berlin).DayOfWeek <= IsoDayOfWeek.Thursday && at.InZone(Berlin).Minute == 0);
        Assert.True(!somewhere || (Window.IsOpen(opens, hours, []) && Window.IsOpen(opens, both, [])));
    }

    private static Instant Begun(string zone, int day) => Begun(WorkingHours.UsualIn(zone), day);

    /// <param name="day">From the first of June, a Monday, on which one of them wished for a round.</param>
    private static Instant Begun(WorkingHours ofMentor, int day)
    {
        var round = new Rounds(ofMentor);
        round.World.MoveTo(new LocalDate(2026, 6, Math.Max(day, 1)).At(new LocalTime(9, 0)).InZoneStrictly(Berlin).ToInstant());
        round.Begin(Rounds.Bo);
        return round.Current!.OpensAt;
    }

    private static WeekDays DaysOf(byte bits)
    {
        var days = WeekDays.Of(Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day).Where(day => (bits >> ((int)day - 1) & 1) == 1));
        return days.IsEmpty ? WeekDays.MondayToFriday : days;
    }
}
