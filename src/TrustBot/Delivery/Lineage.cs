using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <summary>
/// What a change stands for: the message that it names, those that came after that one, and where nothing came of them, those that they were to
/// change. In the order in which they are found, which leads from the older to the newer among those that stand.
/// </summary>
/// <param name="IsWhole">False where it leads to what is not, or no longer, kept, or went to somebody else: a channel reports the pressed message as the browser named it.</param>
internal sealed record Lineage(IReadOnlyList<SendRow> Rows, bool IsWhole)
{
    /// <summary>The newest of those that stand in a chat, whichever it is.</summary>
    public SendRow? Standing => Rows.LastOrDefault(row => row.State is SendState.Sent);

    /// <summary>Those that somebody may see, the oldest first.</summary>
    public IEnumerable<SendRow> Seen => Rows.Where(row => row.State is SendState.Sent or SendState.Unconfirmed);

    /// <summary>What leads from one that comes anew back to all others: the last leads to the first.</summary>
    public SendKey? First => Seen.FirstOrDefault()?.Send.Key;

    /// <summary>Those whose place the change takes.</summary>
    public IEnumerable<SendRow> Unsent => Rows.Where(row => row.State is SendState.Fresh or SendState.Wait);

    /// <summary>Nobody can tell yet what the change is to change.</summary>
    public bool IsOpen => Rows.Any(row => row.State is SendState.Trying or SendState.Unknown);

    /// <summary>Whether there is nothing left that it could be a change of.</summary>
    public bool IsLost => !IsWhole && Standing is null && !Unsent.Any();

    /// <summary>Whether it is known that nobody has seen what it is a change of, or will.</summary>
    public bool NeverCame => !Seen.Any() && !Unsent.Any() && !IsOpen && Rows.Any(row => row.State is SendState.Skipped or SendState.Failed);

    /// <param name="lane">Null for anywhere.</param>
    /// <returns>The one that can be drawn anew there.</returns>
    public SendRow? In(string? lane) => Rows.LastOrDefault(row => row.State is SendState.Sent sent && (lane is null || IsIn(sent.Lane, lane)));

    /// <param name="noted">Null in rows from before it was noted, which are believed to be where the person is.</param>
    public static bool IsIn(string? noted, string lane) => noted is null || noted == lane;

    /// <summary>Where a <see cref="Search"/> may go on from a row.</summary>
    public static IEnumerable<SendKey> WaysFrom(SendRow row) => new[] { AfterOf(row), BeforeOf(row) }.OfType<SendKey>();

    private static SendKey? AfterOf(SendRow row) => row.State switch
    {
        SendState.Cancelled cancelled => cancelled.By,
        SendState.Sent sent => sent.Onward,
        SendState.Unconfirmed unconfirmed => unconfirmed.Onward,
        _ => null,
    };

    /// <summary>A change that never came about, or has not yet, left the message that it was to change as it was, whatever leads to it.</summary>
    private static SendKey? BeforeOf(SendRow row) => row.State is SendState.Sent or SendState.Unconfirmed or SendState.Trying or SendState.Unknown ? null : row.Send.Replaces;

    /// <summary>Finds it, row by row: <see cref="Add"/> what is kept under <see cref="Next"/>, until that is null.</summary>
    /// <param name="named">The message that the change names.</param>
    /// <param name="self">The change itself; null where none asks.</param>
    public sealed class Search(SendKey? named, PersonId to, SendKey? self)
    {
        private readonly List<SendRow> rows = [];
        private readonly HashSet<SendKey> looked = [];
        private bool isWhole = named is not null && named != self;

        public Lineage Found => new(rows, isWhole);

        public SendKey? Next => rows.Count == 0 ? Unless(named) : Unless(AfterOf(rows[^1])) ?? rows.Select(row => Unless(BeforeOf(row))).FirstOrDefault(key => key is not null);

        public void Add(SendKey key, SendRow? row)
        {
            looked.Add(key);
            if (row?.Send.To == to)
                rows.Add(row);
            else
                isWhole = false;
        }

        private SendKey? Unless(SendKey? key) => key is { } one && one != self && !looked.Contains(one) ? key : null;
    }
}
