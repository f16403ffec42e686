using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using TrustBot.Hosting;

namespace TrustBot.Slack.Inbound;

/// <summary>Where Slack posts everything.</summary>
internal static class SlackEndpoint
{
    public static readonly string[] Paths = [SlackApp.EventsPath, SlackApp.InteractionsPath, SlackApp.OptionsPath, SlackApp.CommandsPath];

    public static async Task HandleAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var begun = services.GetRequiredService<TimeProvider>().GetTimestamp();
        var arrival = await services.GetRequiredService<Door>().AdmitAsync(http);
        if (arrival is Arrival.Refused refused)
            services.GetRequiredService<RefusalLog>().Note("Slack", refused.Status, refused.Why);
        var (status, body) = arrival switch
        {
            Arrival.Refused no => (no.Status, null),
            Arrival.Challenge challenge => (StatusCodes.Status200OK, new JsonObject { ["challenge"] = challenge.Text }),
            Arrival.Delivered delivered => await services.GetRequiredService<TurnRunner>().RunAsync(services.GetRequiredService<ISlackTurns>(), delivered.Delivery, begun),
            _ => (StatusCodes.Status200OK, (JsonNode?)null),
        };
        await AnswerAsync(http.Response, status, body);
    }

    private static async Task AnswerAsync(HttpResponse response, int status, JsonNode? body)
    {
        response.StatusCode = status;
        if (body is null)
        {
            response.ContentLength = 0;
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        response.ContentType = new MediaTypeHeaderValue("application/json") { Charset = "utf-8" }.ToString();
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }
}
