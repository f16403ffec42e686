using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;

namespace TrustBot.Scheduling;

/// <summary>Deciding is pure, so what a pair will decide at its next wakes can be seen by deciding it now and storing nothing.</summary>
internal static class Foresight
{
    /// <summary>A pair that stays quiet over so many wakes is called quiet.</summary>
    private const int WakesAtMost = 24;

    /// <param name="open">Messages that were decided already, each with the moment at which it is tried.</param>
    public static Coming? Of(PairView view, ImmutableArray<(Send Send, Instant At)> open, Instant now)
    {
        var first = Coming.First(open.Select(one => Landing(view, one.Send, one.At)).OfType<Coming>());
        for (var wakes = 0; wakes < WakesAtMost && view.Pair!.NextWake is { } wake && (first is null || wake < first.At); wakes++)
        {
            now = Instant.Max(wake, now);
            var decision = PairMachine.Decide(view, new Input.Woken(), now);
            if (decision.Pair is null || ReferenceEquals(decision.Pair, view.Pair))
                break;
            view = view with { Pair = decision.Pair };
            if (Coming.First(decision.Sends.Select(send => Landing(view, send, Instant.Max(send.NotBefore, now))).OfType<Coming>()) is { } found)
                first = found.Joined(first);
        }
        return first;
    }

    private static Coming? Landing(PairView view, Send send, Instant at) => send.Replaces is not null ? null : PairMachine.MayGo(view, send, at) switch
    {
        Gate.Go => new Coming(at, Outlook.KindOf(send), [send.To]),
        Gate.Wait wait => new Coming(wait.Until, Outlook.KindOf(send), [send.To]),
        _ => null,
    };
}
