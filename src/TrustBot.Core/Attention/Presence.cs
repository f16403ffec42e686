using NodaTime;
using TrustBot.Core.People;

namespace TrustBot.Core.Attention;

internal static class Presence
{
    /// <summary>The first of the given week days on or after a date that lies in no absence.</summary>
    public static LocalDate FirstDay(LocalDate from, WeekDays days, IReadOnlyList<Absence> absences)
    {
        var date = from;
        while (true)
        {
            date = date.PlusDays(days.DaysFrom(date.DayOfWeek));
            if (AbsenceOn(date, absences) is not { } absence)
                return date;
            date = absence.Until.PlusDays(1);
        }
    }

    public static Absence? AbsenceOn(LocalDate date, IReadOnlyList<Absence> absences)
    {
        for (var i = 0; i < absences.Count; i++)
        {
            if (absences[i].Contains(date))
                return absences[i];
        }
        return null;
    }
}
