using NodaTime;
using NodaTime.Text;

namespace TrustBot.Sandbox;

/// <summary>Moments as one person reads them: in that person's zone and language.</summary>
public sealed class SandboxTimes(string zone, SandboxTexts texts)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;

    /// <summary>"Berlin".</summary>
    public string City => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    public LocalDate DayOf(Instant moment) => moment.InZone(zone).Date;

    /// <summary>"09:30".</summary>
    public string Hour(Instant moment) => Format("HH:mm", moment);

    /// <summary>"Tue 16 June, 09:30".</summary>
    public string Moment(Instant moment) => Format(German ? "ddd d. MMMM, HH:mm" : "ddd d MMMM, HH:mm", moment);

    /// <summary>"Tuesday 16 June".</summary>
    public string Day(Instant moment) => Format(German ? "dddd, d. MMMM" : "dddd d MMMM", moment);

    /// <summary>"12 September".</summary>
    public string ShortDay(Instant moment) => Format(German ? "d. MMMM" : "d MMMM", moment);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(Instant moment) => InstantPattern.General.Format(moment);

    private bool German => texts.Language == Core.Texts.Language.German;

    private string Format(string pattern, Instant moment) =>
        LocalDateTimePattern.Create(pattern, texts.Culture).Format(moment.InZone(zone).LocalDateTime);
}
