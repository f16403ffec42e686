using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace TrustBot.Core.Attention;

/// <summary>Reads "2 June", "bis 2.6.", "2026-06-02", "two weeks", "morgen" or "next Monday", in English and German, whatever is asked in.</summary>
public static class RestUntil
{
    public const int LongestDays = 366;

    private static readonly HashSet<string> Fillers =
        ["until", "till", "til", "to", "for", "on", "the", "of", "bis", "zum", "zu", "fur", "am", "den", "der", "dem", "next", "nachste", "nachsten", "nachster"];

    private static readonly Dictionary<string, int> Numbers = new()
    {
        ["a"] = 1,
        ["an"] = 1,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["ein"] = 1,
        ["eine"] = 1,
        ["einen"] = 1,
        ["zwei"] = 2,
        ["drei"] = 3,
        ["vier"] = 4,
        ["funf"] = 5,
        ["sechs"] = 6,
    };

    private static readonly string[][] Months =
    [
        ["jan", "january", "januar"], ["feb", "february", "februar"], ["mar", "march", "marz", "mrz"], ["apr", "april"], ["may", "mai"],
        ["jun", "june", "juni"], ["jul", "july", "juli"], ["aug", "august"], ["sep", "sept", "september"],
        ["oct", "october", "okt", "oktober"], ["nov", "november"], ["dec", "december", "dez", "dezember"],
    ];

    private static readonly string[][] WeekDayNames =
    [
        ["monday", "montag"], ["tuesday", "dienstag"], ["wednesday", "mittwoch"], ["thursday", "donnerstag"], ["friday", "freitag"],
        ["saturday", "samstag", "sonnabend"], ["sunday", "sonntag"],
    ];

    /// <summary>
    /// The date on which a rest ends: after today and at most <see cref="LongestDays"/> away, or null. A date without a year is the next one of that
    /// name. "2/6" is refused, because it is two dates.
    /// </summary>
    /// <param name="folded">Lower case, without diacritics.</param>
    public static LocalDate? Parse(string folded, LocalDate today)
    {
        var all = folded.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var words = all.Where(word => !Fillers.Contains(word)).ToArray();
        var date = words switch
        {
            ["tomorrow" or "morgen"] => today.PlusDays(1),
            ["week" or "woche"] when words.Length < all.Length => today.Next(IsoDayOfWeek.Monday),
            [var day] when IndexOf(WeekDayNames, day) is { } index => today.Next((IsoDayOfWeek)(index + 1)),
            [var number, var unit] when Count(number) is { } count && After(today, count, unit) is { } end => end,
            [var single] => Numeric(single, today),
            [var first, var second] => Named(first, second, null, today),
            [var first, var second, var year] => Named(first, second, year, today),
            _ => null,
        };
        return date > today && date <= today.PlusDays(LongestDays) ? date : null;
    }

    private static LocalDate? After(LocalDate today, int count, string unit) => unit switch
    {
        "day" or "days" or "tag" or "tage" or "tagen" => today.PlusDays(count),
        "week" or "weeks" or "woche" or "wochen" => today.PlusWeeks(count),
        "month" or "months" or "monat" or "monate" or "monaten" => today.PlusMonths(count),
        _ => null,
    };

    private static LocalDate? Numeric(string text, LocalDate today)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var iso })
            return iso;
        return text.Split('.') switch
        {
            [var day, var month] => Date(Number(day), Number(month), null, today),
            [var day, var month, ""] => Date(Number(day), Number(month), null, today),
            [var day, var month, var year] when Number(year) is { } number => Date(Number(day), Number(month), number, today),
            _ => null,
        };
    }

    private static LocalDate? Named(string first, string second, string? year, LocalDate today)
    {
        var number = year is null ? null : Number(year);
        if (year is not null && number is null)
            return null;
        return IndexOf(Months, second) is { } month
            ? Date(Ordinal(first), month + 1, number, today)
            : Date(Ordinal(second), IndexOf(Months, first) + 1, number, today);
    }

    private static LocalDate? Date(int? day, int? month, int? year, LocalDate today)
    {
        if (day is null || month is null)
            return null;
        if (year is not null)
            return Exact(day.Value, month.Value, year < 100 ? 2000 + year.Value : year.Value);
        var thisYear = Exact(day.Value, month.Value, today.Year);
        return thisYear > today ? thisYear : Exact(day.Value, month.Value, today.Year + 1);
    }

    private static LocalDate? Exact(int day, int month, int year) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    private static int? Count(string word) =>
        Numbers.TryGetValue(word, out var spelt) ? spelt : Number(word) is >= 1 and <= LongestDays and var number ? number : null;

    private static int? Ordinal(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)[".", "st", "nd", "rd", "th", "ten"])
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return Number(word[..^ending.Length]);
        }
        return Number(word);
    }

    private static int? Number(string word) =>
        word.Length <= 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? IndexOf(string[][] names, string word)
    {
        var name = word.TrimEnd('.');
        var index = Array.FindIndex(names, spellings => spellings.Contains(name));
        return index < 0 ? null : index;
    }
}
