using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack;

/// <summary>The ways in which Slack itself says no; all others are <see cref="Fault"/>'s.</summary>
internal static class SlackFault
{
    public static Fault Says(string code, bool lands = false) => Fault.Body(200, "application/json; charset=utf-8", $$"""{"ok":false,"error":"{{code}}"}""", lands);

    /// <param name="retryAfter">In seconds; null for an answer that does not say.</param>
    public static Fault RateLimited(int? retryAfter) => Fault.Status(429, retryAfter: retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
