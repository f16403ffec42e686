using System.Collections.Immutable;
using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Closing;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>
/// Forgets a person whose row says so. Each step finds what an earlier run left, so that one that was broken off anywhere goes on at the next wake:
/// each pair ends, its keys go, then its words, then what is left of the person.
/// </summary>
public sealed partial class Eraser(ITable table, PersonStore people, PairEngine pairs, CaseEngine cases, ErasedLog log, StoryClock clock, ILogger<Eraser> logger)
{
    /// <summary>How long the address is kept for messages that are still to be drawn anew without the words.</summary>
    private static readonly Duration Patience = Duration.FromDays(1);

    private static readonly Duration UntilAnotherLook = Duration.FromMinutes(5);

    /// <returns>When there is more to do, in story time; null when this person is forgotten, or never asked to be.</returns>
    public async ValueTask<Instant?> RunAsync(PersonId id, CancellationToken cancellation)
    {
        if ((await people.ReadAsync(id, cancellation))?.Forgetting is not { Done: false } forgetting || await people.ReadFreshAsync(id, cancellation) is not { } stored)
            return null;
        var isLogged = TryLog(id);
        foreach (var pair in stored.Value.Pairs)
            await ForgetInAsync(id, pair, cancellation);
        await cases.ForgetAsync(id, cancellation);
        // Until the line is on the disk a restored backup would know this person again, and so it is not done.
        if (!isLogged || (clock.Now < forgetting.At + Patience && await IsAnythingOpenAsync(stored.Value, cancellation)))
            return clock.Now + UntilAnotherLook;
        await people.ForgetAsync(id, forgetting, cancellation);
        Log.Forgotten(logger, id.Value);
        return null;
    }

    /// <summary>Takes up again what the log names and the store still knows: the store was restored from a backup.</summary>
    /// <returns>How many there were.</returns>
    public async ValueTask<int> ReplayAsync(CancellationToken cancellation)
    {
        var count = 0;
        foreach (var id in log.Ids.Select(id => new PersonId(id)))
        {
            if (await people.BeginForgettingAsync(id, clock.Now, cancellation))
                count++;
            await RunAsync(id, cancellation);
        }
        return count;
    }

    /// <summary>What another process wrote while it did not know yet; nothing in all other cases.</summary>
    /// <returns>How many rows were deleted.</returns>
    public async ValueTask<int> SweepAsync(PersonId id, CancellationToken cancellation)
    {
        var deleted = 0;
        if (await people.ReadAsync(id, cancellation) is { Forgetting.Done: true } person)
        {
            foreach (var pair in person.Pairs)
                deleted += await DeleteWordsAsync(id, pair, cancellation);
        }
        return deleted;
    }

    private bool TryLog(PersonId id)
    {
        try
        {
            log.Add(id.Value);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CannotWrite(logger, id.Value, e.GetType().Name);
            return false;
        }
    }

    private async ValueTask ForgetInAsync(PersonId id, PairId pair, CancellationToken cancellation)
    {
        if (await pairs.ReadAsync(pair, cancellation) is null)
            return;
        // The decision first: from it on nothing of this person is written there, and nothing asks for the words.
        await pairs.HandleOnceAsync(pair, new Input.PersonForgotten(id, await StandingAsync(pair, cancellation)), $"forgotten~{id}", cancellation);
        await DeleteWordsAsync(id, pair, cancellation);
    }

    /// <summary>The keys first: what is left over when it is broken off can't be read by anybody.</summary>
    private async ValueTask<int> DeleteWordsAsync(PersonId id, PairId pair, CancellationToken cancellation)
    {
        var partition = Keys.Partition(pair.Value);
        var both = (await pairs.ReadAsync(pair, cancellation)) is { Closing: ClosingState.Erased { AgreementUntil: null } };
        var deleted = 0;
        foreach (var (kind, authorOf) in ((string, Func<string, string>)[])[("key", Keys.AuthorIn), ("words", key => Keys.WordsIn(key).Author)])
        {
            var (from, until) = Keys.All(kind);
            var rows = await table.ReadRangeAsync(Tables.Pairs, partition, from, until, 0, cancellation);
            deleted += await table.DeleteAsync(Tables.Pairs, partition, rows.Where(row => both || authorOf(row.Key) == id.Value), cancellation);
        }
        return deleted;
    }

    private async ValueTask<ImmutableArray<StandingMessage>> StandingAsync(PairId pair, CancellationToken cancellation) =>
    [
        .. (await SendsAsync(Tables.Pairs, pair.Value, cancellation))
            .Where(row => row.State is SendState.Sent)
            .GroupBy(row => (row.Send.To, ((SendState.Sent)row.State).Reference))
            .Select(drawings => drawings.OrderBy(row => (row.Revision, row.Index)).Last().Send)
            .Select(send => new StandingMessage(send.Key, send.To, send.Card)),
    ];

    private async ValueTask<bool> IsAnythingOpenAsync(Person person, CancellationToken cancellation)
    {
        if ((await SendsAsync(Tables.People, person.Id.Value, cancellation)).Any(row => row.State is not SendState.Final))
            return true;
        foreach (var pair in person.Pairs)
        {
            if ((await SendsAsync(Tables.Pairs, pair.Value, cancellation)).Any(row => row.Send.To == person.Id && row.State is not SendState.Final))
                return true;
        }
        return false;
    }

    private async ValueTask<IEnumerable<SendRow>> SendsAsync(string name, string id, CancellationToken cancellation)
    {
        var (from, until) = Keys.All("send");
        return (await table.ReadRangeAsync(name, Keys.Partition(id), from, until, 0, cancellation)).Select(row => PairJson.Read<SendRow>(row.Data));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Person {Person} was forgotten, as they asked")]
        public static partial void Forgotten(ILogger logger, string person);

        [LoggerMessage(Level = LogLevel.Error, Message = "Person {Person} asked to be forgotten, and erased.log beside the key file can't be written ({Kind}). Their words are deleted, but a restored backup would bring them back: make the folder writable, or set TrustBot:ErasedLog")]
        public static partial void CannotWrite(ILogger logger, string person, string kind);
    }
}
