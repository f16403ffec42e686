using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>The simulator's own books on every message that was ever decided: where it stands, and that it only ever moves forward.</summary>
internal sealed class SendBook(VirtualTime time)
{
    private static readonly Duration Retained = Duration.FromDays(90);

    private readonly Dictionary<string, SortedDictionary<string, SendRow>> open = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Partition, string Key), SendRow> rows = [];
    private readonly Dictionary<(string Partition, string Key), string> data = [];
    private readonly HashSet<(string Partition, string Key)> everDecided = [];

    public long Decided { get; private set; }

    public SortedDictionary<string, long> Ended { get; } = new(StringComparer.Ordinal);

    /// <summary>Told of every message that the program says has arrived.</summary>
    public Action<string, SendRow, SendState.Sent>? Sent { get; set; }

    /// <summary>Whether nothing of a partition is kept: that of somebody who asked to be forgotten, or of a case whose time is over.</summary>
    public Func<string, bool> MayGo { get; init; } = _ => false;

    /// <summary>A message that is about a case names no pair, and its key ends with the case.</summary>
    public static string PartitionOf(Post post) =>
        Keys.Partition(post.Pair?.Value ?? (post.DrawnBy.Value.LastIndexOf("~c-", StringComparison.Ordinal) is > 0 and var at ? post.DrawnBy.Value[(at + 1)..] : post.To.Value));

    public SendRow? Find(string partition, string key) => rows.GetValueOrDefault((partition, key));

    public IEnumerable<SendRow> OpenOf(string partition) => open.GetValueOrDefault(partition)?.Values ?? Enumerable.Empty<SendRow>();

    public IEnumerable<(string Partition, SendRow Row)> Open => open.OrderBy(one => one.Key, StringComparer.Ordinal).SelectMany(one => one.Value.Select(row => (one.Key, row.Value)));

    public void Observe(string partition, Change change)
    {
        var before = rows.GetValueOrDefault((partition, change.Key));
        switch (change)
        {
            case Change.Insert insert:
                Insert(partition, PairJson.Read<SendRow>(insert.Data), change.Key, insert.Data);
                break;
            case Change.Replace replace:
                Move(partition, before!, Read(partition, before!, replace), change.Key);
                break;
            case Change.Delete:
                if (!MayGo(partition) && (before?.State is not SendState.Final end || end.At > time.Now - Retained))
                    throw new BrokenLawException($"I1: {change.Key} of {partition} was deleted while it was {Name(before?.State)}.");
                rows.Remove((partition, change.Key));
                data.Remove((partition, change.Key));
                open.GetValueOrDefault(partition)?.Remove(change.Key);
                break;
            default:
                throw new BrokenLawException($"I1: {change.Key} of {partition} was put over whatever was there.");
        }
    }

    private void Insert(string partition, SendRow row, string key, string text)
    {
        if (!everDecided.Add((partition, key)))
            throw new BrokenLawException($"I7: {key} of {partition} was decided twice.");
        if (row.State is not SendState.Fresh)
            throw new BrokenLawException($"I1: {key} of {partition} began as {Name(row.State)}.");
        Decided++;
        rows[(partition, key)] = row;
        data[(partition, key)] = text;
        if (!open.TryGetValue(partition, out var own))
            open[partition] = own = new(StringComparer.Ordinal);
        own[key] = row;
    }

    /// <summary>A row moves three times and more, and only ever in its last property: what stands before it need not be read again.</summary>
    private SendRow Read(string partition, SendRow before, Change.Replace change)
    {
        const string State = "\"state\":";
        var at = change.Data.LastIndexOf(State, StringComparison.Ordinal);
        return at > 0 && data.GetValueOrDefault((partition, change.Key)) is { } text && change.Data.AsSpan(0, at).SequenceEqual(text.AsSpan(0, Math.Min(at, text.Length)))
            ? before with { State = PairJson.Read<SendState>(change.Data[(at + State.Length)..^1]) }
            : PairJson.Read<SendRow>(change.Data);
    }

    private void Move(string partition, SendRow before, SendRow after, string key)
    {
        if (LeadsOnward(before.State, after.State) && after with { State = before.State } == before)
        {
            rows[(partition, key)] = after;
            return;
        }
        if (!IsAllowed(before.State, after.State) || after with { State = before.State } != before)
            throw new BrokenLawException($"I1: {key} of {partition} went from {Name(before.State)} to {Name(after.State)}.");
        if (after.State is SendState.Skipped { Reason: "late" } && time.Now < after.Send.UsefulUntil && (after.Send.Answers || !PairMachine.IsPrompt(after.Send.Card)))
            throw new BrokenLawException($"I7: {key} of {partition} was skipped as late, and is useful until {after.Send.UsefulUntil}.");
        rows[(partition, key)] = after;
        if (after.State is not SendState.Final)
        {
            open[partition][key] = after;
            return;
        }
        open[partition].Remove(key);
        data.Remove((partition, key));
        if (after.State is SendState.Sent sent)
            Sent?.Invoke(partition, after, sent);
        var name = Name(after.State);
        Ended[name] = Ended.GetValueOrDefault(name) + 1;
    }

    /// <summary>What was sent is sent for good; all that can be added is what came after it.</summary>
    private static bool LeadsOnward(SendState from, SendState to) =>
        (from, to) switch
        {
            (SendState.Sent before, SendState.Sent { Onward: not null } after) => after with { Onward = before.Onward } == before,
            (SendState.Unconfirmed before, SendState.Unconfirmed { Onward: not null } after) => after with { Onward = before.Onward } == before,
            _ => false,
        };

    private static bool IsAllowed(SendState from, SendState to) => (from, to) switch
    {
        (SendState.Final, _) or (_, SendState.Fresh) => false,
        (_, SendState.Sent sent) => sent.Reference.Length > 0 && from is SendState.Trying or SendState.Unknown,
        (_, SendState.Unconfirmed) => from is SendState.Unknown,
        (_, SendState.Skipped skipped) => skipped.Reason.Length > 0 && from is SendState.Fresh or SendState.Wait,
        (_, SendState.Cancelled cancelled) => cancelled.Reason.Length > 0 && from is SendState.Fresh or SendState.Wait,
        (_, SendState.Failed failed) => failed.Reason.Length > 0,
        (_, SendState.Trying) => from is SendState.Fresh or SendState.Wait,
        (_, SendState.Unknown) => from is SendState.Trying or SendState.Unknown,
        _ => true,
    };

    public static string Name(SendState? state) => state switch
    {
        null => "absent",
        SendState.Failed failed => $"failed({failed.Reason})",
        SendState.Skipped skipped => $"skipped({skipped.Reason})",
        SendState.Cancelled cancelled => $"cancelled({cancelled.Reason})",
        SendState.Wait wait => $"wait({wait.Reason})",
        var other => other.GetType().Name.ToLowerInvariant(),
    };
}
