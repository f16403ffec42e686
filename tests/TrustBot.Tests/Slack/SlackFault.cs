using Microsoft.AspNetCore.Http;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack;

/// <summary>The ways in which Slack itself says no; all others are <see cref="Fault"/>'s.</summary>
internal static class SlackFault
{
    public static Fault Says(string code, bool lands = false) => Fault.Body(200, "application/json; charset=utf-8", $$"""{"ok":false,"error":"{{code}}"}""", lands);

    /// <summary>Says it when it is told to.</summary>
    public static Held SaysLater(string code) => new(Says(code));

    /// <param name="retryAfter">In seconds; null for an answer that does not say.</param>
    public static Fault RateLimited(int? retryAfter) => Fault.Status(429, retryAfter: retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal sealed class Held(Fault answer) : Fault
    {
        private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Arrived => arrived.Task;

        public void Answer() => told.SetResult();

        public override async Task AnswerAsync(HttpContext context)
        {
            arrived.SetResult();
            await told.Task.WaitAsync(context.RequestAborted);
            await answer.AnswerAsync(context);
        }
    }
}
