using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Away;

internal sealed class AwayPractice : Practice
{
    public override string Name => "away";

    public override void Settle(Ruling ruling) => AwayDialog.Settle(ruling);

    public override Instant? NextDue(PairView view, Pair pair) => AwayDialog.NextDue(view, pair);

    public override Message? Draw(Drawing drawing, Card card) => card == AwayDialog.GoneCard ? AwayDialog.Draw(drawing) : null;

    public override bool IsStillOpen(Drawing drawing, Card card) => AwayDialog.IsTold(drawing);
}
