using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Introductions;

internal sealed class IntroductionPractice : Practice
{
    public override string Name => "introduction";

    public override Needs NeedsOf(Pair pair, Role by, ActionId action) => Needs.Of(pair.Introductions.Of(by));

    public override ImmutableArray<ActionId> Opening => [IntroductionActions.Open];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == IntroductionActions.Open)
            ruling.Form = IntroductionDialog.Form(ruling.DrawingFor(by));
    }

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted) => submitted.Form == IntroductionActions.Form ? IntroductionDialog.Form(drawing) : null;

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => IntroductionDialog.Submit(ruling, by, submitted);

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) =>
        [pair.Introductions.IsShown(reader.Other()) ? pair.Introductions.Of(reader.Other()) : null];

    public override IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) => IntroductionDialog.Plainly(drawing, author, sheet);

    public override Message? Draw(Drawing drawing, Card card) => card == IntroductionDialog.PartnersCard ? IntroductionDialog.Draw(drawing) : null;
}

internal sealed class StartPractice : Practice
{
    public override string Name => "start";

    public override void Retell(Ruling ruling, Role role) => StartCard.Redraw(ruling, role);

    public override Message? Draw(Drawing drawing, Card card) => StartCard.Draw(drawing);
}
