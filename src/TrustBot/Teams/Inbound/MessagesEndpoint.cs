using System.Text;
using Microsoft.Net.Http.Headers;
using TrustBot.Hosting;
using TrustBot.Teams.Cards;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Inbound;

/// <summary>Where the service posts every activity.</summary>
internal static partial class MessagesEndpoint
{
    public const string Path = "/api/messages";

    public static async Task HandleAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var (activity, refused) = await services.GetRequiredService<Door>().AdmitAsync(http);
        if (refused is not null)
        {
            services.GetRequiredService<RefusalLog>().Note("Teams", refused.Status, refused.Why);
            Refuse(http.Response, refused);
            return;
        }
        await AnswerAsync(http.Response, await TurnAsync(http, activity!));
    }

    private static void Refuse(HttpResponse response, Refused refused)
    {
        response.StatusCode = refused.Status;
        response.ContentLength = 0;
        if (refused.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
    }

    /// <summary>The service hangs up after 15 seconds; what a person said is finished all the same, and only the end of the process stops it.</summary>
    private static async Task<TurnReply> TurnAsync(HttpContext http, Activity activity)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            return await http.RequestServices.GetRequiredService<ITeamsTurns>().HandleAsync(activity, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new TurnReply(StatusCodes.Status503ServiceUnavailable);
        }
        // Otherwise the host answers and tells the log; but it passes over what nobody waits for, and this was somebody's message.
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(LoggerOf(http), e.GetType().Name, e.StackTrace);
            throw;
        }
    }

    private static async Task AnswerAsync(HttpResponse response, TurnReply reply)
    {
        response.StatusCode = reply.Status;
        if (reply.Body is not { } body)
        {
            response.ContentLength = 0;
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(CardJson.Write(body));
        response.ContentType = new MediaTypeHeaderValue("application/json") { Charset = "utf-8" }.ToString();
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }

    private static ILogger LoggerOf(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(MessagesEndpoint));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A turn failed after its caller had hung up ({Kind}) {Stack}")]
        public static partial void Failed(ILogger logger, string kind, string? stack);
    }
}
