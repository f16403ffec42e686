using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TrustBot.Tests.Teams;

/// <summary>One way in which a call goes wrong.</summary>
internal abstract class Fault
{
    /// <summary>Whether the call has its effect all the same.</summary>
    public bool Lands { get; private init; }

    /// <param name="code">What the service calls it; null for a body without a code.</param>
    /// <param name="retryAfter">The header, as it stands on the wire.</param>
    public static Fault Status(int status, string? code = null, string? retryAfter = null, bool lands = false) => new Answer(async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        if (code is not null)
            await context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "the service's own words" } });
    })
    { Lands = lands };

    /// <summary>The other form of a refusal: JSON in a string.</summary>
    public static Fault WritesBlocked() => new Answer(context =>
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["errorCode"] = 209, ["message"] = """{"subCode":"MessageWritesBlocked","details":"x"}""" });
    });

    /// <summary>A page, as something in between would show.</summary>
    public static Fault Html(int status, bool lands = false) => Body(status, "text/html", "<html><body>Please sign in to the network</body></html>", lands);

    public static Fault Body(int status, string type, string body, bool lands = false) => new Answer(context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    })
    { Lands = lands };

    public static Fault Redirect(Uri to, int status = 307) => new Answer(context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to.AbsoluteUri;
        return Task.CompletedTask;
    });

    /// <summary>The answer breaks off in its middle.</summary>
    public static Fault Cut(int status = 201, bool lands = true) => new Answer(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 500;
        await context.Response.WriteAsync("""{"id":"1""");
        // Less than was announced: the server closes the connection by itself.
        await context.Response.Body.FlushAsync();
    })
    { Lands = lands };

    /// <summary>No answer ever, until the other side hangs up.</summary>
    public static Silent Silence(bool lands) => new() { Lands = lands };

    public abstract Task AnswerAsync(HttpContext context);

    private sealed class Answer(Func<HttpContext, Task> answer) : Fault
    {
        public override Task AnswerAsync(HttpContext context) => answer(context);
    }

    internal sealed class Silent : Fault
    {
        private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes once the call is there, and has had its effect if it was to have one.</summary>
        public Task Arrived => arrived.Task;

        public override Task AnswerAsync(HttpContext context)
        {
            arrived.TrySetResult();
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            context.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        }
    }
}
