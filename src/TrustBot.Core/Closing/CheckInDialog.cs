using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Prompts;
using TrustBot.Core.Resting;

namespace TrustBot.Core.Closing;

/// <summary>Carry on, rest or finish: asked of everybody, apart, on the same set days. Every answer settles it the same way, and silence carries on.</summary>
internal static class CheckInDialog
{
    public const string Kind = "closing.check-in";

    public static Card CardOf(LocalDate day) => PromptDialog.CardOf(Kind, day);

    public static Instant? NextDue(PairView view, Pair pair) => ClosingTimes.NextCheckIn(view, pair) is { } day
        ? Instant.Min(ClosingTimes.CheckInAt(day, view.Mentor.Hours), ClosingTimes.CheckInAt(day, view.Mentee.Hours))
        : null;

    public static void Settle(Ruling ruling)
    {
        while (NextDue(ruling.View, ruling.Pair) is { } due && ruling.Now >= due)
        {
            var day = ClosingTimes.NextCheckIn(ruling.View, ruling.Pair)!.Value;
            ruling.Pair = ruling.Pair with { CheckIns = new CheckInState(day, false, false) };
            var ends = ClosingTimes.CheckInEnds(ruling.View, day);
            if (ruling.Now >= ends)
                continue;
            foreach (var role in Roles.Both)
            {
                var to = ruling.Pair.Of(role);
                var at = ClosingTimes.CheckInAt(day, ruling.View.Of(role).Hours);
                ruling.Add(new Send(SendKey.ForSlot(Kind, day, ruling.Pair.Id, to), to, CardOf(day), at, ends));
            }
        }
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Argument?.Split('|') is not [var date, var answer]
            || answer is not (ClosingActions.CarryOn or ClosingActions.Rest or ClosingActions.Finish)
            || PromptDialog.SlotOf(date) is not { } day)
        {
            return;
        }
        var isOpen = IsOpen(ruling.DrawingFor(by), day);
        if (isOpen)
            ruling.Pair = ruling.Pair with { CheckIns = ruling.Pair.CheckIns.SettledFor(by) };
        ruling.Redraw(by, CardOf(day), pressed.From);
        if (!isOpen)
            return;
        if (answer == ClosingActions.Rest)
            ruling.Answer(by, RestDialog.AskCard, "rest.ask");
        else if (answer == ClosingActions.Finish)
            ClosingDialog.Ask(ruling, by, new Wish(ClosingTimes.CheckInEnds(ruling.View, day), false), null);
    }

    public static bool IsOpen(Drawing drawing, LocalDate day) =>
        drawing.Pair.IsLiving
        && drawing.Pair.CheckIns is var checkIns && checkIns.Last == day && !checkIns.IsSettledFor(drawing.Reader)
        && drawing.Now < ClosingTimes.CheckInEnds(drawing.View, day);
}
