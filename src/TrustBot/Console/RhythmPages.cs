using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Attention;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Programmes;
using TrustBot.Scheduling;

namespace TrustBot.CoordinatorConsole;

internal static class RhythmPages
{
    private const int DatesShown = 5;
    private const int PeopleShown = 6;

    public static void Map(RouteGroupBuilder programme)
    {
        programme.MapGet("/rhythm", ShowAsync);
        programme.MapPost("/rhythm", SaveAsync);
        programme.MapGet("/pairs/{pair}/rhythm", ShowAsync);
        programme.MapPost("/pairs/{pair}/rhythm", SaveForPairAsync);
        programme.MapPost("/pairs/{pair}/rhythm/follow", FollowAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Roster roster, StoryClock clock)
    {
        var visit = VisitFilter.VisitOf(http);
        var line = await LineAsync(visit, roster);
        if (line is null && visit.Http.GetRouteValue("pair") is not null)
            return visit.Lost(visit.Texts.NoSuchPair);
        var query = http.Request.Query;
        if (!query.ContainsKey("preset"))
            return visit.Show<RhythmPage>(Stands(visit, line, clock));
        var draft = RhythmDraft.Read(name => query[name], Today(visit, clock));
        return draft is null
            ? visit.Show<RhythmPage>(Stands(visit, line, clock), new Notice(visit.Texts.RhythmInvalid, Problem: true))
            : visit.Show<RhythmPage>(Stands(visit, line, clock) with { Draft = draft, Dates = await DatesAsync(visit, roster, line, draft.ToCadence(), clock.Now) });
    }

    private static async Task<IResult> SaveAsync(HttpContext http, ProgrammeDesk desk, StoryClock clock)
    {
        var visit = VisitFilter.VisitOf(http);
        var form = await visit.FormAsync();
        var draft = RhythmDraft.Read(name => form[name], Today(visit, clock));
        if (draft is null || !int.TryParse(form["basedon"], NumberStyles.None, CultureInfo.InvariantCulture, out var basedOn))
            return visit.Show<RhythmPage>(Stands(visit, null, clock), new Notice(visit.Texts.RhythmInvalid, Problem: true));
        var saved = await desk.SetCadenceAsync(visit.Programme.Id, visit.Who, draft.ToCadence(), basedOn, visit.Cancellation);
        return saved is null
            ? visit.Show<RhythmPage>(Stands(visit, null, clock), new Notice(visit.Texts.RhythmHasChanged, Problem: true))
            : visit.With(saved).Done<RhythmPage>("/rhythm", Stands(visit.With(saved), null, clock), new Notice(visit.Texts.RhythmSaved));
    }

    private static async Task<IResult> SaveForPairAsync(HttpContext http, Roster roster, ProgrammeDesk desk, StoryClock clock)
    {
        var visit = VisitFilter.VisitOf(http);
        var form = await visit.FormAsync();
        if (await LineAsync(visit, roster) is not { } line)
            return visit.Lost(visit.Texts.NoSuchPair);
        return RhythmDraft.Read(name => form[name], Today(visit, clock)) is { } draft
            ? await SetAsync(visit, roster, desk, clock, line, draft.ToCadence())
            : visit.Show<RhythmPage>(Stands(visit, line, clock), new Notice(visit.Texts.RhythmInvalid, Problem: true));
    }

    private static async Task<IResult> FollowAsync(HttpContext http, Roster roster, ProgrammeDesk desk, StoryClock clock)
    {
        var visit = VisitFilter.VisitOf(http);
        return await LineAsync(visit, roster) is { } line
            ? await SetAsync(visit, roster, desk, clock, line, null)
            : visit.Lost(visit.Texts.NoSuchPair);
    }

    private static async Task<IResult> SetAsync(ConsoleVisit visit, Roster roster, ProgrammeDesk desk, StoryClock clock, RosterLine line, Cadence? cadence)
    {
        await desk.SetPairCadenceAsync(visit.Programme, visit.Who, line.Summary.Id, cadence, visit.Cancellation);
        var now = await LineAsync(visit, roster) ?? line;
        return visit.Done<RhythmPage>($"/pairs/{line.Summary.Id}/rhythm", Stands(visit, now, clock), new Notice(visit.Texts.RhythmSaved));
    }

    private static async ValueTask<RosterLine?> LineAsync(ConsoleVisit visit, Roster roster) =>
        visit.Http.GetRouteValue("pair") is string id ? await roster.FindAsync(visit.Programme, new PairId(id), visit.Cancellation) : null;

    private static RhythmModel Stands(ConsoleVisit visit, RosterLine? line, StoryClock clock)
    {
        var cadence = line?.Summary.OwnCadence ?? visit.Programme.Cadence;
        return new RhythmModel(line, cadence, RhythmDraft.Of(cadence, Today(visit, clock)), null, visit.Programme.Revision);
    }

    private static async ValueTask<ImmutableArray<PersonDates>> DatesAsync(ConsoleVisit visit, Roster roster, RosterLine? line, Cadence cadence, Instant now)
    {
        var people = line is not null
            ? await roster.MembersAsync(visit.Programme, line.Summary.Id, visit.Cancellation) is var (mentee, mentor) ? [mentee, mentor] : []
            : await SomeAsync(visit, roster);
        return people.Count == 0
            ? [DatesOf(null, visit.Programme.Hours, cadence, now)]
            : [.. people.Select(person => DatesOf(person.Name, person.Hours, cadence, now))];
    }

    /// <summary>A few people stand for all.</summary>
    private static async ValueTask<IReadOnlyList<Person>> SomeAsync(ConsoleVisit visit, Roster roster)
    {
        var people = new List<Person>();
        foreach (var line in (await roster.ReadAsync(visit.Programme, visit.Cancellation)).Where(line => line.Summary.Stage is not (PairStage.DidNotStart or PairStage.Ending or PairStage.Closed)))
        {
            if (people.Count >= PeopleShown)
                break;
            if (await roster.MembersAsync(visit.Programme, line.Summary.Id, visit.Cancellation) is var (mentee, mentor))
                people.AddRange(new[] { mentee, mentor }.Where(person => people.All(known => known.Id != person.Id)));
        }
        return people;
    }

    private static PersonDates DatesOf(string? name, WorkingHours hours, Cadence cadence, Instant now) =>
        new(name, hours.Zone, [.. Rhythm.Preview(cadence, hours, now, DatesShown).Select(delivery => delivery.Local)]);

    private static LocalDate Today(ConsoleVisit visit, StoryClock clock) =>
        clock.Now.InZone(DateTimeZoneProviders.Tzdb[visit.Programme.Hours.Zone]).Date;
}
