using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.TakingBack;

internal sealed class TakeBackPractice : Practice
{
    public override string Name => "words";

    public override ImmutableArray<ActionId> Opening => [TakeBackActions.Ask];

    /// <summary>As long as the other can read them, also after the end.</summary>
    public override bool NeedsBoth => false;

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == TakeBackActions.Ask)
            ruling.Form = TakeBackDialog.FormOf(ruling.DrawingFor(by), pressed.Argument);
    }

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted) =>
        submitted.Form == TakeBackActions.Form ? TakeBackDialog.FormOf(drawing, submitted.Argument) : null;

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        ruling.Reply = new FormReply.Close();
        TakeBackDialog.Do(ruling, by, submitted);
    }
}
