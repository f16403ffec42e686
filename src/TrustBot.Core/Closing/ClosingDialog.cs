using NodaTime;
using TrustBot.Core.Feedback;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Closing;

/// <summary>
/// A quiet end. The one who asks hears nothing from that moment but the one message that both get, in the same words, at a daily slot; until then
/// it can be taken back and does not exist for anybody else.
/// </summary>
internal static class ClosingDialog
{
    public static readonly Card AskCard = new("closing.ask");
    public static readonly Card ClosesCard = new("closing.closes");

    /// <summary>What is asked for can be taken back before its time, so what waits for it looks again.</summary>
    private static readonly Duration LongestWait = Duration.FromDays(1);

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == ClosingActions.Ask)
            ruling.Answer(by, AskCard, "closing.ask");
        else if (pressed.Action == ClosingActions.Choose)
            Choose(ruling, by, pressed.From);
        else if (pressed.Action == ClosingActions.TakeBack)
            TakeBack(ruling, by, pressed.From);
        else if (pressed.Action == ClosingActions.CheckIn)
            CheckInDialog.Press(ruling, by, pressed);
        else if (pressed.Action == ClosingActions.KeepNotes)
            ruling.Form = IsReadable(ruling.Pair) ? ClosingForms.Notes(ruling.DrawingFor(by)) : null;
        else if (pressed.Action == ClosingActions.NewPair)
            WantAnother(ruling, by, pressed.From);
        else
            GoodbyeDialog.Press(ruling, by, pressed);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        ruling.Reply = new FormReply.Close();
        if (submitted.Form == ClosingActions.Farewell)
        {
            GoodbyeDialog.Submit(ruling, by, submitted);
            return;
        }
        var showsAt = submitted.Answers["when"].Reveal() == ClosingActions.Soon
            ? ClosingTimes.NextSlot(ruling.View, ruling.Now)
            : ClosingTimes.AtCheckIn(ruling.View, ruling.Pair, ruling.Now);
        Ask(ruling, by, new Wish(showsAt, submitted.Answers.IsTicked("goodbye")), submitted.From);
    }

    /// <summary>Asking leaves no entry and no trace beside the wish itself.</summary>
    public static void Ask(Ruling ruling, Role by, Wish wish, SendKey? from)
    {
        if (!ruling.Pair.IsLiving)
            return;
        var asked = ruling.Pair.Closing as ClosingState.Asked ?? new ClosingState.Asked(null, null);
        ruling.Pair = ruling.Pair with { Closing = by == Role.Mentor ? asked with { Mentor = wish } : asked with { Mentee = wish } };
        ruling.Answer(by, AskCard, "closing.ask", from);
    }

    public static Wish? WishOf(Pair pair, Role role) => (pair.Closing as ClosingState.Asked)?.Of(role);

    /// <summary>Whether what the two wrote can still be read.</summary>
    public static bool IsReadable(Pair pair) => pair.Joining is JoiningState.Joined && pair.Closing is not ClosingState.Erased;

    /// <summary>The words that are answered as long as there is something to read.</summary>
    public static bool Reads(Command command) => command is Command.Status or Command.Agreement or Command.Reflect or Command.Goals;

    /// <summary>What an end lets through: to the one who asked nothing, and once it has shown only what is about the end itself.</summary>
    /// <returns>Null when an end has nothing to say about it.</returns>
    public static Gate? GateOf(Pair pair, Role role, Card card, Instant now)
    {
        if (pair.Closing is ClosingState.Asked asked && asked.Of(role) is not null)
            return PairMachine.IsPrompt(card) ? new Gate.Skip("ended") : new Gate.Wait(Instant.Min(asked.ShowsAt, now + LongestWait));
        return pair.Joining is JoiningState.Joined && !pair.IsLiving && Practices.Of(card) is not ClosingPractice ? new Gate.Skip("ended") : null;
    }

    public static void Settle(Ruling ruling)
    {
        if (ruling.Pair.Closing is ClosingState.Asked asked && ruling.Now >= asked.ShowsAt)
            Show(ruling, asked);
        while (ruling.Pair.Closing is ClosingState.Planned planned && ruling.Now >= StepDue(ruling.View, planned))
            Advance(ruling, planned);
        if (ruling.Pair.Closing is ClosingState.Closed closed && ruling.Now >= ClosingTimes.EndOf(ruling.View, closed.ReadableUntil))
            Erasure.Begin(ruling, closed);
        if (ruling.Pair.Closing is ClosingState.Erased { AgreementUntil: { } until } && ruling.Now >= ClosingTimes.EndOf(ruling.View, until))
            Erasure.Finish(ruling);
    }

    public static Instant? NextDue(PairView view, Pair pair) => pair.Closing switch
    {
        ClosingState.Asked asked => asked.ShowsAt,
        ClosingState.Planned planned => StepDue(view, planned),
        ClosingState.Closed closed => ClosingTimes.EndOf(view, closed.ReadableUntil),
        ClosingState.Erased { AgreementUntil: { } until } => ClosingTimes.EndOf(view, until),
        _ => null,
    };

    private static void Choose(Ruling ruling, Role by, SendKey? from)
    {
        if (ruling.Pair.IsLiving && WishOf(ruling.Pair, by) is null)
            ruling.Form = ClosingForms.End(ruling.DrawingFor(by));
        else
            ruling.Redraw(by, AskCard, from);
    }

    private static void TakeBack(Ruling ruling, Role by, SendKey? from)
    {
        if (ruling.Pair.Closing is ClosingState.Asked asked && asked.Of(by) is not null)
        {
            var other = asked.Of(by.Other());
            ruling.Pair = ruling.Pair with
            {
                Closing = other is null ? new ClosingState.Open() : by == Role.Mentor ? asked with { Mentor = null } : asked with { Mentee = null },
            };
        }
        ruling.Answer(by, AskCard with { Argument = ruling.Pair.IsLiving ? "taken-back" : null }, "closing.taken-back", from);
    }

    /// <summary>A rest ends with it, without a word: there is nothing left that goes on afterwards.</summary>
    private static void Show(Ruling ruling, ClosingState.Asked asked)
    {
        var shownOn = ClosingTimes.Today(ruling.View, ruling.Now);
        var on = shownOn.PlusDays(ClosingTimes.LastDays);
        var until = on.PlusDays(Math.Max(0, ruling.View.Programme.TextDays));
        ruling.Pair = ruling.Pair with { Closing = new ClosingState.Planned(shownOn, on, until, Step.Shown, Leaving.After(asked.Mentor), Leaving.After(asked.Mentee)), Rest = null };
        FeedbackRounds.Drop(ruling);
        ruling.Note("closing", null);
        foreach (var role in Roles.Both)
            ruling.Tell(role, ClosesCard, "closing.closes");
    }

    private static Instant StepDue(PairView view, ClosingState.Planned planned) => planned.Step switch
    {
        Step.Shown => ClosingTimes.SlotOn(view, planned.ShownOn.PlusDays(ClosingTimes.GoodbyeDays)),
        Step.Asked => ClosingTimes.SlotOn(view, planned.ShownOn.PlusDays(ClosingTimes.FarewellDays)),
        _ => ClosingTimes.SlotOn(view, planned.On),
    };

    private static void Advance(Ruling ruling, ClosingState.Planned planned)
    {
        switch (planned.Step)
        {
            case Step.Shown:
                ruling.Pair = ruling.Pair with { Closing = planned with { Step = Step.Asked } };
                GoodbyeDialog.Offer(ruling, planned);
                break;
            case Step.Asked:
                ruling.Pair = ruling.Pair with { Closing = planned with { Step = Step.Farewell } };
                GoodbyeDialog.Open(ruling, planned);
                break;
            default:
                GoodbyeDialog.Drop(ruling, planned);
                ruling.Pair = ruling.Pair with { Closing = new ClosingState.Closed(planned.On, planned.ReadableUntil, planned.Mentor, planned.Mentee) };
                ruling.Note("closed", null);
                break;
        }
    }

    private static void WantAnother(Ruling ruling, Role by, SendKey? from)
    {
        ClosingState? wanted = ruling.Pair.Closing switch
        {
            ClosingState.Planned planned when !planned.Of(by).WantsAnother => planned.With(by, planned.Of(by) with { WantsAnother = true }),
            ClosingState.Closed closed when !closed.Of(by).WantsAnother => closed.With(by, closed.Of(by) with { WantsAnother = true }),
            _ => null,
        };
        if (wanted is not null)
            ruling.Pair = ruling.Pair with { Closing = wanted };
        ruling.Redraw(by, ClosesCard, from);
    }
}
