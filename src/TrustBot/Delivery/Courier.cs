using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>
/// Brings the messages of one partition to their end: claimed, looked at once more, sent, and the outcome written down. A row ends in
/// exactly one of sent, unconfirmed, failed, skipped and cancelled; nothing is dropped without a word.
/// </summary>
internal sealed partial class Courier(ITable table, Desks desks, Carrier carrier, StoryClock clock, TimeProvider system, Instance instance, IdMinter ids, ILogger<Courier> logger)
{
    private const int MostPasses = 4;

    /// <summary>More than these are better read with everything else, in one go.</summary>
    private const int MostReadSingly = 8;

    private static readonly Duration Lease = Duration.FromMinutes(2);
    private static readonly Duration UntilALook = Duration.FromSeconds(30);
    private static readonly Duration UntilAnotherTry = Duration.FromSeconds(5);
    private static readonly Duration ShortestWait = Duration.FromMinutes(1);
    private static readonly Duration UntilAnAddress = Duration.FromHours(1);

    // One run at a time in a partition: the order per person, and a Trying of our own that nobody works on is one that was broken off.
    private readonly KeyedGate gate = new();
    private readonly ParsedRows<SendRow> parsed = new();
    private readonly OpenMessages open = new(table);

    // A claim that this process holds and never made a call for is known not to have arrived, whatever became of the write's answer.
    private readonly string boot = ids.Mint();
    private readonly ConcurrentDictionary<string, bool> called = new();

    /// <summary>Looks at every open message of the partition once.</summary>
    /// <returns>The next moment, in story time, at which there is something to do; null when all is final.</returns>
    public async ValueTask<Instant?> RunOnceAsync(Subject subject, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(subject, cancellation);
        for (var passes = 0; passes < MostPasses; passes++)
        {
            var version = await open.VersionAsync(subject, cancellation);
            var known = open.Of(subject, version);
            if (known is [])
                return null;
            var ledger = known is { Count: <= MostReadSingly }
                ? await Ledger.ReadAsync(table, subject, known, parsed, cancellation)
                : await Ledger.ReadAsync(table, subject, parsed, cancellation);
            var run = new CourierRun(subject, ledger);
            foreach (var key in run.Ledger.Open)
                await StepAsync(run, key, cancellation);
            if (!run.Again && !run.Deferred.Any(key => run.Ledger[key].State is not SendState.Final && !run.Ledger.HasReplacementDue(key, clock.Now)))
            {
                open.Keep(subject, version, ledger.StillOpen);
                return run.Next;
            }
        }
        return clock.Now + UntilAnotherTry;
    }

    /// <summary>What was decided here since the last run.</summary>
    public void Note(Subject subject, IEnumerable<Decided> decided)
    {
        foreach (var one in decided)
            open.Add(subject, one);
    }

    private async ValueTask StepAsync(CourierRun run, SendKey key, CancellationToken cancellation)
    {
        var row = run.Ledger[key];
        if (row.State is SendState.Final || run.IsHeld(row.Send))
            return;
        try
        {
            await (row.State switch
            {
                SendState.Trying trying => BrokenOffAsync(run, row, trying, cancellation),
                SendState.Unknown unknown => DoubtAsync(run, row, unknown, cancellation),
                SendState.Wait wait => TryAsync(run, row, wait, cancellation),
                _ => TryAsync(run, row, new SendState.Wait(Instant.MinValue, "", 0), cancellation),
            });
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            await PoisonedAsync(run, key, e, cancellation);
        }
    }

    private async ValueTask TryAsync(CourierRun run, SendRow row, SendState.Wait wait, CancellationToken cancellation)
    {
        var send = row.Send;
        var now = clock.Now;
        if (send.NotBefore > now)
        {
            run.At(send.NotBefore);
            return;
        }
        if (wait.Until > now && !IsForAnAddress(wait))
        {
            Await(run, send, wait);
            return;
        }
        var lineage = run.Ledger.LineageOf(send);
        if (WhyNot(run.Ledger, send, lineage, now) is { } reason)
        {
            await MoveAsync(run, send.Key, new SendState.Skipped(reason, now), cancellation);
            return;
        }
        if (run.Ledger.HasReplacementDue(send.Key, now))
        {
            run.Deferred.Add(send.Key);
            return;
        }
        if (lineage.IsOpen)
        {
            // Its own step in this run has said when to look again.
            return;
        }
        if (send.OnlyInPlace && lineage.Standing is null)
        {
            // What has not arrived is drawn as things stand when it goes out, or not at all.
            await MoveAsync(run, send.Key, new SendState.Skipped("settled", now), cancellation);
            run.Again = true;
            return;
        }
        if (await desks.OpenAsync(run.Subject, cancellation) is { } desk && desk.Receiver(send.To) is { } receiver)
            await GateAsync(run, row, wait, lineage, desk, receiver, cancellation);
        else
            await MoveAsync(run, send.Key, new SendState.Failed("no-such-person", now), cancellation);
    }

    /// <summary>
    /// A change in place that finds its message no longer would be a new one, at any hour: only who pressed it gets that. A prompt that never
    /// went out needs no settled line.
    /// </summary>
    private static string? WhyNot(Ledger ledger, Send send, Lineage lineage, Instant now) =>
        now > send.UsefulUntil || (!send.Answers && PairMachine.IsPrompt(send.Card) && ledger.HasNewerDue(send.Key, now)) ? "late"
        : send.Replaces is { } replaced && (IsLiving(replaced) || PairMachine.IsPrompt(send.Card)) && lineage.IsLost ? "settled"
        : send.Replaces is not null && PairMachine.IsPrompt(send.Card) && lineage.NeverCame ? "settled"
        : null;

    /// <summary>Whether the key names a card that decisions draw anew by themselves: every other has the revision or the day of its one decision in it.</summary>
    private static bool IsLiving(SendKey key) =>
        key.Value.Split('~') is [_, var when, ..] && !(when is ['r', .. var revision] && revision.All(char.IsAsciiDigit)) && !LocalDatePattern.Iso.Parse(when).Success;

    private async ValueTask GateAsync(CourierRun run, SendRow row, SendState.Wait wait, Lineage lineage, Desk desk, Person receiver, CancellationToken cancellation)
    {
        var address = AddressOf(row.Send, receiver);
        var channel = address is null ? null : carrier.Find(address.Channel);
        var here = lineage.In(channel?.LaneOf(address!));
        var left = here is null ? lineage.Standing : null;
        var now = clock.Now;
        if (left is not null && IsOnlyForItsPlace(row.Send))
        {
            await MoveAsync(run, row.Send.Key, new SendState.Skipped(Moved, now), cancellation);
            return;
        }
        var send = here is null ? AsNew(row.Send, lineage) : row.Send;
        if (send.NotBefore > now)
        {
            await WaitAsync(run, row, new SendState.Wait(send.NotBefore, "hours", wait.Attempt), cancellation);
            return;
        }
        switch (desk.MayGo(send, now))
        {
            case Gate.Skip skip:
                await MoveAsync(run, send.Key, new SendState.Skipped(skip.Reason, now), cancellation);
                return;
            case Gate.Wait until:
                await WaitAsync(run, row, new SendState.Wait(Instant.Max(until.Until, now + ShortestWait), "hours", wait.Attempt), cancellation);
                return;
        }
        if (address is null || channel is null)
            await WaitAsync(run, row, new SendState.Wait(now + UntilAnAddress, address is null ? "no-address" : "no-channel", wait.Attempt), cancellation);
        else
            await ClaimAsync(run, row, wait, new Target(desk, channel, address, lineage, here), cancellation);
    }

    /// <summary>A channel that many read is on the platform of the person whose words go there.</summary>
    private Address? AddressOf(Send send, Person receiver) =>
        send.Place is { } place && receiver.Address is { } own ? carrier.Find(own.Channel)?.PlaceOf(own, place) ?? own : receiver.Reachable;

    /// <summary>
    /// To draw a message anew disturbs nobody, at any hour. One that takes the place of a message never sent is held to that one's hours, and one that
    /// comes after its receiver into another place to theirs.
    /// </summary>
    private static Send AsNew(Send send, Lineage lineage) =>
        lineage.Standing is not null ? send with { Answers = false }
        : lineage.Seen.Any() ? send
        : lineage.Rows.Aggregate(send, (own, row) => own with { NotBefore = Instant.Max(own.NotBefore, row.Send.NotBefore), Answers = own.Answers && row.Send.Answers });

    private async ValueTask ClaimAsync(CourierRun run, SendRow row, SendState.Wait wait, Target target, CancellationToken cancellation)
    {
        var send = row.Send;
        var now = clock.Now;
        if (await target.Desk.DrawAsync(send, now, cancellation) is not { } message || (message.Settled && target.Left is not null))
        {
            await MoveAsync(run, send.Key, new SendState.Skipped(target.Left is null ? "settled" : Moved, now), cancellation);
            return;
        }
        if (carrier.Ask(target.Address, run.Subject, send.Answers, target.Here is not null) is var turn && turn > TimeSpan.Zero)
        {
            run.HoldFor(send, now + Duration.FromTimeSpan(turn));
            return;
        }
        var trying = new SendState.Trying(wait.Attempt + 1, instance.Id, SystemNow + Lease, now, $"{boot}-{ids.Mint()}", target.Lane);
        List<(SendKey, SendState)> moves = [(send.Key, trying), .. Onward(target, send)];
        moves.AddRange(target.Lineage.Unsent.Select(unsent => (unsent.Send.Key, (SendState)new SendState.Cancelled("superseded", now, send.Key))));
        if (!await run.Ledger.MoveAsync(moves, cancellation))
        {
            run.Again = true;
            return;
        }
        await CallAsync(run, row, wait, trying, target, message, cancellation);
    }

    private async ValueTask CallAsync(
        CourierRun run, SendRow row, SendState.Wait before, SendState.Trying trying, Target target, Core.Messages.Message message, CancellationToken cancellation)
    {
        var send = row.Send;
        if (SystemNow > trying.LeaseUntil - Lease / 2 || !await desks.IsCurrentAsync(run.Subject, target.Desk, cancellation))
        {
            // Something was decided since the look, or the claim took so long that it may soon be another's. Nothing was sent: back to before.
            await MoveAsync(run, send.Key, before with { Until = Instant.MinValue, Reason = "changed" }, cancellation);
            run.Again = true;
            return;
        }
        var reference = (target.Here?.State as SendState.Sent)?.Reference;
        var envelope = new Envelope(send.Key, run.Subject.Kind == SubjectKind.Pair ? new PairId(run.Subject.Id) : null, send.To, message, send.Place);
        called[trying.Token] = true;
        var outcome = await carrier.CallAsync(target.Channel, target.Address, reference, envelope, cancellation);
        // What is known by now must be written down, also while the process is asked to stop.
        await MoveAsync(run, send.Key, After(outcome, send, trying, target), CancellationToken.None);
        called.TryRemove(trying.Token, out _);
    }

    private SendState After(Outcome outcome, Send send, SendState.Trying trying, Target target)
    {
        var now = clock.Now;
        var retry = now + Backoff.After(trying.Attempt, send.Key);
        return outcome switch
        {
            Outcome.Landed landed => new SendState.Sent(landed.Reference, now, trying.Lane, OthersOf(target)),
            Outcome.OutOfReach => new SendState.Wait(now + UntilAnAddress, "no-address", trying.Attempt),
            Outcome.NotYet not => new SendState.Wait(now + not.After, Turn, trying.Attempt - 1),
            Outcome.NotLanded { Final: true } not => new SendState.Failed(not.Reason, now),
            Outcome.NotLanded not => new SendState.Wait(not.RetryAfter is { } after ? Instant.Max(retry, now + after) : retry, not.Reason, trying.Attempt),
            // To draw a message anew twice shows the same message.
            _ when target.Here is not null => new SendState.Wait(retry, "unknown", trying.Attempt),
            _ => new SendState.Unknown(trying.Since, trying.Attempt, now + UntilALook, 0, trying.Lane),
        };
    }

    private Instant SystemNow => Instant.FromDateTimeOffset(system.GetUtcNow());

    /// <param name="Here">What is drawn anew in its place; null for a new message.</param>
    private sealed record Target(Desk Desk, IChannel Channel, Address Address, Lineage Lineage, SendRow? Here)
    {
        public string Lane => Channel.LaneOf(Address);

        /// <summary>What it would be drawn in the place of, and stands where the receiver no longer is.</summary>
        public SendRow? Left => Here is null ? Lineage.Standing : null;
    }
}
