using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Privacy;

/// <summary>
/// What a pair does when one of its members asks to be forgotten: it ends at once, and says so in the words of any end. The rows are deleted by
/// whoever has the store; everything that would quote them says that they were removed.
/// </summary>
internal static class ForgettingDialog
{
    public static void Leave(Ruling ruling, Role by, ImmutableArray<StandingMessage> standing)
    {
        if (ruling.Pair.Reason is { } reason)
        {
            ruling.Erase(reason);
            ruling.Pair = ruling.Pair with { Reason = null };
        }
        foreach (var practice in Practices.All)
            practice.Forget(ruling, by);
        var isTold = ruling.Pair.Closing is ClosingState.Planned;
        End(ruling, by);
        foreach (var message in standing.Where(message => Quotes(ruling.View, ruling.Pair, message.To, message.Card) || (isTold && NamesTheEnd(message))))
            Redraw(ruling, message);

        bool NamesTheEnd(StandingMessage message) => message.To == ruling.Pair.Of(by.Other()) && message.Card == ClosingDialog.ClosesCard;
    }

    /// <summary>Whether the card would show words whose author was forgotten.</summary>
    public static bool Quotes(PairView view, Pair pair, PersonId reader, Card card) =>
        (view.Mentor.IsForgotten || view.Mentee.IsForgotten)
        && PairMachine.CardNeeds(pair, reader, card).Any(words => view.SeatOf(new PersonId(words.Author)) is { } author && view.Of(author).IsForgotten);

    /// <returns>Null when forgetting has nothing to say about it.</returns>
    public static Gate? GateOf(PairView view, Send send, Role to) =>
        view.Of(to).Forgetting is { } forgetting && (forgetting.Done || send.Replaces is null) ? new Gate.Skip("forgotten")
        : send.Replaces is null && Quotes(view, view.Pair!, send.To, send.Card) ? new Gate.Skip("forgotten")
        : null;

    /// <summary>A window says where words were, instead of showing an empty place.</summary>
    public static Form WithoutGone(Form form, Drawing drawing) => !drawing.Other.IsForgotten ? form : form with
    {
        Parts = [.. form.Parts.Select(part => part is FormPart.Wrote { Words.IsEmpty: true } ? new FormPart.Note(drawing.Say.WordsRemoved) : part)],
    };

    private static void End(Ruling ruling, Role by)
    {
        switch (ruling.Pair.Joining)
        {
            case JoiningState.Proposed:
                // Nobody was asked, so nobody is told.
                ruling.Pair = ruling.Pair with { Joining = new JoiningState.NotStarted(ruling.Now, RefusedBy(Role.Mentor), RefusedBy(Role.Mentee), Again.Unsaid, Again.Unsaid) };
                break;
            case JoiningState.Inviting inviting:
                ruling.Pair = ruling.Pair with
                {
                    Joining = by == Role.Mentor ? inviting with { Mentor = Answer.NotThisProgramme } : inviting with { Mentee = Answer.NotThisProgramme },
                };
                break;
            case JoiningState.Joined when ruling.View.Of(by.Other()).IsForgotten:
                Erasure.BothForgotten(ruling, ClosingTimes.Today(ruling.View, ruling.Now));
                break;
            case JoiningState.Joined:
                Close(ruling, by);
                break;
        }
        Answer RefusedBy(Role role) => role == by ? Answer.NotThisProgramme : Answer.Open;
    }

    private static void Close(Ruling ruling, Role by)
    {
        var pair = ruling.Pair;
        var today = ClosingTimes.Today(ruling.View, ruling.Now);
        switch (pair.Closing)
        {
            case ClosingState.Open or ClosingState.Asked:
                Closed(new ClosingState.Closed(today, today.PlusDays(Math.Max(0, ruling.View.Programme.TextDays)), Leaving.After(null), Leaving.After(null)));
                ruling.Note("closing", null);
                ruling.Tell(by.Other(), ClosingDialog.ClosesCard, "closing.closes");
                break;
            // The one message of every end was decided on when it showed; where it stands it is drawn anew, and nobody is told twice.
            case ClosingState.Planned planned:
                GoodbyeDialog.Drop(ruling, planned);
                Closed(new ClosingState.Closed(today, planned.ReadableUntil, planned.Mentor, planned.Mentee));
                ruling.Note("closed", null);
                break;
            case ClosingState.Closed closed:
                Closed(closed);
                break;
        }

        void Closed(ClosingState.Closed closed) =>
            ruling.Pair = pair with { Closing = closed.With(by, new Leaving(Goodbye.Unsaid, null, false)), Rest = null };
    }

    /// <summary>Nobody is disturbed by it, at any hour.</summary>
    private static void Redraw(Ruling ruling, StandingMessage message) => ruling.Add(
        new Send(new SendKey($"gone~{message.Key}"), message.To, message.Card, ruling.Now, ruling.Now + Ruling.ServiceUseful, message.Key, Answers: true) { OnlyInPlace = true });
}
