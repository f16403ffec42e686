using NodaTime;
using NodaTime.TimeZones;

namespace TrustBot.Core.Attention;

public static class Zones
{
    /// <summary>An IANA id as the zone database spells it, found in any case or by its Windows name; null for anything else.</summary>
    public static string? Find(string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return null;
        if (IsKnown(id))
            return id;
        var name = id.Trim();
        return DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? TzdbDateTimeZoneSource.Default.WindowsToTzdbIds
                .FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    public static bool IsKnown(string? id) => id is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    internal static DateTimeZone Get(string id) => DateTimeZoneProviders.Tzdb[id];
}
