using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Texts;

/// <summary>Days, hours and rhythms. Their names come from the texts, so that they need no culture data of the machine.</summary>
public sealed partial class Sentences
{
    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>"12 June".</summary>
    public string Date(LocalDate day) => Text("date", ("day", Number(day.Day)), ("month", Text($"month.{Number(day.Month)}")));

    /// <summary>"Tuesday 16 June".</summary>
    public string DateWithDay(LocalDate day) =>
        Text("date.weekday", ("weekday", Day(day.DayOfWeek)), ("day", Number(day.Day)), ("month", Text($"month.{Number(day.Month)}")));

    /// <summary>"Tuesday 16 June, 09:30", in the zone that the moment carries.</summary>
    public string Moment(ZonedDateTime moment) => Text("moment", ("day", DateWithDay(moment.Date)), ("time", Time(moment.TimeOfDay)));

    public string Day(IsoDayOfWeek day) => Text($"day.{Number((int)day)}");

    public static string Time(LocalTime time) => Hour.Format(time);

    /// <summary>"Tuesdays and Thursdays".</summary>
    public string Days(WeekDays days) =>
        days == WeekDays.MondayToFriday ? Text("days.monday-to-friday")
        : days == WeekDays.All ? Text("days.all")
        : And(days.InOrder().Select(day => Text($"days.{Number((int)day)}")));

    public string HoursOffer(PreferredTime offer) => Text("hours.offer", ("days", Days(offer.Days)), ("time", Time(offer.At)));

    public string HoursSet(PreferredTime prompt, string zone) => Text("hours.set", ("days", Days(prompt.Days)), ("time", Time(prompt.At)), ("zone", zone));

    public string SettingsText(PreferredTime prompt, string zone) => Text("settings.text", ("days", Days(prompt.Days)), ("time", Time(prompt.At)), ("zone", zone));

    /// <summary>"Every two weeks".</summary>
    public string RhythmOf(Cadence cadence) => cadence switch
    {
        Cadence.EveryWeeks { N: 2 } => Text("rhythm.weeks.two"),
        Cadence.EveryWeeks { N: 3 } => Text("rhythm.weeks.three"),
        Cadence.EveryWeeks weeks => Plural("rhythm.weeks", weeks.N),
        Cadence.EveryWorkDays workDays => Plural("rhythm.work-days", workDays.N),
        _ => Text("rhythm.monthly"),
    };

    /// <param name="chosen">Whether the person chose the days.</param>
    public string WhyPrompt(Cadence cadence, PreferredTime prompt, bool chosen) =>
        Text(chosen ? "why.chosen" : "why.programme", ("rhythm", RhythmOf(cadence)), ("days", Days(prompt.Days)));

    private string And(IEnumerable<string> items)
    {
        var list = items.ToList();
        return list.Count < 2 ? string.Concat(list) : Text("list.and", ("first", string.Join(", ", list[..^1])), ("last", list[^1]));
    }
}
