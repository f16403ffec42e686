using System.Collections.Concurrent;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>
/// What the runs over everybody could not read. One damaged row, or one that a newer version wrote, must not keep the others from being
/// looked after: it is named in the log, left as it is, and the health page shows that there is something to look at.
/// </summary>
internal sealed partial class Unreadable(ILogger<Unreadable> logger)
{
    private readonly ILogger logger = logger;
    private readonly ConcurrentDictionary<string, int> found = new();

    /// <summary>In the last run of each kind.</summary>
    public int Count => found.IsEmpty ? 0 : found.Values.Max();

    public Run Begin(string name) => new(this, name);

    public sealed class Run(Unreadable all, string name)
    {
        private int count;

        /// <returns>Null when the row can't be read.</returns>
        public T? Read<T>(Subject subject, Row row) where T : class
        {
            try
            {
                return PairJson.Read<T>(row.Data);
            }
            catch (Exception e) when (Faults.IsBug(e))
            {
                Found(subject, row.Key, e);
                return null;
            }
        }

        /// <summary>Looks after one partition; what can't be read there ends it for this one alone.</summary>
        public async ValueTask<T?> TryAsync<T>(Subject subject, Func<ValueTask<T>> work)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (Faults.IsBug(e))
            {
                Found(subject, subject.Root, e);
                return default;
            }
        }

        public void End()
        {
            all.found[name] = count;
            if (count > 0)
                Log.Some(all.logger, name, count);
        }

        private void Found(Subject subject, string key, Exception e)
        {
            count++;
            Log.Row(all.logger, name, subject.Table, subject.Id, key, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Run}: {Table} {Id} can't be read at {Key} ({Kind}); it is left as it is")]
        public static partial void Row(ILogger logger, string run, string table, string id, string key, string kind);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Run}: {Count} rows could not be read; everything else was looked after")]
        public static partial void Some(ILogger logger, string run, int count);
    }
}
