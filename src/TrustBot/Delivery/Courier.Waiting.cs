using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <summary>How the courier writes down what became of a message, and until when one waits.</summary>
internal sealed partial class Courier
{
    /// <summary>Why a message waits whose method has a limit of its own.</summary>
    private const string Turn = "turn";

    private async ValueTask WaitAsync(CourierRun run, SendRow row, SendState.Wait wait, CancellationToken cancellation)
    {
        // A row that waits for the same still does not need another write; after its last useful moment it is skipped.
        var until = Instant.Min(wait.Until, row.Send.UsefulUntil + Duration.FromMilliseconds(1));
        if (row.State is SendState.Wait same && same.Reason == wait.Reason && same.Until > clock.Now)
            run.At(same.Until);
        else
            await MoveAsync(run, row.Send.Key, wait with { Until = until }, cancellation);
    }

    private static async ValueTask MoveAsync(CourierRun run, SendKey key, SendState to, CancellationToken cancellation)
    {
        if (!await run.Ledger.MoveAsync(key, to, cancellation))
            run.Again = true;
        else if (to is SendState.Wait wait)
            Await(run, run.Ledger[key].Send, wait);
        else if (to is SendState.Unknown unknown)
            run.At(unknown.LookAt);
    }

    /// <summary>What the channel asked to wait for holds up what was decided later for the same person; what waits for its own hour, or for a limit of its own, does not.</summary>
    private static void Await(CourierRun run, Send send, SendState.Wait wait)
    {
        if (wait.Reason is "hours" or Turn || IsForAnAddress(wait))
            run.At(wait.Until);
        else
            run.Hold(send.To, wait.Until);
    }

    /// <summary>Whether it is tried as soon as somebody looks.</summary>
    internal static bool IsForAnAddress(SendState.Wait wait) => wait.Reason is "no-address" or "no-channel";
}
