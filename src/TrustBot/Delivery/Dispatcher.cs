using System.Collections.Concurrent;
using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Scheduling;

namespace TrustBot.Delivery;

/// <param name="Written">Whether the decision wrote to the pair or case, so that whoever was about to write has to decide again.</param>
/// <param name="Failure">Why nothing could be decided. What was decided before can still go out.</param>
internal readonly record struct Woken(bool Written, Exception? Failure);

/// <summary>Does what is open in one partition: hands facts on to the partitions they are for, and sends what is to be sent.</summary>
internal sealed partial class Dispatcher(
    PairEngine pairs, PersonEngine persons, CaseEngine cases, ProgrammeStore programmes, Eraser eraser, Courier courier, Hints hints, Nudges nudges, StoryClock clock, ILogger<Dispatcher> logger)
{
    /// <summary>A nearer moment is not worth a hint of its own: hints count in minutes.</summary>
    private static readonly Duration Soon = Duration.FromMinutes(2);

    /// <summary>A pair that can't be told, or a person who can't be tidied up after, is a bug, which lasts until somebody mends it.</summary>
    private static readonly Duration UntilTriedAgain = Duration.FromMinutes(15);

    private const int MostRemembered = 10_000;

    // A hint that is still ahead stays until its time: it need not be put again with every message.
    private readonly ConcurrentDictionary<Subject, Instant> put = new();

    // Counted apart, because the dictionary's own Count takes all its locks.
    private int remembered;

    /// <summary>Settles what has come due with each of them. What they need is read together, and what they decide shares commits.</summary>
    /// <param name="atOnce">False for one after the other.</param>
    /// <returns>What became of each, in their order. What is open in them is left to <see cref="RunAsync"/>.</returns>
    public async ValueTask<IReadOnlyList<Woken>> WakeAsync(IReadOnlyList<Subject> subjects, bool atOnce, CancellationToken cancellation)
    {
        var ahead = await pairs.ReadAheadAsync([.. subjects.Where(subject => subject.Kind == SubjectKind.Pair).Select(subject => new PairId(subject.Id))], cancellation);
        if (atOnce)
            return await Task.WhenAll(subjects.Select(subject => WakeAsync(subject, ahead, cancellation).AsTask()));
        var woken = new List<Woken>(subjects.Count);
        foreach (var subject in subjects)
            woken.Add(await WakeAsync(subject, ahead, cancellation));
        return woken;
    }

    private async ValueTask<Woken> WakeAsync(Subject subject, IReadOnlyDictionary<PairId, Stored<Pair>> ahead, CancellationToken cancellation)
    {
        try
        {
            return new Woken(subject.Kind switch
            {
                SubjectKind.Pair when new PairId(subject.Id) is var pair => await pairs.WakeAsync(pair, ahead.GetValueOrDefault(pair), cancellation),
                SubjectKind.Case => (await cases.HandleOnceAsync(new CaseId(subject.Id), new CaseInput.Woken(), cancellation)).Written,
                _ => false,
            }, null);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            return new Woken(false, e);
        }
    }

    /// <summary>Does what is open in the partition. Its own next moment has its hint when this completes.</summary>
    public async ValueTask RunAsync(Subject subject, CancellationToken cancellation)
    {
        switch (subject.Kind)
        {
            case SubjectKind.Programme:
                await TellPairsAsync(new ProgrammeId(subject.Id), cancellation);
                return;
            case SubjectKind.Person:
                await MendAsync(new PersonId(subject.Id), cancellation);
                await TellPairsAsync(new PersonId(subject.Id), cancellation);
                break;
        }
        courier.Note(subject, nudges.TakeDecided(subject));
        var next = await courier.RunOnceAsync(subject, cancellation);
        await courier.RedrawAsync(subject, nudges.TakeUnrecorded(subject), cancellation);
        // After the courier, so that the last message to somebody who goes is out before their address is gone.
        if (subject.Kind == SubjectKind.Person && await eraser.RunAsync(new PersonId(subject.Id), cancellation) is { } more)
            next = next is { } sooner && sooner < more ? sooner : more;
        if (next is { } again)
            await ComeBackAsync(subject, again, cancellation);
    }

    /// <summary>What is damaged there must not hold up the rest, the forgetting least of all.</summary>
    private async ValueTask MendAsync(PersonId id, CancellationToken cancellation)
    {
        try
        {
            await persons.MendAsync(id, cancellation);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            Log.Unmended(logger, id.Value, e.GetType().Name, e.StackTrace);
            await hints.PutAsync(Subject.Of(id), clock.Now + UntilTriedAgain, cancellation);
        }
    }

    private async ValueTask ComeBackAsync(Subject subject, Instant next, CancellationToken cancellation)
    {
        if (!put.TryGetValue(subject, out var last) || last != next || next - clock.Now < Soon)
            await hints.PutAsync(subject, next, cancellation);
        if (Interlocked.Increment(ref remembered) > MostRemembered)
        {
            put.Clear();
            Interlocked.Exchange(ref remembered, 1);
        }
        put[subject] = next;
        if (next - clock.Now is var delay && delay < Soon)
            nudges.AddAfter(subject, Duration.Max(delay, Duration.Zero).ToTimeSpan());
    }

    private async ValueTask TellPairsAsync(ProgrammeId id, CancellationToken cancellation)
    {
        if (await programmes.UntoldAsync(id, cancellation) is not { } etag)
            return;
        var untold = false;
        foreach (var pair in await programmes.PairsAsync(id, cancellation))
        {
            try
            {
                await pairs.HandleAsync(pair, new Input.ProgrammeChanged(), cancellation);
            }
            catch (Exception e) when (Faults.IsBug(e))
            {
                untold = true;
                Log.Untold(logger, pair.Value, id.Value, e.GetType().Name, e.StackTrace);
            }
        }
        if (untold)
            await hints.PutAsync(Subject.Of(id), clock.Now + UntilTriedAgain, cancellation);
        else
            await programmes.ToldAsync(id, etag, cancellation);
    }

    private async ValueTask TellPairsAsync(PersonId id, CancellationToken cancellation)
    {
        var untold = false;
        await persons.TellPairsAsync(id, Failed, cancellation);
        if (untold)
            await hints.PutAsync(Subject.Of(id), clock.Now + UntilTriedAgain, cancellation);

        void Failed(string pair, Exception e)
        {
            untold = true;
            Log.Untold(logger, pair, id.Value, e.GetType().Name, e.StackTrace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Pair {Pair} can't be told what was decided for it by {Subject} ({Kind}) {Stack}")]
        public static partial void Untold(ILogger logger, string pair, string subject, string kind, string? stack);

        [LoggerMessage(Level = LogLevel.Error, Message = "What leads to person {Person} can't be tidied up ({Kind}) {Stack}")]
        public static partial void Unmended(ILogger logger, string person, string kind, string? stack);
    }
}
