using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Reminders;

namespace TrustBot.Core.Machine;

/// <summary>What each stored card says, and which words it takes to say it.</summary>
public static partial class PairMachine
{
    /// <summary>Which words must be opened to draw this card for this reader; never one that the reader may not read.</summary>
    public static ImmutableArray<WordsId> CardNeeds(Pair pair, PersonId reader, Card card) => SeatOf(pair, reader) is { } role && Practices.Of(card) is { } practice
        ? [.. practice.CardNeeds(pair, role, card).OfType<WordsId>().Where(id => id.CanBeReadBy(reader))]
        : [];

    /// <summary>The message as it stands at <paramref name="now"/>; null when there is nothing left to say, and a message not yet sent is to be skipped.</summary>
    public static Message? Draw(PairView view, PersonId reader, Card card, Instant now)
    {
        if (view.Pair is { } quoting && view.SeatOf(reader) is { } to && ForgettingDialog.Quotes(view, quoting, reader, card))
        {
            var drawing = new Drawing(view, quoting, to, now);
            return drawing.Settled(drawing.Say.WordsRemoved);
        }
        if (view.Pair is not { } pair || view.SeatOf(reader) is not { } role || Draw(new Drawing(view, pair, role, now), card) is not { } message)
            return null;
        return pair.Joining is not JoiningState.Joined || pair.IsLiving ? message : message with { Buttons = Working(pair, message.Buttons), More = Working(pair, message.More) };
    }

    /// <summary>On the cards of a pair that has ended, the buttons that nothing follows any more are left out.</summary>
    private static ImmutableArray<Button> Working(Pair pair, ImmutableArray<Button> buttons) =>
        [.. buttons.Where(button => Practices.Of(button.Action) is not { } practice || Answers(practice, pair, button.Action))];

    /// <summary>A prompt's moment passes: it does not wait for the end of a rest, and of two that are due only the newer is worth sending.</summary>
    public static bool IsPrompt(Card card) => Practices.Of(card)?.IsPrompt(card) ?? false;

    /// <summary>Whether the record of a card that stands in a chat can go, because nothing about it changes any more.</summary>
    public static bool IsOver(Pair pair, Card card) => Practices.Of(card)?.IsOver(pair, card) ?? false;

    private static Message? Draw(Drawing drawing, Card card) => ReminderMessages.WithLater(drawing, card, Practices.Of(card)?.Draw(drawing, card));
}
