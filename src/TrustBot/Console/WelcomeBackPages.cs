using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Import;
using TrustBot.People;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole;

/// <summary>Somebody who asked to be forgotten, and later to be invited again. The address is looked at once and not kept.</summary>
internal static class WelcomeBackPages
{
    private const string Path = "/welcome-back";

    public static void Map(RouteGroupBuilder programme)
    {
        programme.MapGet(Path, (HttpContext http) => VisitFilter.VisitOf(http).Show<WelcomeBackPage>(new WelcomeBackModel("", null)));
        programme.MapPost(Path, WelcomeAsync);
    }

    private static async Task<IResult> WelcomeAsync(HttpContext http, ProgrammeDesk desk)
    {
        var visit = VisitFilter.VisitOf(http);
        var form = await visit.FormAsync();
        var typed = OneLine.Clean(form["mail"]);
        if (Mail.Parse(typed) is not { } mail)
            return Again(visit.Texts.ContactMailWrong);
        if (form["sure"] != "yes")
            return Again(visit.Texts.WelcomeBackTick);
        return await desk.WelcomeBackAsync(visit.Programme.Id, visit.Who, mail, visit.Cancellation) switch
        {
            Welcome.Back => visit.Done<Start>("/import", new StartModel(First: false), new Notice(visit.Texts.WelcomedBack)),
            Welcome.StillForgetting => Again(visit.Texts.StillForgetting),
            _ => Again(visit.Texts.NotForgotten),
        };

        IResult Again(string problem) => visit.Show<WelcomeBackPage>(new WelcomeBackModel(typed, problem));
    }
}
