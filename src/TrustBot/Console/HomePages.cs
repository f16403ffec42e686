using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Pairs;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole;

internal static class HomePages
{
    private const int LinesOnAPage = 50;

    public static async Task<IResult> ShowAsync(HttpContext http, Roster roster, int? page)
    {
        var visit = VisitFilter.VisitOf(http);
        return visit.Show(await ReadAsync(visit, roster, page ?? 1));
    }

    public static async Task<IResult> DoneAsync(ConsoleVisit visit, Roster roster, Notice notice) =>
        visit.Done("", await ReadAsync(visit, roster, 1), notice);

    private static async ValueTask<PageOf> ReadAsync(ConsoleVisit visit, Roster roster, int page)
    {
        var lines = await roster.ReadAsync(visit.Programme, visit.Cancellation);
        if (lines.Count == 0)
            return PageOf.Of<Start>(new StartModel(First: true));
        var pages = (lines.Count + LinesOnAPage - 1) / LinesOnAPage;
        page = Math.Clamp(page, 1, pages);
        return PageOf.Of<Home>(new HomeModel(
            [.. lines.Skip((page - 1) * LinesOnAPage).Take(LinesOnAPage)],
            page,
            pages,
            lines.Count(line => line.Summary.Stage == PairStage.Proposed),
            [.. lines.SelectMany(WhoWantsAnother).Distinct()],
            [.. lines.SelectMany(line => line.Away).DistinctBy(away => away.Person)]));
    }

    private static IEnumerable<string> WhoWantsAnother(RosterLine line) =>
        line.Summary.WantAnother.Select(person => person == line.Summary.Mentor ? line.Mentor : line.Mentee);
}
