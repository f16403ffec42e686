using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Cases;

/// <summary>The same loop as the pairs', for one message to a contact: load, decide, write one transaction in its own partition.</summary>
public sealed class CaseEngine(
    ITable table, CaseReader reader, CaseStore cases, CaseSafe safe, Hints hints, Nudges nudges, KeyedGate gate, StoryClock clock, IdMinter ids)
{
    private const int MostAttempts = 8;

    private static readonly Duration LongestWrite = Duration.FromMinutes(1);

    /// <param name="argument">The case; null for the button that begins one.</param>
    /// <returns>The form to open, or null.</returns>
    public async ValueTask<Form?> PressAsync(PersonId by, ActionId action, string? argument, CancellationToken cancellation)
    {
        if (TalkDialog.IsBegunBy(action))
            return await reader.TalkAsync(by, cancellation) is { } view ? WithNonce(TalkDialog.Open(view)) : null;
        if (argument is null)
            return null;
        var decision = await HandleAsync(new CaseId(argument), new CaseInput.Pressed(by, action), cancellation);
        return decision.Case is not null ? decision.Form : await reader.TalkAsync(by, cancellation) is { } known ? TalkDialog.Gone(known) : null;
    }

    /// <summary>The form's nonce makes the case's id: sending it again, however often and however broken off, is sending it once.</summary>
    public async ValueTask<FormReply> SubmitAsync(PersonId by, Submission submission, CancellationToken cancellation)
    {
        var id = CaseId.OfForm(submission.Nonce.Length == 0 ? ids.Mint() : submission.Nonce);
        if (await cases.ReadAsync(id, cancellation) is not null || await reader.TalkAsync(by, cancellation) is not { } view)
            return new FormReply.Close();
        var answer = TalkDialog.Submit(view, submission, id);
        if (answer.Sent is { } sent)
            await HandleAsync(id, sent, cancellation);
        return answer.Reply is FormReply.Next next ? new FormReply.Next(WithNonce(next.Form)) : answer.Reply;
    }

    /// <summary>Erases what this person wrote to contacts, as far as it was not opened.</summary>
    /// <returns>How many messages stay with the contacts who opened them.</returns>
    public async ValueTask<int> ForgetAsync(PersonId author, CancellationToken cancellation)
    {
        var stay = 0;
        foreach (var one in await cases.OfAuthorAsync(author, cancellation))
        {
            var decision = await HandleAsync(one.Id, new CaseInput.AuthorForgotten(), cancellation);
            stay += decision.Case?.State is CaseState.Opened or CaseState.InTouch ? 1 : 0;
        }
        return stay;
    }

    /// <summary>Decides and stores. When the task completes, the decision survives a killed process; its messages go out afterwards.</summary>
    public async ValueTask<CaseDecision> HandleAsync(CaseId id, CaseInput input, CancellationToken cancellation) => (await HandleOnceAsync(id, input, cancellation)).Decision;

    /// <returns>The decision, and whether it wrote anything.</returns>
    internal async ValueTask<(CaseDecision Decision, bool Written)> HandleOnceAsync(CaseId id, CaseInput input, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(Subject.Of(id), cancellation);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var now = clock.Now;
            var stored = await cases.ReadAsync(id, cancellation);
            if (await reader.ViewAsync(id, stored?.Value, input, cancellation) is not { } view)
                return (new CaseDecision(null, [], []), false);
            var decision = CaseMachine.Decide(view, input, now);
            if (ReferenceEquals(decision.Case, stored?.Value))
                return (decision, false);
            if (await CommitAsync(stored, decision, now, cancellation))
                return (decision, true);
        }
        throw new StoreUnavailableException($"Case {id} was changed by others {MostAttempts} times in a row.");
    }

    /// <summary>Hint first, index second, truth third.</summary>
    private async ValueTask<bool> CommitAsync(Stored<Case>? stored, CaseDecision decision, Instant now, CancellationToken cancellation)
    {
        var next = decision.Case!;
        var subject = Subject.Of(next.Id);
        var data = PairJson.Write(new CaseRow(Layout.Version, next));
        List<Change> batch =
        [
            stored is null ? new Change.Insert(Keys.Case, data) : new Change.Replace(Keys.Case, data, stored.ETag),
            .. await safe.SealAsync(next.Id, decision.Words, cancellation),
            .. SendRows.Of(decision.Sends, next.Revision, now, new HashSet<string>()),
        ];
        var due = decision.Sends.Select(send => send.NotBefore < now ? now : send.NotBefore).ToList();
        if (next.NextWake is { } wake)
            due.Add(wake);
        IEnumerable<TableWrite> index = stored is null ? [CaseStore.IndexOf(next)] : [];
        var begun = hints.SystemNow;
        if (await table.WriteInOrderAsync([.. hints.Of(subject, due), .. index, new(Tables.Cases, subject.Partition, batch)], cancellation) is not WriteResult.Written)
            return false;
        // A process that was held up between the writes may find its hint taken for a stale one.
        if (hints.SystemNow - begun > LongestWrite)
            await hints.PutAsync(subject, due, CancellationToken.None);
        nudges.Add(subject);
        return true;
    }

    private Form WithNonce(Form form) => form with { Nonce = ids.Mint() };
}
