using System.Text;
using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Import;
using TrustBot.Core.Texts;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole;

internal static class ImportPages
{
    private static readonly string[] Spoken = [.. Enum.GetValues<Language>().Select(language => language.Code())];

    public static void Map(RouteGroupBuilder programme)
    {
        programme.MapGet("/import", (HttpContext http) => VisitFilter.VisitOf(http).Show<Start>(new StartModel(First: false)));
        programme.MapPost("/import", UploadAsync);
        programme.MapPost("/import/sample", SampleAsync);
        programme.MapGet("/import/{token}", LookAsync);
        programme.MapPost("/import/{token}", ConfirmAsync);
        programme.MapGet("/sample.csv", () => File("pairs-sample.csv", PairsCsv.Sample));
        programme.MapGet("/template.csv", () => File("pairs-template.csv", PairsCsv.Template));
    }

    private static async Task<IResult> UploadAsync(HttpContext http, ImportRun import, Uploads uploads)
    {
        var visit = VisitFilter.VisitOf(http);
        return await UploadedFile.ReadAsync(http) is { } bytes
            ? await DryRunAsync(visit, PairsCsv.Parse(bytes.Span, Spoken), import, uploads)
            : visit.Show<Start>(new StartModel(First: false), new Notice(visit.Texts.NoFileChosen, Problem: true));
    }

    private static Task<IResult> SampleAsync(HttpContext http, ImportRun import, Uploads uploads) =>
        DryRunAsync(VisitFilter.VisitOf(http), PairsCsv.Parse(PairsCsv.Sample, Spoken), import, uploads);

    private static async Task<IResult> DryRunAsync(ConsoleVisit visit, PairsFile file, ImportRun import, Uploads uploads)
    {
        if (file.Refused)
            return visit.Show<DryRun>(new DryRunModel(null, file, null));
        var report = await import.TryAsync(visit.Programme, visit.Who, file, visit.Cancellation);
        var token = uploads.Keep(visit.Who, visit.Programme.Id, file);
        return visit.Done<DryRun>($"/import/{token}", new DryRunModel(token, file, report));
    }

    private static async Task<IResult> LookAsync(string token, HttpContext http, ImportRun import, Uploads uploads)
    {
        var visit = VisitFilter.VisitOf(http);
        if (uploads.Find(token, visit.Who, visit.Programme.Id) is not { } file)
            return Gone(visit);
        return visit.Show<DryRun>(new DryRunModel(token, file, await import.TryAsync(visit.Programme, visit.Who, file, visit.Cancellation)));
    }

    private static async Task<IResult> ConfirmAsync(string token, HttpContext http, ImportRun import, Uploads uploads, IHostApplicationLifetime lifetime)
    {
        var visit = VisitFilter.VisitOf(http);
        if (uploads.Find(token, visit.Who, visit.Programme.Id) is not { } file)
            return Gone(visit);
        // A closed window does not stop an import half-way; only the program's own end does, and then it can be run again.
        var report = await import.RunAsync(visit.Programme, visit.Who, file, lifetime.ApplicationStopping);
        return visit.Done<Imported>("/invitations", new ImportedModel(report.Count(RowFate.New), report.NewContacts));
    }

    private static IResult Gone(ConsoleVisit visit) =>
        visit.Show<Start>(new StartModel(First: false), new Notice(visit.Texts.UploadGone, Problem: true));

    private static IResult File(string name, string text) =>
        Results.File(Encoding.UTF8.GetBytes('\uFEFF' + text), "text/csv; charset=utf-8", name);
}
