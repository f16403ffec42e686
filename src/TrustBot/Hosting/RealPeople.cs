using TrustBot.Delivery.Web;
using TrustBot.Slack;
using TrustBot.Teams;

namespace TrustBot.Hosting;

/// <summary>Whether the settings let TrustBot write to people, rather than to a platform that somebody runs on this machine to try things.</summary>
internal static class RealPeople
{
    /// <returns>The section that does; null where none does.</returns>
    public static string? SectionIn(IConfiguration settings)
    {
        if (settings.GetSection(SlackOptions.Section).Exists() && !IsHere(settings[$"{SlackOptions.Section}:{nameof(SlackOptions.ApiBaseUrl)}"]))
            return SlackOptions.Section;
        var teams = settings.GetSection(TeamsOptions.Section);
        var isTried = IsHere(teams[nameof(TeamsOptions.OpenIdMetadataUrl)]) || (bool.TryParse(teams[nameof(TeamsOptions.AllowAnonymous)], out var anonymous) && anonymous);
        return teams.Exists() && !isTried ? TeamsOptions.Section : null;
    }

    private static bool IsHere(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && ThisMachine.Is(uri);
}
