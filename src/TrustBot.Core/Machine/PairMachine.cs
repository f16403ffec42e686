using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Closing;
using TrustBot.Core.Goals;
using TrustBot.Core.Introductions;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Meetings;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Reflection;
using TrustBot.Core.Reminders;
using TrustBot.Core.Resting;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>Decides everything about one pair. Pure: the same view, input and moment give the same decision.</summary>
public static partial class PairMachine
{
    /// <summary>A rest can end before its day, so what waits for its end looks again.</summary>
    private static readonly Duration LongestWait = Duration.FromDays(1);

    /// <summary>Which words must be opened before <see cref="Decide"/> is called with this input; most inputs need none.</summary>
    public static Needs Needs(Pair? pair, Input input) => pair is null ? Machine.Needs.Nothing : input switch
    {
        Input.Pressed pressed when SeatOf(pair, pressed.By) is { } by => Practices.Of(pressed.Action)?.NeedsOf(pair, by, pressed.Action) ?? Machine.Needs.Nothing,
        Input.Submitted submitted when SeatOf(pair, submitted.By) is { } by => Practices.Of(submitted.Form)?.NeedsOf(pair, by, submitted.Form) ?? Machine.Needs.Nothing,
        _ => Machine.Needs.Nothing,
    };

    /// <summary>Settles what is due at <paramref name="now"/>, then takes the input.</summary>
    public static Decision Decide(PairView view, Input input, Instant now)
    {
        if (view.Pair is null)
            return input is Input.Proposed proposed ? Propose(view, proposed, now) : Decision.None(null);
        var ruling = new Ruling(view, view.Pair, now);
        Settle(ruling);
        Take(ruling, input);
        ReminderDialog.Tidy(ruling);
        return ruling.Done((input as Input.Submitted)?.Nonce);
    }

    /// <summary>Whether a message may go out now, whatever was right when it was decided.</summary>
    public static Gate MayGo(PairView view, Send send, Instant now)
    {
        if (view.Pair is not { } pair || view.SeatOf(send.To) is not { } role)
            return new Gate.Skip("not-a-member");
        if (ForgettingDialog.GateOf(view, send, role) is { } forgotten)
            return forgotten;
        if (send.Answers)
            return new Gate.Go();
        if (now >= send.UsefulUntil)
            return new Gate.Skip("late");
        if (pair.Joining is JoiningState.Proposed || (pair.Joining is JoiningState.NotStarted && send.Card != JoiningDialog.DidNotStart))
            return new Gate.Skip("ended");
        if (!JoiningDialog.IsCurrent(pair, send.Card))
            return new Gate.Skip("cancelled");
        // What everybody reads must tell neither of an end nor of a rest before it shows; once it does, the moment passes.
        if (send.Place is not null && (!pair.IsLiving || pair.Rest is { Shown: true }))
            return new Gate.Skip(pair.IsLiving ? "resting" : "ended");
        if (send.Place is null && ClosingDialog.GateOf(pair, role, send.Card, now) is { } closing)
            return closing;
        if (send.Place is null && pair.Rest is { } rest && rest.Covers(role) && send.Card != RestDialog.BeginsCard)
            return IsPrompt(send.Card) ? new Gate.Skip("resting") : new Gate.Wait(Instant.Min(RestDialog.EndsAt(view, rest), now + LongestWait));
        if (send.Place is null && pair.Away.Holds && IsPrompt(send.Card))
            return new Gate.Skip("away");
        if (send.Replaces is null && Practices.Of(send.Card) is { } practice && !practice.IsStillOpen(new Drawing(view, pair, role, now), send.Card))
            return new Gate.Skip("settled");
        var opening = Window.NextOpening(now, view.Of(role).Hours, []);
        return opening > now ? new Gate.Wait(opening) : new Gate.Go();
    }

    /// <summary>The earliest moment at which anything about the pair can be due; null when nothing is planned.</summary>
    public static Instant? NextWake(PairView view, Instant now)
    {
        var pair = view.Pair!;
        Instant? next = null;
        foreach (var practice in Practices.All)
        {
            if (Acts(practice, pair) && practice.NextDue(view, pair) is { } at && (next is null || at < next))
                next = at;
        }
        return next;
    }

    private static Decision Propose(PairView view, Input.Proposed proposed, Instant now)
    {
        if (JoiningDialog.IsRefused(view.Mentor, proposed.Programme) || JoiningDialog.IsRefused(view.Mentee, proposed.Programme))
            return Decision.None(null);
        var ruling = new Ruling(view, JoiningDialog.Propose(proposed), now);
        if (!proposed.Reason.IsEmpty)
            ruling.Pair = ruling.Pair with { Reason = ruling.Write(Visibility.UsTwo, proposed.Coordinator.Value, proposed.Reason) };
        ruling.Note("proposed", proposed.Coordinator);
        return ruling.Done(null);
    }

    private static void Settle(Ruling ruling)
    {
        foreach (var practice in Practices.All)
        {
            if (Acts(practice, ruling.Pair))
                practice.Settle(ruling);
        }
    }

    private static void Take(Ruling ruling, Input input)
    {
        switch (input)
        {
            case Input.Invited invited:
                JoiningDialog.Invite(ruling, invited);
                break;
            case Input.InvitationCancelled:
                JoiningDialog.Cancel(ruling);
                break;
            case Input.CadenceSet set:
                if (!Equals(ruling.Pair.Cadence, set.Cadence))
                    ruling.Pair = ruling.Pair with { Cadence = set.Cadence };
                break;
            case Input.Pressed pressed when ruling.View.SeatOf(pressed.By) is { } by && !ruling.View.Of(by).IsForgotten:
                Press(ruling, by, pressed);
                ruling.Form = ruling.Form is { } form ? ForgettingDialog.WithoutGone(form, ruling.DrawingFor(by)) : null;
                break;
            case Input.Submitted submitted when ruling.View.SeatOf(submitted.By) is { } by:
                Submit(ruling, by, submitted);
                break;
            case Input.Asked asked when ruling.View.SeatOf(asked.By) is { } by && !ruling.View.Of(by).IsForgotten:
                Asked(ruling, by, asked.Command);
                break;
            case Input.PersonChanged changed when ruling.View.SeatOf(changed.Person) is { } by:
                JoiningDialog.NoMore(ruling, by);
                ruling.Redraw(by, ruling.Pair.Joining.AnswerOf(by) == Answer.Yes ? PeopleMessages.HoursCard : JoiningDialog.Invitation, changed.From);
                if (changed.Language && ruling.Pair.Joining is JoiningState.Joined)
                {
                    foreach (var practice in Practices.All)
                        practice.Retell(ruling, by);
                }
                Rewake(ruling);
                break;
            case Input.PersonForgotten forgotten when ruling.View.SeatOf(forgotten.Person) is { } by:
                ForgettingDialog.Leave(ruling, by, forgotten.Standing);
                break;
            case Input.ProgrammeChanged:
            // What it was woken for may have moved, and nothing else would wake it.
            case Input.Woken when ruling.Pair.NextWake <= ruling.Now:
                Rewake(ruling);
                break;
        }
    }

    /// <summary>Other people's hours or another rhythm move the next wake; a pair whose wake stays is not written.</summary>
    private static void Rewake(Ruling ruling)
    {
        if (NextWake(ruling.View with { Pair = ruling.Pair }, ruling.Now) != ruling.Pair.NextWake)
            ruling.Pair = ruling.Pair with { };
    }

    private static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (Practices.Of(pressed.Action) is not { } practice)
            return;
        var acts = Acts(practice, ruling.Pair);
        if (Answers(practice, ruling.Pair, pressed.Action))
            practice.Press(ruling, by, pressed);
        else if (ruling.Pair.Joining is JoiningState.Joined)
            ruling.Answer(by, ClosingDialog.ClosesCard, "closing.late");
        if (!acts)
            ruling.Form = ruling.Form?.OnlyRead();
    }

    /// <summary>Whether a practice acts by itself: those that need both do so only while the two are a pair.</summary>
    private static bool Acts(Practice practice, Pair pair) => !practice.NeedsBoth || pair.IsLiving;

    /// <summary>Whether it takes this press or form: once a pair has ended, only what reads still does.</summary>
    private static bool Answers(Practice practice, Pair pair, ActionId action) =>
        Acts(practice, pair) || (ClosingDialog.IsReadable(pair) && practice.StaysOpen(action));

    /// <summary>Answers are held against the form as it would be drawn today; only then does a dialog see them.</summary>
    private static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = ruling.DrawingFor(by);
        if (ruling.Pair.Joining is not JoiningState.Joined
            || drawing.Me.IsForgotten
            || Practices.Of(submitted.Form) is not { } practice
            || !Answers(practice, ruling.Pair, submitted.Form)
            || practice.FormOf(drawing, submitted) is not { } form)
        {
            ruling.Reply = FormReply.Errors.Of(drawing.Say.MovedOn);
            return;
        }
        submitted = submitted with { Answers = FormCheck.Clean(form, submitted.Answers) };
        var errors = FormCheck.Check(form, submitted.Answers, drawing.Say);
        if (!errors.IsEmpty)
        {
            ruling.Reply = new FormReply.Errors(errors) { Form = form };
            return;
        }
        practice.Submit(ruling, by, submitted);
        if (ruling.Reply is FormReply.Errors { Form: null } refused)
            ruling.Reply = refused with { Form = form };
    }

    private static void Asked(Ruling ruling, Role by, Command command)
    {
        if (ruling.Pair.Joining is not JoiningState.Joined)
            return;
        if (!ruling.Pair.IsLiving && !(ClosingDialog.IsReadable(ruling.Pair) && ClosingDialog.Reads(command)))
        {
            ruling.Answer(by, ClosingDialog.ClosesCard, "closing.late");
            return;
        }
        foreach (var practice in Practices.All)
        {
            if (practice.Asked(ruling, by, command))
                return;
        }
    }

    private static Role? SeatOf(Pair pair, PersonId person) => person == pair.Mentor ? Role.Mentor : person == pair.Mentee ? Role.Mentee : null;
}
