using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Slack.Installs;

/// <summary>Where a browser begins an installation with a coordinator's ticket, and where Slack sends it back.</summary>
internal static class InstallEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet(InstallFlow.StartPath, StartAsync);
        app.MapGet(InstallFlow.ReturnPath, ReturnAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext http, InstallFlow flow, string? ticket)
    {
        if (!flow.IsOn)
            return Results.NotFound();
        var texts = InstallTexts.For(http.Request);
        if (await flow.BeginAsync(ticket ?? "", http.RequestAborted) is not { } begun)
            return Page(http, texts, StatusCodes.Status403Forbidden, texts.TicketTitle, texts.TicketText);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Cookies.Append(CookieOf(flow), begun.Browser, Cookie(flow));
        return Results.Redirect(begun.To.AbsoluteUri);
    }

    private static async Task<IResult> ReturnAsync(HttpContext http, InstallFlow flow, string? state, string? code, string? error)
    {
        if (!flow.IsOn)
            return Results.NotFound();
        var texts = InstallTexts.For(http.Request);
        var outcome = await flow.FinishAsync(state, http.Request.Cookies[CookieOf(flow)], code, error, http.RequestAborted);
        if (outcome is not Installing.Stale)
            http.Response.Cookies.Delete(CookieOf(flow), Cookie(flow));
        return outcome switch
        {
            Installing.Done done => Page(http, texts, StatusCodes.Status200OK, texts.DoneTitle, texts.Done(done.Name)),
            Installing.Declined => Page(http, texts, StatusCodes.Status200OK, texts.DeclinedTitle, texts.DeclinedText),
            Installing.Failed failed => Page(http, texts, StatusCodes.Status502BadGateway, texts.FailedTitle, texts.Failed(failed.Code)),
            _ => Page(http, texts, StatusCodes.Status400BadRequest, texts.StaleTitle, texts.StaleText),
        };
    }

    /// <summary>A browser takes the first name over https only, and from no other host.</summary>
    private static string CookieOf(InstallFlow flow) => flow.IsSecure ? "__Host-trustbot-slack" : "trustbot-slack";

    /// <summary>Lax: it has to come along when Slack's page sends the browser back.</summary>
    private static CookieOptions Cookie(InstallFlow flow) =>
        new() { Path = "/", HttpOnly = true, Secure = flow.IsSecure, SameSite = SameSiteMode.Lax, MaxAge = Slips.Valid };

    private static IResult Page(HttpContext http, InstallTexts texts, int status, string title, string text)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            $"<!doctype html><html lang=\"{texts.Language.Code()}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>{Encoded(title)} · TrustBot</title>"
            + $"<link rel=\"stylesheet\" href=\"/console.css\"><main><h1>{Encoded(title)}</h1><p>{Encoded(text)}</p></main></html>",
            MediaTypeNames.Text.Html,
            Encoding.UTF8,
            status);
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
