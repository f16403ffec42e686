using System.Collections.Concurrent;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <param name="PerSecond">Calls in a second, for all of a lane together, and as many answers; 0 means no limit.</param>
/// <param name="PerConversation">The least time between two messages to the same conversation.</param>
public sealed record Pace(double PerSecond, TimeSpan PerConversation)
{
    public static readonly Pace Unlimited = new(0, TimeSpan.Zero);
}

/// <summary>What a call is for.</summary>
public enum Purpose
{
    /// <summary>Nobody waits for it: questions, reminders, news.</summary>
    Unasked,

    /// <summary>Somebody did something and looks at the chat. Answers queue among themselves: ten thousand prompts don't keep one waiting.</summary>
    Answer,

    /// <summary>On a channel that keeps the limits of these itself: only a pause and the breaker hold it up.</summary>
    Redraw,
}

/// <summary>
/// Keeps a channel's limits, for each lane by itself: a place in one of two queues for everyone who wants to send, a pause while the platform asks
/// for one, and a breaker that lets one call in 30 seconds through while nothing arrives, and after some of them one in four minutes. System
/// time throughout; kept in memory, because a restart may begin afresh.
/// </summary>
public sealed class Pacing(TimeProvider system, IReadOnlyDictionary<string, Pace> paces)
{
    private const int FailuresThatOpen = 5;
    private const int FewestSwept = 32;
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(30);

    /// <summary>Whoever waits looks again after every probe: a long outage is probed seldom, and still found to be over within minutes.</summary>
    private static readonly TimeSpan LongestBetweenProbes = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan PlaceKept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Lane> lanes = new();

    /// <summary>Asks for leave to make one call now.</summary>
    /// <param name="lane">As <see cref="IChannel.LaneOf"/> names it.</param>
    /// <param name="early">A turn that comes no later than this is taken now, out of the time to come. A pause and the breaker are kept all the same.</param>
    /// <param name="patience">Whose turn comes later than this will not wait for it, and gets no place; null for who always comes back.</param>
    /// <returns>Zero for yes; otherwise how long until it is this subject's turn.</returns>
    public TimeSpan Ask(string channel, string lane, string conversation, Subject subject, TimeSpan early = default, TimeSpan? patience = null, Purpose purpose = Purpose.Unasked)
    {
        var queue = lanes.GetOrAdd(lane, static _ => new Lane());
        lock (queue)
            return queue.Ask(paces.GetValueOrDefault(channel, Pace.Unlimited), conversation, subject, early, patience ?? TimeSpan.MaxValue, purpose, system.GetUtcNow());
    }

    /// <summary>Takes note of what became of a call.</summary>
    public void Note(string lane, Outcome outcome)
    {
        var queue = lanes.GetOrAdd(lane, static _ => new Lane());
        lock (queue)
            queue.Note(outcome, system.GetUtcNow());
    }

    private sealed class Lane
    {
        private readonly Queue unasked = new();
        private readonly Queue answers = new();
        private readonly Dictionary<string, DateTimeOffset> conversations = [];
        private int sweepConversationsAt = FewestSwept;
        private DateTimeOffset closedUntil;
        private int failures;

        public TimeSpan Ask(Pace pace, string conversation, Subject subject, TimeSpan early, TimeSpan patience, Purpose purpose, DateTimeOffset now)
        {
            if (closedUntil > now)
                return closedUntil - now;
            if (purpose is Purpose.Redraw)
                return Probe(now);
            if (conversations.TryGetValue(conversation, out var quiet) && quiet > now)
                return quiet - now;
            var queue = purpose is Purpose.Answer ? answers : unasked;
            var place = queue.PlaceOf(pace, subject, patience, now);
            if (place - now > early)
                return place - now;
            queue.Leave(subject);
            if (pace.PerConversation > TimeSpan.Zero)
                Quieten(conversation, now + pace.PerConversation, now);
            return Probe(now);
        }

        /// <summary>While nothing arrives, this call is the one that tries.</summary>
        private TimeSpan Probe(DateTimeOffset now)
        {
            if (failures >= FailuresThatOpen)
                closedUntil = now + BetweenProbes;
            return TimeSpan.Zero;
        }

        public void Note(Outcome outcome, DateTimeOffset now)
        {
            switch (outcome)
            {
                case Outcome.NotLanded { RetryAfter: { } after }:
                    closedUntil = Later(closedUntil, now + after.ToTimeSpan());
                    break;
                case Outcome.NotYet:
                    break;
                case Outcome.Unknown or Outcome.NotLanded { Final: false }:
                    if (++failures >= FailuresThatOpen)
                        closedUntil = Later(closedUntil, now + UntilAProbe(failures - FailuresThatOpen));
                    break;
                default:
                    if (failures >= FailuresThatOpen)
                        closedUntil = now;
                    failures = 0;
                    break;
            }
        }

        private static TimeSpan UntilAProbe(int failed) =>
            TimeSpan.FromTicks(Math.Min(LongestBetweenProbes.Ticks, BetweenProbes.Ticks << Math.Min(failed, 5)));

        private void Quieten(string conversation, DateTimeOffset until, DateTimeOffset now)
        {
            if (conversations.Count >= sweepConversationsAt)
                sweepConversationsAt = Sweep(conversations, now);
            conversations[conversation] = until;
        }
    }

    /// <summary>Places, one after the other.</summary>
    private sealed class Queue
    {
        private readonly Dictionary<Subject, DateTimeOffset> places = [];
        private int sweepPlacesAt = FewestSwept;
        private DateTimeOffset nextPlace;

        public void Leave(Subject subject) => places.Remove(subject);

        public DateTimeOffset PlaceOf(Pace pace, Subject subject, TimeSpan patience, DateTimeOffset now)
        {
            if (pace.PerSecond <= 0)
                return now;
            if (places.TryGetValue(subject, out var place) && place > now - PlaceKept)
                return place;
            place = Later(nextPlace, now);
            if (place - now > patience)
                return place;
            nextPlace = place + TimeSpan.FromSeconds(1 / pace.PerSecond);
            // Whoever never came back for a place has been sent meanwhile, or skipped.
            if (places.Count >= sweepPlacesAt)
                sweepPlacesAt = Sweep(places, now - PlaceKept);
            return places[subject] = place;
        }
    }

    /// <returns>The count at which to sweep again: by then as many have come as are left now.</returns>
    private static int Sweep<TKey>(Dictionary<TKey, DateTimeOffset> entries, DateTimeOffset before)
        where TKey : notnull
    {
        foreach (var (key, until) in entries)
        {
            if (until < before)
                entries.Remove(key);
        }
        return Math.Max(FewestSwept, 2 * entries.Count);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
