using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Delivery;

namespace TrustBot.CoordinatorConsole;

/// <summary>The way to install the app in a workspace: a link for this coordinator's browser, made when the page is opened.</summary>
internal static class InstallPages
{
    public static void Map(RouteGroupBuilder programme) => programme.MapGet("/install/{platform}", ShowAsync);

    public static string PathOf(string platform) => $"/install/{platform.ToLowerInvariant()}";

    private static async Task<IResult> ShowAsync(string platform, HttpContext http, IEnumerable<IInstalls> all)
    {
        var visit = VisitFilter.VisitOf(http);
        var chosen = all.FirstOrDefault(one => one.Platform.Equals(platform, StringComparison.OrdinalIgnoreCase) && one.CanInvite);
        return chosen is null
            ? visit.Lost(visit.Texts.NoSuchPage)
            : visit.Show<InstallPage>(new InstallModel(chosen.Platform, await chosen.InviteAsync(visit.Cancellation)));
    }
}
