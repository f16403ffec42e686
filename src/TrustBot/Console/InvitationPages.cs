using NodaTime;
using NodaTime.Text;
using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Pairs;
using TrustBot.Programmes;
using TrustBot.Scheduling;

namespace TrustBot.CoordinatorConsole;

internal static class InvitationPages
{
    public static void Map(RouteGroupBuilder programme)
    {
        programme.MapGet("/invitations", ShowAsync);
        programme.MapPost("/invitations", SendAsync);
        programme.MapPost("/invitations/{pair}/cancel", CancelAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Roster roster, Invitations invitations, StoryClock clock, string? preview)
    {
        var visit = VisitFilter.VisitOf(http);
        return visit.Show<InvitationsPage>(await ModelAsync(visit, roster, invitations, clock, preview));
    }

    private static async Task<IResult> SendAsync(HttpContext http, Roster roster, Invitations invitations, StoryClock clock, IHostApplicationLifetime lifetime)
    {
        var visit = VisitFilter.VisitOf(http);
        var form = await visit.FormAsync();
        var today = Today(visit, clock);
        var typed = form["on"].ToString();
        var on = typed.Length == 0 ? today : LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var date } ? date : (LocalDate?)null;
        if (on is not { } day || day < today || day > today.PlusYears(1))
            return await AgainAsync(visit.Texts.DateNotUnderstood);
        var chosen = await ChosenAsync(visit, roster, form);
        if (chosen.Count == 0)
            return await AgainAsync(visit.Texts.ChooseSomebody);
        var at = day == today ? clock.Now : DateTimeZoneProviders.Tzdb[visit.Zone].AtStartOfDay(day).ToInstant();
        // A closed window does not leave half of them without their invitation.
        var sent = await invitations.SendAsync(visit.Programme, visit.Who, chosen, at, lifetime.ApplicationStopping);
        if (sent is not { } count)
            return await AgainAsync(visit.Texts.CannotStart);
        return await HomePages.DoneAsync(visit, roster, new Notice(visit.Texts.InvitationsSent(count, day == today ? null : day)));

        async Task<IResult> AgainAsync(string problem) =>
            visit.Show<InvitationsPage>(await ModelAsync(visit, roster, invitations, clock, null), new Notice(problem, Problem: true));
    }

    private static async Task<IResult> CancelAsync(string pair, HttpContext http, Roster roster, Invitations invitations, StoryClock clock)
    {
        var visit = VisitFilter.VisitOf(http);
        var cancelled = await invitations.CancelAsync(visit.Programme, visit.Who, new PairId(pair), visit.Cancellation);
        var notice = cancelled ? new Notice(visit.Texts.InvitationCancelled) : new Notice(visit.Texts.InvitationGone, Problem: true);
        return visit.Done<InvitationsPage>("/invitations", await ModelAsync(visit, roster, invitations, clock, null), notice);
    }

    /// <summary>Only pairs that still wait: what a form of yesterday names beyond them is passed over.</summary>
    private static async ValueTask<IReadOnlyCollection<PairId>> ChosenAsync(ConsoleVisit visit, Roster roster, IFormCollection form)
    {
        var ticked = form["pair"].ToHashSet();
        var rest = form["rest"] == "yes";
        var waiting = Waiting(await roster.ReadAsync(visit.Programme, visit.Cancellation));
        return [.. waiting
            .Where((line, i) => ticked.Contains(line.Summary.Id.Value) || (rest && i >= InvitationsPage.MostShown))
            .Select(line => line.Summary.Id)];
    }

    private static async ValueTask<InvitationsModel> ModelAsync(ConsoleVisit visit, Roster roster, Invitations invitations, StoryClock clock, string? preview)
    {
        var lines = await roster.ReadAsync(visit.Programme, visit.Cancellation);
        var waiting = Waiting(lines);
        var planned = lines.Where(line => line.Summary.Stage == PairStage.Planned).ToList();
        var chosen = waiting.FirstOrDefault(line => line.Summary.Id.Value == preview) ?? (waiting.Count > 0 ? waiting[0] : null);
        var previews = chosen is null ? [] : await invitations.PreviewAsync(visit.Programme, chosen.Summary.Id, clock.Now, visit.Cancellation);
        var today = Today(visit, clock);
        return new InvitationsModel(waiting, planned, today, today, chosen, previews);
    }

    private static List<RosterLine> Waiting(IEnumerable<RosterLine> lines) => [.. lines.Where(line => line.Summary.Stage == PairStage.Proposed)];

    private static LocalDate Today(ConsoleVisit visit, StoryClock clock) => clock.Now.InZone(DateTimeZoneProviders.Tzdb[visit.Zone]).Date;
}
