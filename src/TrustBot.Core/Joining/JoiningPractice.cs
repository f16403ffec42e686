using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Joining;

internal sealed class JoiningPractice : Practice
{
    public override string Name => "joining";

    public override bool NeedsBoth => false;

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => JoiningDialog.Press(ruling, by, pressed);

    public override void Settle(Ruling ruling) => JoiningDialog.Settle(ruling);

    public override Instant? NextDue(PairView view, Pair pair) => JoiningDialog.NextDue(pair);

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) =>
        card.Kind == JoiningDialog.Invitation.Kind && reader == Role.Mentee ? [pair.Reason] : [];

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        "joining.invitation" => JoiningMessages.Invitation(drawing),
        "joining.not-started" => JoiningMessages.DidNotStart(drawing),
        "joining.ask" => JoiningMessages.AskCoordinator(drawing),
        _ => null,
    };
}
