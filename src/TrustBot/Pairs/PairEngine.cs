using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Pairs;

/// <summary>The one loop: load, decide, write one transaction guarded by the ETag; on conflict load and decide again.</summary>
public sealed class PairEngine(
    ITable table, PairReader reader, WordsSafe safe, PersonStore people, ProgrammeStore programmes, Hints hints, Nudges nudges, KeyedGate gate, StoryClock clock, IdMinter ids)
{
    /// <summary>The gate leaves only other nodes to conflict with, and each conflict means that one of them got on.</summary>
    private const int MostAttempts = 8;

    private static readonly Duration LongestWrite = Duration.FromMinutes(1);

    /// <summary>Decides and stores. When the task completes, the decision survives a killed process; its messages go out afterwards.</summary>
    public async ValueTask<Decision> HandleAsync(PairId pair, Input input, CancellationToken cancellation) =>
        (await HandleOnceAsync(pair, input, null, cancellation)).Decision;

    /// <summary>Decides and stores nothing: what a dry run reports from.</summary>
    public async ValueTask<Decision> TryAsync(PairId pair, Input input, CancellationToken cancellation)
    {
        var stored = await reader.ReadAsync(pair, cancellation);
        return await DecideAsync(pair, stored?.Value, input, clock.Now, cancellation);
    }

    /// <returns>Null when there is no such pair.</returns>
    public async ValueTask<Pair?> ReadAsync(PairId pair, CancellationToken cancellation) => (await reader.ReadAsync(pair, cancellation))?.Value;

    /// <summary>For <see cref="WakeAsync"/> of many.</summary>
    internal ValueTask<IReadOnlyDictionary<PairId, Stored<Pair>>> ReadAheadAsync(IReadOnlyList<PairId> ids, CancellationToken cancellation) => reader.ReadAheadAsync(ids, cancellation);

    /// <param name="ahead">What was read before it was this pair's turn: a write shows whether it still is so, and where nothing is to be written it is looked up. Null to read now.</param>
    /// <returns>Whether the decision wrote anything.</returns>
    internal async ValueTask<bool> WakeAsync(PairId pair, Stored<Pair>? ahead, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(pair), cancellation);
        return (await HandleAsync(pair, new Input.Woken(), null, ahead, cancellation)).Written;
    }

    /// <param name="once">Names the input where a repeated delivery must have no second effect; null where the state alone sees to that.</param>
    /// <returns>The decision, and whether it wrote anything.</returns>
    internal async ValueTask<(Decision Decision, bool Written)> HandleOnceAsync(PairId pair, Input input, string? once, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(pair), cancellation);
        if (await RepeatedAsync(pair, once ?? (input as Input.Submitted)?.Nonce, cancellation) is { } repeated)
            return (repeated, false);
        return await HandleAsync(pair, input, once, null, cancellation);
    }

    private async ValueTask<(Decision Decision, bool Written)> HandleAsync(PairId pair, Input input, string? once, Stored<Pair>? ahead, CancellationToken cancellation)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var now = clock.Now;
            var stored = ahead ?? await reader.ReadAsync(pair, cancellation);
            var decision = await DecideAsync(pair, stored?.Value, input, now, cancellation);
            var batch = await BatchAsync(pair, stored, decision, once, sent, now, cancellation);
            if (batch.Count == 0 && ahead is not null && (await reader.ReadAsync(pair, cancellation))?.ETag != ahead.ETag)
            {
                ahead = null;
                continue;
            }
            ahead = null;
            if (batch.Count == 0)
            {
                nudges.Add(Subject.Of(pair), decision.Unrecorded);
                return (decision, false);
            }
            switch (await CommitAsync(stored, decision, batch, now, cancellation))
            {
                case WriteResult.Written:
                    return (decision, true);
                case WriteResult.Conflict conflict when SendRows.IsSend(conflict.Key):
                    sent.Add(conflict.Key);
                    break;
                case WriteResult.Conflict conflict when SendRows.IsSeen(conflict.Key):
                    return (Decision.None(stored?.Value) with { Reply = await ReplyAsync(pair, conflict.Key, cancellation) }, false);
            }
        }
        throw new StoreUnavailableException($"Pair {pair} was changed by others {MostAttempts} times in a row.");
    }

    private async ValueTask<Decision> DecideAsync(PairId id, Pair? pair, Input input, Instant now, CancellationToken cancellation)
    {
        if (pair is not null && ActorOf(input) is { } actor && actor != pair.Mentor && actor != pair.Mentee)
            return Decision.None(pair);
        if (await reader.ViewAsync(id, pair, input, cancellation) is not { } view)
            return Decision.None(pair);
        var decision = PairMachine.Decide(view, input, now);
        return decision with { Form = WithNonce(decision.Form), Reply = WithNonce(decision.Reply) };
    }

    private async ValueTask<List<Change>> BatchAsync(
        PairId id, Stored<Pair>? stored, Decision decision, string? once, HashSet<string> sent, Instant now, CancellationToken cancellation)
    {
        var pair = decision.Pair;
        if (pair is null || ReferenceEquals(pair, stored?.Value))
            return [];
        var revision = pair.Revision;
        var batch = new List<Change>();
        batch.AddRange(await safe.SealAsync(id, decision.Words, cancellation));
        batch.AddRange(SendRows.Of(decision.Sends, revision, now, sent));
        batch.AddRange(SendRows.Seen(decision.Seen, decision.Reply, now));
        batch.AddRange(decision.Audit.Select((entry, index) =>
            new Change.Insert(Keys.Audit(now, revision, index), PairJson.Write(new AuditRow(Layout.Version, now, entry.What, entry.By)))));
        var data = PairJson.Write(new PairRow(Layout.Version, pair));
        if (batch.Count == 0 && stored is not null && data == PairJson.Write(new PairRow(Layout.Version, stored.Value)))
            return [];
        if (once is not null)
            batch.AddRange(SendRows.Seen([once], decision.Reply, now));
        batch.Insert(0, stored is null ? new Change.Insert(Keys.Pair, data) : new Change.Replace(Keys.Pair, data, stored.ETag));
        return batch;
    }

    private async ValueTask<WriteResult> CommitAsync(Stored<Pair>? stored, Decision decision, List<Change> batch, Instant now, CancellationToken cancellation)
    {
        var pair = decision.Pair!;
        if (stored is null)
            await IndexAsync(pair, cancellation);
        var subject = Subject.Of(pair.Id);
        var due = DueOf(stored?.Value, decision, now);
        var begun = hints.SystemNow;
        var result = await table.WriteInOrderAsync([.. hints.Of(subject, due), new(Tables.Pairs, subject.Partition, batch)], cancellation);
        if (result is WriteResult.Written written)
        {
            reader.Wrote(pair, written.ETags[0]!);
            // A process that was held up between the two writes may find its hint taken for a stale one.
            if (hints.SystemNow - begun > LongestWrite)
                await hints.PutAsync(subject, due, CancellationToken.None);
            nudges.Add(subject, SendRows.Decided(stored?.ETag, written, batch));
            nudges.Add(subject, decision.Unrecorded);
        }
        return result;
    }

    private async ValueTask IndexAsync(Pair pair, CancellationToken cancellation)
    {
        await programmes.AddPairAsync(pair.Programme, pair.Id, cancellation);
        await people.AddPairAsync(pair.Mentor, pair.Id, cancellation);
        await people.AddPairAsync(pair.Mentee, pair.Id, cancellation);
    }

    private static List<Instant> DueOf(Pair? before, Decision decision, Instant now)
    {
        var due = decision.Sends.Select(send => send.NotBefore < now ? now : send.NotBefore).ToList();
        // A hint that is still ahead was put by the decision that first named it, and nobody deletes it before its time.
        if (decision.Pair!.NextWake is { } wake && (wake != before?.NextWake || wake <= now))
            due.Add(wake);
        return due;
    }

    private async ValueTask<Decision?> RepeatedAsync(PairId pair, string? nonce, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(nonce) || await table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Seen(nonce), cancellation) is not { } row)
            return null;
        var stored = await reader.ReadAsync(pair, cancellation);
        return Decision.None(stored?.Value) with { Reply = PairJson.Read<SeenRow>(row.Data).Reply };
    }

    private async ValueTask<FormReply?> ReplyAsync(PairId pair, string key, CancellationToken cancellation) =>
        await table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), key, cancellation) is { } row ? PairJson.Read<SeenRow>(row.Data).Reply : null;

    private static PersonId? ActorOf(Input input) => input switch
    {
        Input.Pressed pressed => pressed.By,
        Input.Submitted submitted => submitted.By,
        Input.Asked asked => asked.By,
        _ => null,
    };

    private Form? WithNonce(Form? form) => form is null ? null : form with { Nonce = ids.Mint() };

    private FormReply? WithNonce(FormReply? reply) => reply is FormReply.Next next ? new FormReply.Next(next.Form with { Nonce = ids.Mint() }) : reply;
}
