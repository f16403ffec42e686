using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Programmes;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>What comes next, by what the partitions say: a hint may have outlived what it was put for.</summary>
internal sealed class Outlook(ITable table, Hints hints, PairReader pairs, ProgrammeStore programmes)
{
    private const int HintsInAPage = 100;

    /// <returns>The earliest moment, in story time and whole minutes, at which something is due; null when nothing is planned.</returns>
    public async ValueTask<Instant?> NextAsync(CancellationToken cancellation)
    {
        string? after = null;
        IReadOnlyList<Hint> page;
        do
        {
            page = await hints.AllAsync(after, HintsInAPage, cancellation);
            foreach (var hint in page)
            {
                if (await DueAsync(hint.Subject, cancellation) is { } due && due <= hint.Due)
                    return hint.Due;
            }
            after = page.Count > 0 ? page[^1].Key : null;
        }
        while (page.Count == HintsInAPage);
        return null;
    }

    private async ValueTask<Instant?> DueAsync(Subject subject, CancellationToken cancellation)
    {
        if (subject.Kind == SubjectKind.Programme)
            return await programmes.UntoldAsync(new ProgrammeId(subject.Id), cancellation) is null ? null : Instant.MinValue;
        var wake = subject.Kind == SubjectKind.Pair ? (await pairs.ReadAsync(new PairId(subject.Id), cancellation))?.Value.NextWake : null;
        var ledger = await Ledger.ReadAsync(table, subject, cancellation);
        return ledger.Open.Select(key => MomentOf(ledger[key])).Append(wake).Min();
    }

    private static Instant? MomentOf(SendRow row) => row.State switch
    {
        SendState.Fresh => row.Send.NotBefore,
        SendState.Wait wait => Instant.Max(wait.Until, row.Send.NotBefore),
        SendState.Unknown unknown => unknown.LookAt,
        _ => Instant.MinValue,
    };
}
