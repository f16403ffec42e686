using NodaTime;

namespace TrustBot.Core.People;

public enum AbsenceProblem
{
    EndsBeforeItStarts,
    TooLong,
}

/// <summary>Days on which nothing is sent to a person; both ends belong to it, as dates in the person's own zone.</summary>
public sealed record Absence(LocalDate From, LocalDate Until)
{
    public const int LongestDays = 3 * 366;

    public bool Contains(LocalDate date) => From <= date && date <= Until;

    public AbsenceProblem? Check() =>
        Until < From ? AbsenceProblem.EndsBeforeItStarts
        : Period.DaysBetween(From, Until) >= LongestDays ? AbsenceProblem.TooLong
        : null;
}
