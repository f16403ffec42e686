using System.Collections.Concurrent;

namespace TrustBot.Slack.Inbound;

/// <summary>One warning a minute for each reason, however many there are: whoever knocks can't fill the log.</summary>
internal sealed partial class RefusalLog(TimeProvider time, ILogger<RefusalLog> logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // As many as there are reasons.
    private readonly ConcurrentDictionary<Arrival.Refused, Tally> tallies = new();

    public void Note(Arrival.Refused refused)
    {
        if (tallies.GetOrAdd(refused, static _ => new Tally()).Count(time, Quiet) is { } count)
            Log.Refused(logger, refused.Status, refused.Why, count);
        else
            Log.RefusedAgain(logger, refused.Status, refused.Why);
    }

    private sealed class Tally
    {
        private readonly Lock gate = new();
        private long? told;
        private long since;

        /// <returns>How many there were since it was last told; null when that was just now.</returns>
        public long? Count(TimeProvider time, TimeSpan quiet)
        {
            lock (gate)
            {
                since++;
                if (told is { } last && time.GetElapsedTime(last) < quiet)
                    return null;
                told = time.GetTimestamp();
                var count = since;
                since = 0;
                return count;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Refused at Slack' door with {Status}: {Why} ({Count} since this was last said)")]
        public static partial void Refused(ILogger logger, int status, string why, long count);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Refused at Slack' door with {Status}: {Why}")]
        public static partial void RefusedAgain(ILogger logger, int status, string why);
    }
}
