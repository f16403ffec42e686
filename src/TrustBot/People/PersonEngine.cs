using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>The same loop as the pairs', for one person across all pairs. What it decides for a pair travels as a <c>tell:</c> row.</summary>
public sealed class PersonEngine(
    ITable table, PersonStore people, PersonReader reader, PairEngine pairs, OwnData data, DataLinks links, Hints hints, Nudges nudges, KeyedGate gate, StoryClock clock, IdMinter ids)
{
    private const int MostAttempts = 8;

    private static readonly Duration LongestWrite = Duration.FromMinutes(1);

    /// <summary>Decides and stores. Null when there is no such person.</summary>
    public ValueTask<PersonDecision?> HandleAsync(PersonId id, PersonInput input, CancellationToken cancellation) => HandleOnceAsync(id, input, null, cancellation);

    /// <param name="once">Names the input where a platform may deliver it again; null where it does not.</param>
    internal async ValueTask<PersonDecision?> HandleOnceAsync(PersonId id, PersonInput input, string? once, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        if ((once ?? (input as PersonInput.Submitted)?.Nonce) is { Length: > 0 } name && await SeenAsync(id, Keys.Seen(name), cancellation) is { } seen)
            return await people.ReadAsync(id, cancellation) is { } known ? new PersonDecision(known, [], [], seen.Reply, []) : null;
        var sent = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var now = clock.Now;
            if (await people.ReadFreshAsync(id, cancellation) is not { } stored)
                return null;
            var view = await reader.ViewAsync(stored.Value, cancellation);
            var decision = PersonMachine.Decide(PersonMachine.ReadsData(input) ? await data.WithDataAsync(view, cancellation) : view, input, now);
            if (once is not null)
                decision = decision with { Seen = decision.Seen.Add(once) };
            decision = decision with { Form = WithNonce(await WithLinkAsync(decision.Form, id, cancellation)), Reply = WithNonce(decision.Reply) };
            var batch = BatchOf(stored, decision, sent, now);
            if (batch.Count == 0)
                return decision;
            switch (await CommitAsync(stored, decision, batch, now, cancellation))
            {
                case WriteResult.Written:
                    return decision;
                case WriteResult.Conflict conflict when SendRows.IsSend(conflict.Key):
                    sent.Add(conflict.Key);
                    break;
                case WriteResult.Conflict conflict when SendRows.IsSeen(conflict.Key):
                    return new PersonDecision(stored.Value, [], [], (await SeenAsync(id, conflict.Key, cancellation))?.Reply, []);
            }
        }
        throw new StoreUnavailableException($"Person {id} was changed by others {MostAttempts} times in a row.");
    }

    /// <inheritdoc cref="PersonStore.MendAsync"/>
    internal ValueTask MendAsync(PersonId id, CancellationToken cancellation) => people.MendAsync(id, cancellation);

    /// <summary>Hands what was decided for this person's pairs to them, as ordinary inputs, and takes note that it is done.</summary>
    /// <param name="failed">Hears of a pair that could not be told. Its rows stay, in their order; the other pairs' go on.</param>
    internal async ValueTask TellPairsAsync(PersonId id, Action<string, Exception> failed, CancellationToken cancellation)
    {
        var (from, until) = Keys.All("tell");
        var rows = await table.ReadRangeAsync(Tables.People, Keys.Partition(id.Value), from, until, 0, cancellation);
        foreach (var pair in rows.GroupBy(row => row.Key[..row.Key.LastIndexOf(':')]))
        {
            try
            {
                foreach (var row in pair)
                    await TellAsync(id, row, cancellation);
            }
            catch (Exception e) when (Faults.IsBug(e))
            {
                failed(Keys.Unescape(pair.Key[from.Length..]), e);
            }
        }
    }

    private async ValueTask TellAsync(PersonId id, Row row, CancellationToken cancellation)
    {
        var tell = PairJson.Read<TellRow>(row.Data);
        // Told twice when the process dies before the row is gone: the pair has seen it then.
        await pairs.HandleOnceAsync(tell.Pair, tell.Input, $"tell~{id}~{tell.Id}", cancellation);
        await table.WriteAsync(Tables.People, Keys.Partition(id.Value), [new Change.Delete(row.Key, row.ETag)], cancellation);
    }

    private static List<Change> BatchOf(Stored<Person> stored, PersonDecision decision, HashSet<string> sent, Instant now)
    {
        var revision = decision.Person.Revision;
        var batch = new List<Change>();
        batch.AddRange(SendRows.Of(decision.Sends, revision, now, sent));
        batch.AddRange(TellRows.Of(decision.ForPairs, revision, now));
        var data = PersonStore.Document(decision.Person);
        if (batch.Count == 0 && data == PersonStore.Document(stored.Value))
            return [];
        batch.AddRange(SendRows.Seen(decision.Seen, decision.Reply, now));
        batch.Insert(0, new Change.Replace(Keys.Person, data, stored.ETag));
        return batch;
    }

    private async ValueTask<WriteResult> CommitAsync(Stored<Person> stored, PersonDecision decision, List<Change> batch, Instant now, CancellationToken cancellation)
    {
        var subject = Subject.Of(decision.Person.Id);
        var due = decision.Sends.Select(send => send.NotBefore < now ? now : send.NotBefore).ToList();
        if (!decision.ForPairs.IsEmpty || decision.Person.Forgetting is { Done: false })
            due.Add(now);
        var begun = hints.SystemNow;
        WriteResult result;
        try
        {
            result = await table.WriteInOrderAsync([.. hints.Of(subject, due), new(Tables.People, subject.Partition, batch)], cancellation);
        }
        finally
        {
            people.Forget(decision.Person.Id);
        }
        if (result is WriteResult.Written written)
        {
            if (hints.SystemNow - begun > LongestWrite)
                await hints.PutAsync(subject, due, CancellationToken.None);
            nudges.Add(subject, SendRows.Decided(stored.ETag, written, batch));
        }
        return result;
    }

    private async ValueTask<SeenRow?> SeenAsync(PersonId id, string key, CancellationToken cancellation) =>
        await table.ReadAsync(Tables.People, Keys.Partition(id.Value), key, cancellation) is { } row ? PairJson.Read<SeenRow>(row.Data) : null;

    /// <summary>The address is made when the window is drawn, and stands nowhere but in it.</summary>
    private async ValueTask<Form?> WithLinkAsync(Form? form, PersonId id, CancellationToken cancellation)
    {
        if (form is null || !form.Parts.Any(part => part is FormPart.Download))
            return form;
        var url = await links.MintAsync(id, cancellation);
        return form with { Parts = [.. form.Parts.Select(part => part is FormPart.Download download ? download with { Url = url } : part)] };
    }

    private Form? WithNonce(Form? form) => form is null ? null : form with { Nonce = ids.Mint() };

    private FormReply? WithNonce(FormReply? reply) => reply is FormReply.Next next ? new FormReply.Next(next.Form with { Nonce = ids.Mint() }) : reply;
}
