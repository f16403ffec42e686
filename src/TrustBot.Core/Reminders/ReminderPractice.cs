using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Reminders;

internal sealed class ReminderPractice : Practice
{
    public override string Name => "reminders";

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => ReminderDialog.Press(ruling, by, pressed);

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.Snooze snooze)
            return false;
        ReminderDialog.Asked(ruling, by, snooze.Until);
        return true;
    }

    public override void Settle(Ruling ruling) => ReminderDialog.Settle(ruling);

    public override Instant? NextDue(PairView view, Pair pair) => ReminderDialog.NextDue(view, pair);

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) =>
        AskOf(card) is { } ask && Practices.Of(ask) is { } practice and not ReminderPractice ? practice.CardNeeds(pair, reader, ask) : [];

    public override Message? Draw(Drawing drawing, Card card) =>
        card.Kind == ReminderDialog.NothingKind ? drawing.Settled(drawing.Say.NothingToPutOff(drawing.Partner))
        : AskOf(card) is { } ask ? Draw(drawing, card, ask)
        : null;

    private static Message? Draw(Drawing drawing, Card card, Card ask) => card.Kind switch
    {
        ReminderDialog.AgainKind => ReminderMessages.Again(drawing, ask, ReminderDialog.ComingOf(card)!.Value.Time),
        ReminderDialog.BackKind => ReminderMessages.Back(drawing, ask),
        ReminderDialog.LaterKind => ReminderMessages.Later(drawing, ask),
        ReminderDialog.PutOffKind => ReminderMessages.PutOff(drawing, ask),
        _ => null,
    };

    public override bool IsPrompt(Card card) => card.Kind is ReminderDialog.AgainKind or ReminderDialog.BackKind;

    public override bool IsStillOpen(Drawing drawing, Card card) => !IsPrompt(card) || (ReminderDialog.ComingOf(card) is var (time, ask)
        && ReminderDialog.Find(drawing.View, drawing.Pair, drawing.Reader, ask) is not null
        && (card.Kind != ReminderDialog.BackKind || drawing.Pair.Reminders.Of(drawing.Reader, ask)?.PutOff == time));

    public override bool IsOver(Pair pair, Card card) =>
        IsPrompt(card) && (ReminderDialog.ComingOf(card) is not var (_, ask) || Roles.Both.All(role => pair.Reminders.Of(role, ask) is null));

    private static Card? AskOf(Card card) =>
        card.Kind is ReminderDialog.AgainKind or ReminderDialog.BackKind ? ReminderDialog.ComingOf(card)?.Ask : ReminderDialog.AskOf(card.Argument);
}
