using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <summary>What the courier does about calls that were broken off, outcomes that nobody knows, and messages that can't be drawn.</summary>
internal sealed partial class Courier
{
    private const int AttemptsAtABug = 8;
    private const int AttemptsInDoubt = 3;

    private static readonly Duration LongestDoubt = Duration.FromDays(1);
    private static readonly Duration LongestUntilALook = Duration.FromMinutes(5);

    private async ValueTask BrokenOffAsync(CourierRun run, SendRow row, SendState.Trying trying, CancellationToken cancellation)
    {
        if (trying.Owner != instance.Id && trying.LeaseUntil > SystemNow)
        {
            run.Hold(row.Send.To, clock.Now + (trying.LeaseUntil - SystemNow));
            return;
        }
        var now = clock.Now;
        var never = trying.Token.StartsWith(boot, StringComparison.Ordinal) && !called.ContainsKey(trying.Token);
        var redrawn = run.Ledger.LineageOf(row.Send).In(trying.Lane) is not null;
        SendState next = never || redrawn
            ? new SendState.Wait(now, "unknown", trying.Attempt)
            : new SendState.Unknown(trying.Since, trying.Attempt, Instant.Max(now, trying.Since + UntilALook), 0, trying.Lane);
        await MoveAsync(run, row.Send.Key, next, cancellation);
        // Only now: while the write fails, the call is still to be remembered.
        called.TryRemove(trying.Token, out _);
        run.Again |= next is SendState.Wait;
    }

    private async ValueTask DoubtAsync(CourierRun run, SendRow row, SendState.Unknown unknown, CancellationToken cancellation)
    {
        var send = row.Send;
        var now = clock.Now;
        var receiver = (await desks.OpenAsync(run.Subject, cancellation))?.Receiver(send.To);
        var address = receiver is null ? null : AddressOf(send, receiver);
        var channel = address is null ? null : carrier.Find(address.Channel);
        var moved = channel is not null && !Lineage.IsIn(unknown.Lane, channel.LaneOf(address!));
        var lineage = run.Ledger.LineageOf(send);
        if (moved && lineage.In(channel!.LaneOf(address!)) is not null)
        {
            // Here it is drawn where its message stands, which disturbs nobody. What it may have left in the other chat can't be looked for from here: should they
            // go there again, the card may come there twice. To give it up instead would keep what it says from them until the next change.
            await MoveAsync(run, send.Key, new SendState.Wait(now, "unknown", unknown.Attempt), cancellation);
            run.Again = true;
            return;
        }
        if (channel?.FindAsync is null || moved || now > send.UsefulUntil + LongestDoubt)
        {
            await GiveUpAsync(run, send.Key, unknown, lineage, mayBeDoubled: moved || channel is { FindAsync: null }, cancellation);
            return;
        }
        if (unknown.LookAt > now)
        {
            run.At(unknown.LookAt);
            return;
        }
        var found = await carrier.LookAsync(channel, address!, send.Key, unknown.Since, cancellation);
        if (found is Found.CannotBeAsked)
        {
            await GiveUpAsync(run, send.Key, unknown, lineage, mayBeDoubled: true, cancellation);
            return;
        }
        SendState next = found switch
        {
            Found.There there => new SendState.Sent(there.Reference, clock.Now, unknown.Lane, lineage.First),
            Found.NotThere when unknown.Misses > 0 => new SendState.Wait(clock.Now, "not-there", unknown.Attempt),
            Found.NotThere => unknown with { LookAt = clock.Now + UntilALook, Misses = 1 },
            _ => unknown with { LookAt = clock.Now + UntilAnotherLook(clock.Now - unknown.Since) },
        };
        await MoveAsync(run, send.Key, next, CancellationToken.None);
        run.Again |= next is SendState.Wait;
    }

    /// <summary>Nobody will ever know. A message to a contact rather twice than never.</summary>
    private async ValueTask GiveUpAsync(CourierRun run, SendKey key, SendState.Unknown unknown, Lineage lineage, bool mayBeDoubled, CancellationToken cancellation)
    {
        var now = clock.Now;
        SendState next = mayBeDoubled && run.Subject.Kind == SubjectKind.Case && unknown.Attempt < AttemptsInDoubt
            ? new SendState.Wait(now + Backoff.After(unknown.Attempt, key), "unknown", unknown.Attempt)
            : new SendState.Unconfirmed(now, lineage.First);
        await MoveAsync(run, key, next, cancellation);
    }

    /// <summary>A place that can't be searched now will mostly not be searchable in half a minute either.</summary>
    private static Duration UntilAnotherLook(Duration since) => Duration.Max(UntilALook, Duration.Min(LongestUntilALook, since / 4));

    private async ValueTask PoisonedAsync(CourierRun run, SendKey key, Exception e, CancellationToken cancellation)
    {
        Log.Poisoned(logger, key.Value, run.Subject.Id, e.GetType().Name, e.StackTrace);
        var now = clock.Now;
        SendState next = run.Ledger[key].State switch
        {
            SendState.Wait { Attempt: >= AttemptsAtABug } => new SendState.Failed("bug", now),
            SendState.Wait wait => new SendState.Wait(now + Backoff.After(wait.Attempt + 5, key), "bug", wait.Attempt + 1),
            SendState.Fresh => new SendState.Wait(now + Backoff.After(5, key), "bug", 1),
            // It may have been sent: the doubt is looked into like any other.
            SendState.Trying trying => new SendState.Unknown(trying.Since, trying.Attempt, now + UntilALook, 0, trying.Lane),
            SendState.Unknown unknown => unknown with { LookAt = now + UntilALook },
            var other => other,
        };
        await MoveAsync(run, key, next, cancellation);
    }

    private static partial class Log
    {
        // Type and stack only: a message of the exception may quote what it stumbled over.
        [LoggerMessage(Level = LogLevel.Error, Message = "Message {Key} of {Subject} can't be drawn or sent ({Kind}) {Stack}")]
        public static partial void Poisoned(ILogger logger, string key, string subject, string kind, string? stack);
    }
}
