using System.Collections.Immutable;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.People;
using TrustBot.Scheduling;

namespace TrustBot.Rights;

/// <summary>Where a one-time link leads. To look changes nothing, so that a platform that previews links uses nothing up; each file is fetched by a button.</summary>
public static class DataEndpoints
{
    private const string TextFile = "trustbot-data.txt";
    private const string JsonFile = "trustbot-data.json";

    private static readonly ImmutableArray<string> Files = [TextFile, JsonFile];

    public static void MapRights(this WebApplication app)
    {
        app.MapGet($"{DataLinks.Path}/{{person}}/{{secret}}", LookAsync);
        app.MapPost($"{DataLinks.Path}/{{person}}/{{secret}}/{{file}}", TakeAsync).DisableAntiforgery();
    }

    private static async Task<IResult> LookAsync(string person, string secret, DataLinks links, [FromServices] PersonStore people, HttpContext context, CancellationToken cancellation)
    {
        NeverKept(context);
        var left = await links.LookAsync(new PersonId(person), secret, Files, cancellation);
        if (left.IsEmpty || await people.ReadAsync(new PersonId(person), cancellation) is not { IsForgotten: false } known)
            return Results.NotFound();
        var say = Sentences.In(known.Language);
        var buttons = string.Concat(left.Select(file =>
            $"<form method=\"post\" action=\"{DataLinks.Path}/{Uri.EscapeDataString(person)}/{Uri.EscapeDataString(secret)}/{file}\"><button>{file}</button></form>"));
        return Results.Content(
            $"<!doctype html><html lang=\"{known.Language.Code()}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>{Encoded(say.DataTitle)}</title>"
            + $"<link rel=\"stylesheet\" href=\"/console.css\"><main><h1>{Encoded(say.DataTitle)}</h1><p>{Encoded(say.DownloadText)}</p>{buttons}</main></html>",
            MediaTypeNames.Text.Html,
            Encoding.UTF8);
    }

    private static async Task<IResult> TakeAsync(
        string person, string secret, string file, DataLinks links, [FromServices] PersonStore people, PersonReader reader, OwnData data, StoryClock clock, HttpContext context, CancellationToken cancellation)
    {
        NeverKept(context);
        var id = new PersonId(person);
        if (!Files.Contains(file) || await people.ReadAsync(id, cancellation) is not { IsForgotten: false } known || !await links.TakeAsync(id, secret, file, cancellation))
            return Results.NotFound();
        var view = await data.WithDataAsync(await reader.ViewAsync(known, cancellation), cancellation);
        return file == JsonFile
            ? Results.File(ExportFiles.Json(view, clock.Now), MediaTypeNames.Application.Json, file)
            : Results.File(Encoding.UTF8.GetBytes(ExportFiles.Text(view, clock.Now)), "text/plain; charset=utf-8", file);
    }

    private static void NeverKept(HttpContext context) => context.Response.Headers.CacheControl = "no-store";

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
