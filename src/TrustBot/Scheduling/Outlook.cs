using System.Collections.Immutable;
using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Programmes;
using TrustBot.Storage;

namespace TrustBot.Scheduling;

/// <summary>What comes next, by what the partitions say: a hint may have outlived what it was put for.</summary>
internal sealed class Outlook(ITable table, Hints hints, PairReader pairs, CaseStore cases, ProgrammeStore programmes, StoryClock clock)
{
    private const int HintsInAPage = 100;

    /// <summary>So many are looked at for what they will say; later ones seldom come before them.</summary>
    private const int LooksAtMost = 50;

    private readonly ParsedRows<SendRow> parsed = new();

    /// <returns>The earliest moment, in story time and whole minutes, at which something is due; null when nothing is planned.</returns>
    public async ValueTask<Instant?> NextAsync(CancellationToken cancellation)
    {
        await foreach (var hint in HintsAsync(cancellation))
        {
            if (await DueAsync(hint.Subject, cancellation) is { } due && due <= hint.Due)
                return hint.Due;
        }
        return null;
    }

    /// <summary>Much that is due is quiet. This is the next that somebody reads, as far as it can be told from what is stored now.</summary>
    /// <returns>Null when nobody is to be written to.</returns>
    public async ValueTask<Coming?> NextWrittenAsync(CancellationToken cancellation)
    {
        Coming? next = null;
        var looked = new HashSet<Subject>();
        await foreach (var hint in HintsAsync(cancellation))
        {
            if (looked.Count == LooksAtMost || (next is not null && hint.Due > next.At))
                break;
            if (looked.Add(hint.Subject) && await LookAsync(hint.Subject, cancellation) is { } coming)
                next = coming.Joined(next);
        }
        return next;
    }

    private async IAsyncEnumerable<Hint> HintsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        IReadOnlyList<Hint> page;
        do
        {
            page = await hints.AllAsync(after, HintsInAPage, cancellation);
            foreach (var hint in page)
                yield return hint;
            after = page.Count > 0 ? page[^1].Key : null;
        }
        while (page.Count == HintsInAPage);
    }

    private async ValueTask<Instant?> DueAsync(Subject subject, CancellationToken cancellation)
    {
        if (subject.Kind == SubjectKind.Programme)
            return await programmes.UntoldAsync(new ProgrammeId(subject.Id), cancellation) is null ? null : Instant.MinValue;
        var wake = subject.Kind switch
        {
            SubjectKind.Pair => (await pairs.ReadAsync(new PairId(subject.Id), cancellation))?.Value.NextWake,
            SubjectKind.Case => (await cases.ReadAsync(new CaseId(subject.Id), cancellation))?.Value.NextWake,
            _ => null,
        };
        var ledger = await Ledger.ReadAsync(table, subject, parsed, cancellation);
        return ledger.Open.Select(key => (Instant?)MomentOf(ledger[key])).Append(wake).Min();
    }

    private async ValueTask<Coming?> LookAsync(Subject subject, CancellationToken cancellation)
    {
        if (subject.Kind == SubjectKind.Programme)
            return null;
        var now = clock.Now;
        var ledger = await Ledger.ReadAsync(table, subject, parsed, cancellation);
        // What is due already is on its way.
        var open = ledger.Open.Select(key => (ledger[key].Send, At: MomentOf(ledger[key]))).Where(one => one.At > now);
        if (subject.Kind is SubjectKind.Person or SubjectKind.Case)
            return Coming.First(open.Where(one => one.Send.Replaces is null).Select(one => new Coming(one.At, KindOf(one.Send), [one.Send.To])));
        return await pairs.ReadAsync(new PairId(subject.Id), cancellation) is { } pair
            ? Foresight.Of(await pairs.FreshAsync(pair.Value, cancellation), [.. open], now)
            : null;
    }

    private static Instant MomentOf(SendRow row) => row.State switch
    {
        SendState.Fresh => row.Send.NotBefore,
        SendState.Wait wait => Instant.Max(wait.Until, row.Send.NotBefore),
        SendState.Unknown unknown => unknown.LookAt,
        _ => Instant.MinValue,
    };

    internal static ComingKind KindOf(Send send) => send.Card.Kind switch
    {
        "joining.invitation" => ComingKind.Invitation,
        _ when PairMachine.IsPrompt(send.Card) => ComingKind.Question,
        _ => ComingKind.Message,
    };
}

public enum ComingKind
{
    Message,
    Question,
    Invitation,
}

/// <summary>What somebody will read, and when; never what it says.</summary>
/// <param name="At">Story time.</param>
public sealed record Coming(Instant At, ComingKind Kind, ImmutableArray<PersonId> To)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    /// <summary>The earlier of two; both, when they come within a minute of each other.</summary>
    internal Coming Joined(Coming? other) => other switch
    {
        null => this,
        _ when other.At >= At + Minute => this,
        _ when At >= other.At + Minute => other,
        _ => new Coming(Instant.Min(At, other.At), Kind == other.Kind ? Kind : ComingKind.Message, [.. other.To.Union(To)]),
    };

    internal static Coming? First(IEnumerable<Coming> all) => all.OrderBy(one => one.At).Aggregate((Coming?)null, (first, one) => one.Joined(first));
}
