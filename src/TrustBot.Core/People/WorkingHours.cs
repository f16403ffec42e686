using NodaTime;
using TrustBot.Core.Attention;

namespace TrustBot.Core.People;

public enum WorkingHoursProblem
{
    UnknownZone,
    NoDays,
    WindowIsEmpty,
    PromptOutsideDays,
    PromptOutsideWindow,
}

/// <summary>What a person answered to "When suits you?": when scheduled prompts arrive.</summary>
public sealed record PreferredTime(WeekDays Days, LocalTime At);

/// <summary>When TrustBot may write to a person at all, and when it prompts them.</summary>
/// <param name="Zone">An IANA id.</param>
/// <param name="Days">Days on which anything may be sent; they are also the person's work days.</param>
/// <param name="From">Local time, included.</param>
/// <param name="Until">Local time, excluded; midnight means the end of the day. A window does not reach into the next day.</param>
public sealed record WorkingHours(string Zone, WeekDays Days, LocalTime From, LocalTime Until, PreferredTime Prompt)
{
    /// <summary>Monday to Friday, 08:00 to 18:00, prompts on any of these days at 09:30.</summary>
    public static WorkingHours UsualIn(string zone) => new(
        zone, WeekDays.MondayToFriday, new LocalTime(8, 0), new LocalTime(18, 0), new PreferredTime(WeekDays.MondayToFriday, new LocalTime(9, 30)));

    /// <summary>Takes over a chosen day and hour, and widens days and window by an hour around it where they did not reach so far.</summary>
    public WorkingHours Preferring(PreferredTime prompt)
    {
        var days = Days.Union(prompt.Days);
        if (IsWithin(prompt.At))
            return this with { Days = days, Prompt = prompt };
        var anHourOn = prompt.At.Hour == 23 ? LocalTime.Midnight : prompt.At.PlusHours(1);
        return prompt.At < From
            ? this with { Days = days, Prompt = prompt, From = prompt.At }
            : this with { Days = days, Prompt = prompt, Until = anHourOn };
    }

    public bool IsWithin(LocalTime time) => From <= time && (time < Until || Until == LocalTime.Midnight);

    public WorkingHoursProblem? Check() =>
        !Zones.IsKnown(Zone) ? WorkingHoursProblem.UnknownZone
        : Days.IsEmpty || Prompt.Days.IsEmpty ? WorkingHoursProblem.NoDays
        : Until <= From && Until != LocalTime.Midnight ? WorkingHoursProblem.WindowIsEmpty
        : !Days.Covers(Prompt.Days) ? WorkingHoursProblem.PromptOutsideDays
        : !IsWithin(Prompt.At) ? WorkingHoursProblem.PromptOutsideWindow
        : null;
}
