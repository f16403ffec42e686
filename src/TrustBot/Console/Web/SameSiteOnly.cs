namespace TrustBot.CoordinatorConsole.Web;

/// <summary>Refuses what another site's page makes a browser send. For every group of endpoints that changes something on a browser's word.</summary>
public sealed class SameSiteOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsAllowed(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(Results.Text("This came from another site, so nothing was done. Open the page itself and try again.", statusCode: StatusCodes.Status403Forbidden));

    internal static bool IsAllowed(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return true;
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
            return site == "same-origin";
        // Every browser names the origin of a POST; what names none is no browser, and carries nobody's rights by accident.
        return request.Headers.Origin is not [{ } origin]
            || origin == $"{request.Scheme}://{request.Host}";
    }
}
