using System.Collections.Frozen;
using NodaTime;

namespace TrustBot.Core.Import;

internal static class Zones
{
    private static readonly FrozenDictionary<string, string> Ids =
        DateTimeZoneProviders.Tzdb.Ids.ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    /// <returns>The IANA id in its own spelling, so that <c>america/new york</c> is found; null when there is none.</returns>
    public static string? Find(string text) => Ids.GetValueOrDefault(text.Replace(' ', '_'));
}
