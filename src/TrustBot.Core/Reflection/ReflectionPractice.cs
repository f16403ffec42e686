using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.TakingBack;

namespace TrustBot.Core.Reflection;

internal sealed class ReflectionPractice : Practice
{
    public override string Name => "reflection";

    public override bool StaysOpen(ActionId action) => action == ReflectionActions.Notebook || action == ReflectionActions.NoteForm || action == ReflectionActions.TakeBack;

    public override Needs NeedsOf(Pair pair, Role by, ActionId action) =>
        ReflectionActions.ReadNotes.Contains(action) ? new Needs([], pair.Of(by)) : Needs.Nothing;

    public override ImmutableArray<ActionId> Opening => [ReflectionActions.Write, ReflectionActions.Notebook, ReflectionActions.Share, ReflectionActions.TakeBack];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => ReflectionDialog.Press(ruling, by, pressed);

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted)
    {
        if (submitted.Form == ReflectionActions.NoteForm)
            return ReflectionForms.AnyNote(drawing, submitted.Argument);
        if (submitted.Form == ReflectionActions.ShareForm)
            return ReflectionForms.Share(drawing, submitted.Argument);
        if (submitted.Form == ReflectionActions.Notebook)
            return ReflectionForms.Notebook(drawing);
        return submitted.Form == ReflectionActions.SendForm ? ReflectionForms.Preview(drawing, Words.None) : null;
    }

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => ReflectionDialog.Submit(ruling, by, submitted);

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.Reflect)
            return false;
        ruling.Answer(by, ReflectionMessages.OpenCard, "reflection.open");
        return true;
    }

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) => card.Kind != "reflection.shared"
        ? []
        : pair.Reflection.Shared.Where(line => !line.IsTakenBack && line.Number.ToString(CultureInfo.InvariantCulture) == card.Argument).Select(line => line.Words);

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        ReflectionDialog.AskKind => ReflectionMessages.Ask(drawing, card.Argument),
        "reflection.open" => ReflectionMessages.Open(drawing),
        "reflection.shared" => ReflectionMessages.Shared(drawing, card.Argument),
        "reflection.reply" => ReflectionMessages.Reply(drawing, card.Argument),
        _ => null,
    };

    public override bool IsPrompt(Card card) => card.Kind == ReflectionDialog.AskKind;

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind switch
    {
        ReflectionDialog.AskKind => ReflectionDialog.IsWorthAsking(drawing, card),
        "reflection.shared" => drawing.Pair.Reflection.Shared.Any(line => !line.IsTakenBack && ReflectionDialog.SharedCard(line.Number) == card),
        _ => true,
    };

    public override bool IsOver(Pair pair, Card card) => card.Kind == ReflectionDialog.AskKind && ReflectionDialog.RoundOf(pair, card.Argument) is null;

    /// <summary>Only the newest: a round before it has had its time.</summary>
    public override IEnumerable<Ask> Asks(PairView view, Pair pair, Role role) => pair.Reflection.Rounds.LastOrDefault() is { } round && !round.IsSettledFor(role)
        ? [new Ask(ReflectionDialog.AskCard(round.Slot), Rhythm.DeliveryFor(round.Slot, view.Of(role).Hours, []))]
        : [];

    public override IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) => ReflectionForms.Plainly(drawing, sheet);

    public override Sent? SentOf(Drawing drawing, string name) => ReflectionDialog.SentOf(drawing, name);

    public override bool CanOffer(PairView view, Pair pair, LocalDate slot) => true;

    public override void Offer(Ruling ruling, Slot slot) => ReflectionDialog.Ask(ruling, slot);
}
