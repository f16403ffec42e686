using System.Collections.Concurrent;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.People;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <summary>One call to a channel, with its time limit; what it knows of the outcome is never more than is true.</summary>
public sealed partial class Carrier(IEnumerable<IChannel> channels, Pacing pacing, TimeProvider system, ILogger<Carrier> logger)
{
    /// <summary>Well under the two minutes of a claim.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name);

    private readonly ConcurrentDictionary<string, int> arrivals = new();

    /// <summary>How many new messages have arrived on all channels but this one, since the start of the program.</summary>
    public int ArrivalsBeside(string channel) => arrivals.Where(one => one.Key != channel).Sum(one => one.Value);

    /// <returns>Null when this channel is not switched on.</returns>
    public IChannel? Find(string channel) => byName.GetValueOrDefault(channel);

    /// <returns>Zero when a call may be made now; otherwise how long to wait.</returns>
    /// <param name="answers">Whether somebody waits for it.</param>
    /// <param name="redraws">Whether it is drawn anew where it stands.</param>
    public TimeSpan Ask(Address to, Subject subject, bool answers = false, bool redraws = false)
    {
        var channel = Find(to.Channel);
        var purpose = redraws && channel?.PacesRedraws == true ? Purpose.Redraw : answers ? Purpose.Answer : Purpose.Unasked;
        return pacing.Ask(to.Channel, channel?.LaneOf(to) ?? to.Channel, to.Id, subject, purpose: purpose);
    }

    /// <param name="reference">The message to draw anew; null to send a new one.</param>
    public async ValueTask<Outcome> CallAsync(IChannel channel, Address to, string? reference, Envelope envelope, CancellationToken cancellation)
    {
        var outcome = await AttemptAsync(channel, to, reference, envelope, cancellation);
        pacing.Note(channel.LaneOf(to), outcome);
        if (reference is null && outcome is Outcome.Landed)
            arrivals.AddOrUpdate(channel.Name, 1, static (_, count) => count + 1);
        return outcome;
    }

    public async ValueTask<Found> LookAsync(IChannel channel, Address to, SendKey key, Instant since, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(LongestCall, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await channel.FindAsync!(to, key, since, both.Token);
        }
        catch (Exception e) when (IsOfTheCall(e))
        {
            Log.Unclear(logger, channel.Name, key.Value, e.GetType().Name);
            return new Found.CannotTell();
        }
    }

    private async ValueTask<Outcome> AttemptAsync(IChannel channel, Address to, string? reference, Envelope envelope, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(LongestCall, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return reference is null
                ? await channel.SendAsync(to, envelope, both.Token)
                : await channel.ReplaceAsync(to, reference, envelope, both.Token);
        }
        catch (Exception e) when (IsOfTheCall(e))
        {
            Log.Unclear(logger, channel.Name, envelope.Key.Value, e.GetType().Name);
            return new Outcome.Unknown();
        }
    }

    // Whatever a channel throws, the call may have been made: only its own word can say that it was not.
    private static bool IsOfTheCall(Exception e) => e is OperationCanceledException or HttpRequestException || Faults.IsBug(e);

    private static partial class Log
    {
        // The exception itself stays out: a message of a library may quote the body.
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Channel}: the outcome of {Key} is unknown ({Kind})")]
        public static partial void Unclear(ILogger logger, string channel, string key, string kind);
    }
}
