using System.Collections.Concurrent;

namespace TrustBot.Hosting;

/// <summary>One warning a minute for each reason of each door, however many there are: whoever knocks can't fill the log.</summary>
internal sealed partial class RefusalLog(TimeProvider time, ILogger<RefusalLog> logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // As many as there are reasons.
    private readonly ConcurrentDictionary<(string Door, int Status, string Why), Tally> tallies = new();

    /// <param name="door">A constant, such as <c>Teams</c>.</param>
    /// <param name="why">One of the door's own reasons, never anything that was sent.</param>
    public void Note(string door, int status, string why)
    {
        if (tallies.GetOrAdd((door, status, why), static _ => new Tally()).Count(time, Quiet) is { } count)
            Log.Refused(logger, door, status, why, count);
        else
            Log.RefusedAgain(logger, door, status, why);
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
        [LoggerMessage(Level = LogLevel.Warning, Message = "Refused at the door to {Door} with {Status}: {Why} ({Count} since this was last said)")]
        public static partial void Refused(ILogger logger, string door, int status, string why, long count);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Refused at the door to {Door} with {Status}: {Why}")]
        public static partial void RefusedAgain(ILogger logger, string door, int status, string why);
    }
}
