using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Scheduling;

namespace TrustBot.Programmes;

/// <summary>Opens the coordinator's own line about a pair, and no other words.</summary>
public delegate ValueTask<Words> OpenReason(PairId pair, WordsId reason, CancellationToken cancellation);

/// <param name="To">Whose language and hours it is in.</param>
public sealed record InvitationPreview(Person To, Role Role, Message Message);

/// <summary>The second act after an import: who is written to, and when.</summary>
public sealed class Invitations(ProgrammeStore programmes, PairEngine engine, PersonStore people, StoryClock clock, House house, OpenReason openReason)
{
    private const int AtOnce = 16;

    /// <summary>Pairs that had their invitation already are passed over.</summary>
    /// <returns>How many pairs are invited by this.</returns>
    public async ValueTask<int> SendAsync(Programme programme, PersonId by, IReadOnlyCollection<PairId> pairs, Instant at, CancellationToken cancellation)
    {
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
        var mentor = await people.ReadAsync(pair.Mentor, cancellation);
        var mentee = await people.ReadAsync(pair.Mentee, cancellation);
        var decision = await engine.TryAsync(id, new Input.Invited(at), cancellation);
        if (mentor is null || mentee is null || decision.Pair is null)
            return [];
        var words = pair.Reason is { } reason
            ? new Opened(ImmutableDictionary<WordsId, Words>.Empty.Add(reason, await openReason(id, reason, cancellation)))
            : Opened.Nothing;
        var view = new PairView(decision.Pair, mentor, mentee, programme, house, words);
        return [.. decision.Sends
            .Select(send => (view.SeatOf(send.To), PairMachine.Draw(view, send.To, send.Card, Instant.Max(at, clock.Now))))
            .Where(drawn => drawn is { Item1: not null, Item2: not null })
            .Select(drawn => new InvitationPreview(view.Of(drawn.Item1!.Value), drawn.Item1.Value, drawn.Item2!))
            .OrderBy(preview => preview.Role)];
    }
}
