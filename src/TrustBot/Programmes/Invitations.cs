using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.Scheduling;

namespace TrustBot.Programmes;

/// <param name="To">Whose language and hours it is in.</param>
public sealed record InvitationPreview(Person To, Role Role, Message Message);

/// <summary>The second act after an import: who is written to, and when.</summary>
public sealed class Invitations(PairEngine engine, PairReader reader, ProgrammeStore programmes, StoryClock clock)
{
    private const int AtOnce = 16;

    /// <summary>Pairs that had their invitation already are passed over.</summary>
    /// <returns>How many pairs are invited by this; null when the programme has nobody outside its team to turn to, and so can't start.</returns>
    public async ValueTask<int?> SendAsync(Programme programme, PersonId by, IReadOnlyCollection<PairId> pairs, Instant at, CancellationToken cancellation)
    {
        if (await programmes.ReadFreshAsync(programme.Id, cancellation) is not { CanStart: true })
            return null;
        await programmes.AuditAsync(programme.Id, new AuditEntry("invitations-sent", by), cancellation);
        var invited = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(pairs, options, async (id, _) =>
        {
            if (await engine.ReadAsync(id, cancellation) is not { Joining: JoiningState.Proposed } pair || pair.Programme != programme.Id)
                return;
            var decision = await engine.HandleAsync(id, new Input.Invited(at), cancellation);
            if (decision.Pair is { Joining: JoiningState.Inviting })
                Interlocked.Increment(ref invited);
        });
        return invited;
    }

    /// <returns>False when it had gone out, or was never planned.</returns>
    public async ValueTask<bool> CancelAsync(Programme programme, PersonId by, PairId id, CancellationToken cancellation)
    {
        if (await engine.ReadAsync(id, cancellation) is not { Joining: JoiningState.Inviting } pair || pair.Programme != programme.Id)
            return false;
        var decision = await engine.HandleAsync(id, new Input.InvitationCancelled(), cancellation);
        if (decision.Pair is not { Joining: JoiningState.Proposed })
            return false;
        await programmes.AuditAsync(programme.Id, new AuditEntry("invitation-cancelled", by), cancellation);
        return true;
    }

    /// <summary>Both messages as the two would read them if they were invited at <paramref name="at"/>. The mentee's comes first.</summary>
    /// <returns>Empty when this pair can't be invited any more.</returns>
    public async ValueTask<ImmutableArray<InvitationPreview>> PreviewAsync(Programme programme, PairId id, Instant at, CancellationToken cancellation)
    {
        if (await engine.ReadAsync(id, cancellation) is not { Joining: JoiningState.Proposed } pair || pair.Programme != programme.Id)
            return [];
        var decision = await engine.TryAsync(id, new Input.Invited(at), cancellation);
        if (decision.Pair is null)
            return [];
        var view = await reader.FreshAsync(pair, cancellation) with { Pair = decision.Pair };
        var previews = ImmutableArray.CreateBuilder<InvitationPreview>();
        foreach (var send in decision.Sends.Where(send => QuotesReasonAtMost(pair, send)))
        {
            var opened = await reader.WithWordsAsync(view, send.To, send.Card, cancellation);
            if (view.SeatOf(send.To) is { } role && PairMachine.Draw(opened, send.To, send.Card, Instant.Max(at, clock.Now)) is { } message)
                previews.Add(new InvitationPreview(view.Of(role), role, message));
        }
        return [.. previews.OrderBy(preview => preview.Role)];
    }

    /// <summary>The reason is the coordinator's own line; no other words may be shown here, whatever a message may come to quote.</summary>
    private static bool QuotesReasonAtMost(Pair pair, Send send) =>
        PairMachine.CardNeeds(pair, send.To, send.Card).All(id => id == pair.Reason);
}
