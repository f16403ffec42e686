using System.Net;
using TrustBot.Pairs;

namespace TrustBot.Sandbox;

/// <summary>
/// The page plays every person, so only the person at this machine may reach it: the connection and the name it was asked under must be
/// local (a name that a stranger's DNS points here is refused), and another site's page can't press anything.
/// </summary>
internal static class SandboxGuard
{
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!IsLocal(http.Connection, http.Request.Host.Host))
            return TypedResults.Text("The Sandbox answers only on this machine, at http://localhost.", statusCode: StatusCodes.Status403Forbidden);
        if (!HttpMethods.IsGet(http.Request.Method) && !IsSameSite(http.Request))
            return TypedResults.Text("The Sandbox takes presses from its own page only.", statusCode: StatusCodes.Status403Forbidden);
        Harden(http.Response.Headers);
        try
        {
            return await next(context);
        }
        // The page shows either beside what was pressed, and keeps what was typed.
        catch (Exception e) when (StoreTrouble.Of(e) is { } trouble)
        {
            return TypedResults.Text(TextsOf(http).Trouble(trouble), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (e is InputTooLargeException or InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return TypedResults.Text(TextsOf(http).TooLong, statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }

    internal static bool IsLocal(ConnectionInfo connection, string host) =>
        connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local)
        && connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && host is "localhost" or "127.0.0.1" or "[::1]" or "::1";

    internal static bool IsSameSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin" && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}");
    }

    private static SandboxTexts TextsOf(HttpContext http) => SandboxTexts.For(http.Request.Headers.AcceptLanguage.ToString());

    // The host adds what every page needs; this is what only a page that plays everybody needs.
    private static void Harden(IHeaderDictionary headers)
    {
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
