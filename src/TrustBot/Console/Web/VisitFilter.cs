using TrustBot.CoordinatorConsole.Pages;
using TrustBot.Programmes;
using TrustBot.Storage;

namespace TrustBot.CoordinatorConsole.Web;

/// <summary>Opens the programme that the address names, and answers in its coordinator's language when the store can't be reached.</summary>
public sealed class VisitFilter : IEndpointFilter
{
    private static readonly object Key = new();

    public static ConsoleVisit VisitOf(HttpContext http) => (ConsoleVisit)http.Items[Key]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var programme = http.GetRouteValue("programme") as string ?? ProgrammeDesk.Default.Value;
        if (await ConsoleVisit.OpenAsync(http, programme) is not { } visit)
            return Results.Text("There is no such programme. The pages begin at /console.", statusCode: StatusCodes.Status404NotFound);
        http.Items[Key] = visit;
        try
        {
            return await next(context);
        }
        catch (StoreUnavailableException)
        {
            return visit.Lost(visit.Texts.WentWrong, StatusCodes.Status503ServiceUnavailable);
        }
    }
}
