using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Programmes;

namespace TrustBot.CoordinatorConsole.Web;

/// <summary>A rhythm as the form says it. What the form can't say (a rule from elsewhere) is shown as the nearest preset.</summary>
/// <param name="Preset"><c>w1</c>, <c>w2</c>, <c>w3</c>, <c>month</c> or <c>work</c>.</param>
/// <param name="Last">The last such day of the month rather than the first.</param>
public sealed record RhythmDraft(string Preset, IsoDayOfWeek Day, bool Last, int WorkDays, LocalDate Start)
{
    public const string Month = "month";
    public const string Work = "work";
    public const int MostWorkDays = 60;

    private const int UsualWorkDays = 10;

    public static RhythmDraft Of(Cadence cadence, LocalDate today)
    {
        var usual = new RhythmDraft("w2", IsoDayOfWeek.Tuesday, Last: false, UsualWorkDays, today);
        return cadence switch
        {
            Cadence.EveryWeeks weeks => usual with { Preset = $"w{Math.Clamp(weeks.N, 1, 3)}", Day = weeks.Days.InOrder().FirstOrDefault(IsoDayOfWeek.Tuesday) },
            Cadence.MonthlyOnNth monthly => usual with { Preset = Month, Day = monthly.Day, Last = monthly.Nth == Cadence.Last },
            Cadence.MonthlyOnDay => usual with { Preset = Month },
            Cadence.EveryWorkDays work => usual with { Preset = Work, WorkDays = work.N },
            _ => usual,
        };
    }

    /// <param name="field">A field of the form by its name; null when it is missing.</param>
    /// <returns>Null when it says no rhythm: only a form that was tampered with can.</returns>
    public static RhythmDraft? Read(Func<string, string?> field, LocalDate today)
    {
        var preset = field("preset");
        if (preset is not ("w1" or "w2" or "w3" or Month or Work))
            return null;
        if (!int.TryParse(field("day"), NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day is < 1 or > 7)
            return null;
        if (!int.TryParse(field("workdays"), NumberStyles.None, CultureInfo.InvariantCulture, out var workDays) || workDays is < 1 or > MostWorkDays)
            return null;
        var start = LocalDatePattern.Iso.Parse(field("start") ?? "") is { Success: true, Value: var date } ? date : today;
        return new RhythmDraft(preset, (IsoDayOfWeek)day, field("nth") == "last", workDays, start < today || start > today.PlusYears(1) ? today : start);
    }

    public Cadence ToCadence() => Preset switch
    {
        Month => new Cadence.MonthlyOnNth(Last ? Cadence.Last : 1, Day),
        Work => new Cadence.EveryWorkDays(WorkDays, Start),
        _ => new Cadence.EveryWeeks(Preset[1] - '0', WeekDays.Of(Day), FirstOnOrAfterStart()),
    };

    private LocalDate FirstOnOrAfterStart() => Start.DayOfWeek == Day ? Start : Start.Next(Day);
}
