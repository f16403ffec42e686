using TrustBot.Storage;

namespace TrustBot.Hosting;

/// <summary>
/// What nobody caught is answered in one sentence, in every environment: a page about an exception shows the request, and a request may
/// hold a person's words. The log gets type and stack, for the same reason.
/// </summary>
internal static partial class PlainErrors
{
    private const string WentWrong = "Something went wrong here, and it is in the log. Try it once more.";
    private const string StoreAway = "TrustBot's store does not answer. Try again in a minute.";

    private const string NotReady = "TrustBot is not ready for this yet. Try again in a minute.";

    public static void UsePlainErrors(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PlainErrors));
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception) when (context.RequestAborted.IsCancellationRequested)
            {
                // Nobody waits for an answer any more.
            }
            catch (Exception e)
            {
                await AnswerAsync(context, e, logger);
            }
        });
    }

    /// <summary>For a door that answers by itself.</summary>
    public static int StatusOf(Exception e) => AnswerTo(e).Status;

    private static (int Status, string Text) AnswerTo(Exception e) => e switch
    {
        StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, StoreAway),
        NotReadyException => (StatusCodes.Status503ServiceUnavailable, NotReady),
        BadHttpRequestException request => (request.StatusCode, "This request can't be read."),
        _ => (StatusCodes.Status500InternalServerError, WentWrong),
    };

    private static async Task AnswerAsync(HttpContext context, Exception e, ILogger logger)
    {
        var (status, text) = AnswerTo(e);
        if (status == StatusCodes.Status500InternalServerError)
            Log.Failed(logger, context.GetEndpoint()?.DisplayName, e.GetType().Name, e.StackTrace);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed ({Kind}) {Stack}")]
        public static partial void Failed(ILogger logger, string? endpoint, string kind, string? stack);
    }
}
