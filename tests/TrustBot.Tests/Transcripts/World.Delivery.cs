using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;

namespace TrustBot.Tests.Transcripts;

/// <summary>One message in a person's chat, as it stands and as it once stood.</summary>
public sealed class ChatItem(PersonId to, PairId? pair, SendKey key)
{
    public PersonId To => to;

    public PairId? Pair => pair;

    /// <summary>The channel that it stands in instead of the person's own chat.</summary>
    public ChannelId? Place { get; init; }

    /// <summary>Of the newest drawing: what a channel reports as the message that was pressed.</summary>
    public SendKey Key { get; set; } = key;

    public List<Message> Drawings { get; } = [];

    public Message Now => Drawings[^1];
}

public sealed record Delivered(Instant At, ChatItem Item, Message Message, Card Card, bool Redrawn);

public sealed partial class World
{
    private static readonly Duration UntilAnAddress = Duration.FromDays(1);

    private readonly Outbox outbox = new();
    private readonly Dictionary<SendKey, ChatItem> sent = [];
    private readonly Dictionary<SendKey, SendKey> insteadOf = [];

    public IEnumerable<ChatItem> ChatOf(PersonId person) => Log.Where(said => said.Item.To == person && said.Item.Place is null && !said.Redrawn).Select(said => said.Item);

    /// <summary>Every card that was ever decided on, delivered or not.</summary>
    public IEnumerable<(PairId? Pair, PersonId To, Card Card)> Cards => outbox.Ever;

    /// <summary>Settles and delivers all that is due now.</summary>
    public void Run()
    {
        for (var rounds = 0; rounds < 5000; rounds++)
        {
            if (pairs.Values.FirstOrDefault(due => due.Pair!.NextWake <= Now) is { } partition)
                Handle(partition.Id, new Input.Woken());
            else if (cases.Values.FirstOrDefault(due => due.Case!.NextWake <= Now) is { } one)
                Handle(one.Case!.Id, new CaseInput.Woken());
            else if (outbox.NextDue(Now) is { } row)
                Deliver(row);
            else
                return;
        }
        Assert.Fail($"Something stays due at {Now}.");
    }

    /// <summary>The next moment at which anything can happen; null when nothing is planned.</summary>
    public Instant? Next()
    {
        var moments = pairs.Values.Select(partition => partition.Pair!.NextWake).Concat(cases.Values.Select(one => one.Case!.NextWake)).Append(outbox.Next).OfType<Instant>().ToArray();
        return moments is [] ? null : moments.Min();
    }

    /// <summary>Time is lived, not skipped: each moment in between at which something is due is stopped at.</summary>
    public void MoveTo(Instant until)
    {
        while (Next() is { } next && next <= until)
        {
            Now = Instant.Max(Now, next);
            Run();
        }
        Now = until;
        Run();
    }

    private void Deliver(Outbox.Row row)
    {
        var send = outbox.AsFirst(row);
        if (send.NotBefore > Now)
        {
            row.At = send.NotBefore;
            return;
        }
        if (send.OnlyInPlace && OriginalOf(send) is null)
        {
            GiveUp(row);
            return;
        }
        switch (GateOf(row, send))
        {
            case Gate.Skip:
                GiveUp(row);
                return;
            case Gate.Wait wait:
                Assert.True(wait.Until > Now, "A gate that waits names a later moment.");
                row.At = wait.Until;
                return;
        }
        if (Draw(row) is not { } message)
        {
            GiveUp(row);
            return;
        }
        if (row.Send.Place is null && people.GetValueOrDefault(send.To)?.LostAt is not null)
        {
            row.At = Now + UntilAnAddress;
            return;
        }
        outbox.Remove(row);
        if (OriginalOf(send) is { } original)
        {
            original.Key = send.Key;
            original.Drawings.Add(message);
            sent[send.Key] = original;
            Log.Add(new Delivered(Now, original, message, send.Card, Redrawn: true));
            return;
        }
        if (send.Replaces is { } never && outbox.RemoveOriginal(never))
            insteadOf[never] = send.Key;
        var item = new ChatItem(send.To, row.Pair, send.Key) { Place = send.Place };
        item.Drawings.Add(message);
        sent[send.Key] = item;
        Log.Add(new Delivered(Now, item, message, send.Card, Redrawn: false));
    }

    private void Redraw(PairId pair, Unrecorded redraw)
    {
        if (!sent.TryGetValue(redraw.Message, out var item) || item.To != redraw.To || Draw(pair, redraw.To, redraw.Card) is not { } message)
            return;
        item.Drawings.Add(message);
        Log.Add(new Delivered(Now, item, message, redraw.Card, Redrawn: true));
    }

    private void GiveUp(Outbox.Row row)
    {
        outbox.Remove(row);
        if (row.Send.Replaces is { } original)
            insteadOf[row.Send.Key] = original;
    }

    private ChatItem? OriginalOf(Send send)
    {
        var key = send.Replaces;
        while (key is { } at)
        {
            if (sent.TryGetValue(at, out var item))
                return item;
            key = insteadOf.TryGetValue(at, out var next) ? next : null;
        }
        return null;
    }

    private Gate GateOf(Outbox.Row row, Send send) => Now > send.UsefulUntil ? new Gate.Skip("late")
        : row.Pair is { } pair ? PairMachine.MayGo(View(pair), send, Now)
        : row.Case is { } id ? CaseMachine.MayGo(View(cases[id], null, []), send, Now)
        : PersonMachine.MayGo(View(row.Person!.Value), send, Now);

    private Message? Draw(Outbox.Row row) => row.Pair is { } pair
        ? Draw(pair, row.Send.To, row.Send.Card)
        : row.Case is { } id ? CaseMachine.Draw(View(cases[id], null, []), row.Send.To, row.Send.Card)
        : PersonMachine.Draw(View(row.Person!.Value), row.Send.Card, Now);

    public Message? Draw(PairId pair, PersonId reader, Card card)
    {
        var needs = PairMachine.CardNeeds(Pair(pair), reader, card);
        Assert.All(needs, id => Assert.True(id.CanBeReadBy(reader), $"{card.Kind} names words that its reader may not read."));
        return PairMachine.Draw(View(pair, needs), reader, card, Now);
    }

    /// <summary>Messages that have not gone out, and the keys of all that were ever decided on.</summary>
    private sealed class Outbox
    {
        private readonly List<Row> rows = [];
        private readonly HashSet<(PairId?, SendKey)> keys = [];

        public List<(PairId? Pair, PersonId To, Card Card)> Ever { get; } = [];

        public Instant? Next => rows.Count == 0 ? null : rows.Min(row => row.At);

        public void Add(PairId? pair, PersonId? person, ImmutableArray<Send> sends, Instant now, CaseId? inCase = null)
        {
            foreach (var send in sends)
            {
                if (!keys.Add((pair, send.Key)))
                    continue;
                rows.Add(new Row(pair, person, inCase, send) { At = Instant.Max(send.NotBefore, now) });
                if (inCase is null)
                    Ever.Add((pair, send.To, send.Card));
            }
        }

        /// <summary>A message that another one is to take the place of leaves the way to it.</summary>
        public Row? NextDue(Instant now)
        {
            var due = rows.Where(row => row.At <= now).ToList();
            return due.Find(row => row.Send.OnlyInPlace) ?? due.Find(row => !due.Exists(other => other.Send.Replaces == row.Send.Key)) ?? due.FirstOrDefault();
        }

        /// <summary>What takes the place of a message that never went out goes out when that one could have.</summary>
        public Send AsFirst(Row row) => rows.Find(other => other.Send.Key == row.Send.Replaces) is { } original
            ? row.Send with { NotBefore = Instant.Max(row.Send.NotBefore, original.Send.NotBefore), Answers = row.Send.Answers && original.Send.Answers }
            : row.Send;

        /// <summary>What waited for somebody's return is looked at again.</summary>
        public void Release(PersonId to, Instant now)
        {
            foreach (var row in rows.Where(row => row.Send.To == to && row.Send.NotBefore <= now))
                row.At = now;
        }

        public void Remove(Row row) => rows.Remove(row);

        public bool RemoveOriginal(SendKey key) => rows.RemoveAll(row => row.Send.Key == key) > 0;

        public sealed class Row(PairId? pair, PersonId? person, CaseId? inCase, Send send)
        {
            public PairId? Pair => pair;

            public PersonId? Person => person;

            public CaseId? Case => inCase;

            public Send Send => send;

            public required Instant At { get; set; }
        }
    }
}
