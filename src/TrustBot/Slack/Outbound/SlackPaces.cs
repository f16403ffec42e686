using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Delivery;
using TrustBot.Pairs;

namespace TrustBot.Slack.Outbound;

/// <summary>
/// The limits of all methods but the one that posts, for each installation and method by itself; posting keeps to the courier's own pace, by
/// workspace and conversation. Views that a trigger opens are called past all of it.
/// </summary>
public sealed class SlackPaces
{
    /// <summary>Calls in a minute, a little under the documented tiers.</summary>
    private static readonly Dictionary<string, int> PerMinute = new()
    {
        [SlackMethods.UpdateMessage] = 45,
        [SlackMethods.OpenConversation] = 40,
        [SlackMethods.History] = 40,
        [SlackMethods.User] = 80,
        [SlackMethods.UserByMail] = 40,
        [SlackMethods.UpdateView] = 90,
        [SlackMethods.PublishView] = 80,
        [SlackMethods.TestAuth] = 100,
    };

    private readonly TimeProvider system;
    private readonly Pacing pacing;

    public SlackPaces(TimeProvider system, SlackOptions options)
    {
        this.system = system;
        OfMessages = new Pace(options.MessagesPerSecond, TimeSpan.FromSeconds(options.SecondsBetweenMessages));
        pacing = new Pacing(system, PerMinute.ToDictionary(limit => limit.Key, limit => new Pace(options.PerMinute.GetValueOrDefault(limit.Key, limit.Value) / 60.0, TimeSpan.Zero)));
    }

    public static IEnumerable<string> Named => PerMinute.Keys;

    /// <summary>For those who post, who wait for their turn elsewhere.</summary>
    public Pace OfMessages { get; }

    /// <summary>Makes the call when its turn comes.</summary>
    /// <param name="patience">For how long it may be waited; what would take longer is not made.</param>
    public async ValueTask<SlackResult> CallInTurnAsync(string workspace, string method, string asking, Func<ValueTask<SlackResult>> call, Duration patience, CancellationToken cancellation)
    {
        for (var left = patience; ;)
        {
            var result = await CallAsync(workspace, method, asking, call, Duration.Zero, left);
            if (result is not SlackResult.Refused { Class: SlackClass.Wait, RetryAfter: { } wait } || wait > left)
                return result;
            left -= wait;
            await Task.Delay(wait.ToTimeSpan(), system, cancellation);
        }
    }

    /// <summary>Makes the call if it may be made now.</summary>
    /// <param name="method">One of <see cref="SlackMethods"/>.</param>
    /// <param name="asking">Whose turn it is: who comes back when it said to has a place kept.</param>
    /// <returns><see cref="SlackClass.Wait"/> with <see cref="SlackCodes.Paced"/> where it was not made.</returns>
    public ValueTask<SlackResult> CallAsync(string workspace, string method, string asking, Func<ValueTask<SlackResult>> call) =>
        CallAsync(workspace, method, asking, call, Duration.Zero, null);

    /// <summary>Makes the call now, out of the time to come, for somebody who waits for an answer. A pause that Slack asked for is kept.</summary>
    /// <param name="early">How long before its turn it may be made; whose turn comes later gets no place.</param>
    /// <inheritdoc cref="CallAsync(string, string, string, Func{ValueTask{SlackResult}})"/>
    public ValueTask<SlackResult> CallEarlyAsync(string workspace, string method, string asking, Func<ValueTask<SlackResult>> call, Duration early) =>
        CallAsync(workspace, method, asking, call, early, early);

    /// <summary>Makes the call in place of one that was its turn and had no effect, such as with another token.</summary>
    public async ValueTask<SlackResult> CallAgainAsync(string workspace, string method, Func<ValueTask<SlackResult>> call)
    {
        var result = await call();
        pacing.Note(LaneOf(workspace, method), OutcomeOf(result));
        return result;
    }

    /// <summary>What it tells of the pace.</summary>
    internal static Outcome OutcomeOf(SlackResult result) => result switch
    {
        SlackResult.Refused { Class: SlackClass.Wait } wait => new Outcome.NotLanded(wait.Code, wait.RetryAfter),
        SlackResult.Unknown or SlackResult.Refused { Class: SlackClass.Transient } => new Outcome.Unknown(),
        _ => new Outcome.Landed(""),
    };

    private static string LaneOf(string workspace, string method) => $"{workspace} {method}";

    private async ValueTask<SlackResult> CallAsync(string workspace, string method, string asking, Func<ValueTask<SlackResult>> call, Duration early, Duration? patience) =>
        pacing.Ask(method, LaneOf(workspace, method), asking, Subject.Of(new PersonId(asking)), early.ToTimeSpan(), patience?.ToTimeSpan()) is var turn && turn > TimeSpan.Zero
            ? new SlackResult.Refused(SlackClass.Wait, SlackCodes.Paced, Duration.FromTimeSpan(turn))
            : await CallAgainAsync(workspace, method, call);
}
