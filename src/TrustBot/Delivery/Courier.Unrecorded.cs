using TrustBot.Core.Machine;
using TrustBot.Pairs;

namespace TrustBot.Delivery;

/// <summary>Messages drawn anew without a row: what a person did with them is not to be read from the ledger.</summary>
internal sealed partial class Courier
{
    /// <summary>One attempt each. What fails is left as it was.</summary>
    public async ValueTask RedrawAsync(Subject subject, IReadOnlyCollection<Unrecorded> redraws, CancellationToken cancellation)
    {
        if (redraws.Count == 0)
            return;
        using var pass = await gate.EnterAsync(subject, cancellation);
        var ledger = await Ledger.ReadAsync(table, subject, parsed, cancellation);
        foreach (var redraw in redraws)
            await RedrawAsync(subject, ledger, redraw, cancellation);
    }

    private async ValueTask RedrawAsync(Subject subject, Ledger ledger, Unrecorded redraw, CancellationToken cancellation)
    {
        var now = clock.Now;
        var send = new Send(redraw.Message, redraw.To, redraw.Card, now, now);
        if (ledger.Find(redraw.Message)?.State is not SendState.Sent || await desks.OpenAsync(subject, cancellation) is not { } desk || desk.Receiver(redraw.To)?.Reachable is not { } address)
            return;
        var channel = carrier.Find(address.Channel);
        if (channel is null || StandingOf(ledger, redraw, channel.LaneOf(address)) is not { } standing || await desk.DrawAsync(send, now, cancellation) is not { } message)
            return;
        await carrier.CallAsync(channel, address, standing.Reference, new Envelope(redraw.Message, new(subject.Id), redraw.To, message), cancellation);
    }

    /// <returns>Where the message stands in the place where its receiver is now, unless it went to somebody else.</returns>
    private static SendState.Sent? StandingOf(Ledger ledger, Unrecorded redraw, string lane) =>
        ledger.LineageOf(redraw.Message, redraw.To, self: null).In(lane)?.State as SendState.Sent;
}
