using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Reminders;

internal static class ReminderMessages
{
    /// <summary>Buttons in sight beside which another one finds room.</summary>
    private const int MostInSight = 3;

    /// <summary>Gives a message that waits for an answer the button that puts it off.</summary>
    public static Message? WithLater(Drawing drawing, Card card, Message? message)
    {
        if (message is null or { Settled: true } || Open(drawing, card) is null)
            return message;
        var later = new Button(drawing.Say.Later, ReminderActions.Later, ReminderDialog.NameOf(card));
        return message.Buttons.Length < MostInSight ? message with { Buttons = message.Buttons.Add(later) } : message with { More = message.More.Insert(0, later) };
    }

    /// <summary>The card itself, with one sentence that says why it comes once more.</summary>
    public static Message? Again(Drawing drawing, Card ask, int time) => Inner(drawing, ask) is { } inner && Open(drawing, ask) is { } open
        ? inner with { Why = drawing.Say.WhyAgain(time, open.Reminders) }
        : Inner(drawing, ask);

    public static Message? Back(Drawing drawing, Card ask) =>
        Inner(drawing, ask) is { } inner && Open(drawing, ask) is not null ? inner with { Why = drawing.Say.WhyBack } : Inner(drawing, ask);

    public static Message? Later(Drawing drawing, Card ask)
    {
        if (Inner(drawing, ask) is not { } inner)
            return null;
        if (inner.Settled || Open(drawing, ask) is null)
            return inner;
        var say = drawing.Say;
        var name = ReminderDialog.NameOf(ask);
        var offers = Putting.Offers(drawing.Now, drawing.Me.Hours);
        return drawing.Message(inner.Title, say.LaterText) with
        {
            Parts =
            [
                new Part.Paragraph(say.LaterText),
                new Part.Lines([.. offers.Select(offer => new Line(say.PutOffTo(offer.To), new Privacy.Words(say.Moment(offer.At.InZone(drawing.Zone)))))]),
            ],
            Buttons =
            [
                .. offers.Select(offer => new Button(say.PutOffTo(offer.To), ReminderActions.PutOff, $"{offer.To}|{name}")),
                new Button(say.RatherNow, ReminderActions.Now, name),
            ],
        };
    }

    public static Message? PutOff(Drawing drawing, Card ask) =>
        drawing.Pair.Reminders.Of(drawing.Reader, ask) is { BackAt: { } at } && at > drawing.Now
            ? drawing.Settled(drawing.Say.ComesBack(drawing.Partner, drawing.Say.Moment(at.InZone(drawing.Zone)))) with { More = [new Button(drawing.Say.RatherNow, ReminderActions.Now, ReminderDialog.NameOf(ask))] }
            : Inner(drawing, ask);

    private static Ask? Open(Drawing drawing, Card ask) => ReminderDialog.Find(drawing.View, drawing.Pair, drawing.Reader, ask);

    private static Message? Inner(Drawing drawing, Card ask) =>
        Practices.Of(ask) is { } practice and not ReminderPractice ? WithLater(drawing, ask, practice.Draw(drawing, ask)) : null;
}
