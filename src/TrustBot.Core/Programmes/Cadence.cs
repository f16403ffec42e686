using System.Text.Json.Serialization;
using NodaTime;
using TrustBot.Core.Attention;

namespace TrustBot.Core.Programmes;

public enum CadenceProblem
{
    IntervalOutOfRange,
    NoDays,
    NoSuchWeekDay,
    NoSuchWeekOfMonth,
    NoSuchDayOfMonth,
}

/// <summary>How often a pair hears from TrustBot, as dates only: the person adds days, hour and zone.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(EveryWeeks), "every-weeks")]
[JsonDerivedType(typeof(MonthlyOnNth), "monthly-on-nth")]
[JsonDerivedType(typeof(MonthlyOnDay), "monthly-on-day")]
[JsonDerivedType(typeof(EveryWorkDays), "every-work-days")]
public abstract record Cadence
{
    public const int Last = -1;
    public const int MostWeeks = 52;
    public const int MostWorkDays = 260;

    private Cadence()
    {
    }

    /// <param name="N">1 to <see cref="MostWeeks"/>. Weeks begin on Monday, and the anchor's week counts as the first.</param>
    /// <param name="Anchor">No slot falls before it.</param>
    public sealed record EveryWeeks(int N, WeekDays Days, LocalDate Anchor) : Cadence;

    /// <param name="Nth">1 to 4, or <see cref="Last"/>: a fifth one does not exist every month.</param>
    public sealed record MonthlyOnNth(int Nth, IsoDayOfWeek Day) : Cadence;

    /// <param name="Day">1 to 31; the last day in shorter months.</param>
    public sealed record MonthlyOnDay(int Day) : Cadence;

    /// <summary>Counts Monday to Friday, whatever a person's own days are.</summary>
    /// <param name="N">1 to <see cref="MostWorkDays"/>.</param>
    /// <param name="Anchor">The first slot, or the Monday after it when it is on a weekend.</param>
    public sealed record EveryWorkDays(int N, LocalDate Anchor) : Cadence;

    public static Cadence Weekly(LocalDate start) => Weeks(1, start);
    public static Cadence EveryTwoWeeks(LocalDate start) => Weeks(2, start);
    public static Cadence EveryThreeWeeks(LocalDate start) => Weeks(3, start);

    /// <summary>The same place in the month as <paramref name="start"/>, such as the second Tuesday.</summary>
    public static Cadence Monthly(LocalDate start) => new MonthlyOnNth(start.Day > 28 ? Last : (start.Day + 6) / 7, start.DayOfWeek);

    public CadenceProblem? Check() => this switch
    {
        EveryWeeks { N: < 1 or > MostWeeks } or EveryWorkDays { N: < 1 or > MostWorkDays } => CadenceProblem.IntervalOutOfRange,
        EveryWeeks { Days.IsEmpty: true } => CadenceProblem.NoDays,
        MonthlyOnNth { Nth: not (Last or >= 1 and <= 4) } => CadenceProblem.NoSuchWeekOfMonth,
        MonthlyOnNth { Day: < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday } => CadenceProblem.NoSuchWeekDay,
        MonthlyOnDay { Day: < 1 or > 31 } => CadenceProblem.NoSuchDayOfMonth,
        _ => null,
    };

    private static EveryWeeks Weeks(int n, LocalDate start) => new(n, WeekDays.Of(start.DayOfWeek), start);
}
