using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Meetings;

internal static class MeetingActions
{
    public static readonly ActionId Plan = new("meetings.plan.v1");
    public static readonly ActionId PlanForm = new("meetings.plan-form.v1");
    public static readonly ActionId ChooseDay = new("meetings.choose-day.v1");
    public static readonly ActionId Met = new("meetings.met.v1");

    public static readonly ImmutableDictionary<string, Met> Answers =
        ImmutableDictionary.CreateRange<string, Met>([new("yes", Meetings.Met.Yes), new("moved", Meetings.Met.Moved), new("not-yet", Meetings.Met.NotYet), new("no", Meetings.Met.No)]);
}

/// <summary>When do you meet next, and did you? Two people may answer differently: both answers stand.</summary>
internal static class MeetingDialog
{
    public static readonly Card PlanCard = new("meetings.plan");

    /// <summary>"Not yet" is asked again once, this many days later.</summary>
    private const int DaysUntilAskedAgain = 7;

    /// <summary>Without a named day and an agreed rhythm, the check comes at this distance.</summary>
    private const int UsualDays = 14;

    public static Card CheckCard(LocalDate of) => new("meetings.check", LocalDatePattern.Iso.Format(of));

    public static void AfterSigning(Ruling ruling, Role by)
    {
        ruling.Pair = ruling.Pair with { Meetings = ruling.Pair.Meetings with { LastAsked = ruling.Today(Role.Mentee) } };
        AskForNext(ruling, answering: by);
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        if (pressed.Action == MeetingActions.ChooseDay)
        {
            ruling.Form = MeetingMessages.PlanForm(drawing);
        }
        else if (pressed.Action == MeetingActions.Plan && int.TryParse(pressed.Argument, CultureInfo.InvariantCulture, out var days) && days is 7 or 14 or 28)
        {
            Plan(ruling, by, ruling.Today(by).PlusDays(days));
            ruling.Redraw(by, PlanCard, pressed.From);
        }
        else if (pressed.Action == MeetingActions.Met)
        {
            Answer(ruling, by, pressed);
        }
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        var day = LocalDatePattern.Iso.Parse(submitted.Answers["day"].Reveal());
        if (!day.Success || day.Value < ruling.Today(by) || day.Value > ruling.Today(by).PlusYears(1))
        {
            ruling.Reply = new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add("day", drawing.Say.DayOutOfReach));
            return;
        }
        Plan(ruling, by, day.Value);
        ruling.Answer(by, PlanCard, "meetings.planned", submitted.From);
        ruling.Reply = new FormReply.Close();
    }

    public static void Settle(Ruling ruling)
    {
        if (Due(ruling.View, ruling.Pair) is not { } due || ruling.Now < due.At)
            return;
        var check = new Check(due.Of, Met.Unsaid, Met.Unsaid, due.Again);
        ruling.Pair = ruling.Pair with { Meetings = ruling.Pair.Meetings with { Check = check, Planned = null, LastAsked = due.Of } };
        foreach (var role in Roles.Both)
        {
            var person = ruling.View.Of(role);
            var at = MorningAfter(due.Of, person.Hours);
            var key = SendKey.ForSlot(due.Again ? "meetings.check-again" : "meetings.check", due.Of, ruling.Pair.Id, person.Id);
            ruling.Add(new Send(key, person.Id, CheckCard(due.Of), at, at + Duration.FromHours(36)));
        }
    }

    public static Instant? NextDue(PairView view, Pair pair) => Due(view, pair)?.At;

    private static (LocalDate Of, bool Again, Instant At)? Due(PairView view, Pair pair)
    {
        var meetings = pair.Meetings;
        if (pair.Kickoff is not KickoffState.Signed && meetings.LastAsked is null)
            return null;
        if (meetings.Check is { Again: false } check && WantsAgain(check))
            return At(view, check.Of.PlusDays(DaysUntilAskedAgain), again: true);
        if (meetings.Planned is { } planned)
            return At(view, planned, again: false);
        return meetings.LastAsked is { } last ? At(view, last.PlusDays(UsualDays), again: false) : null;
    }

    private static (LocalDate, bool, Instant) At(PairView view, LocalDate of, bool again) =>
        (of, again, Instant.Min(MorningAfter(of, view.Mentor.Hours), MorningAfter(of, view.Mentee.Hours)));

    private static Instant MorningAfter(LocalDate day, People.WorkingHours hours)
    {
        var zone = Zones.Get(hours.Zone);
        return Window.NextOpening(zone.AtLeniently(day.PlusDays(1) + hours.Prompt.At).ToInstant(), hours, []);
    }

    private static bool WantsAgain(Check check) =>
        check is { Mentor: Met.NotYet, Mentee: not Met.Yes } or { Mentee: Met.NotYet, Mentor: not Met.Yes };

    private static void Answer(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (ruling.Pair.Meetings.Check is not { } check
            || pressed.Argument?.Split('|') is not [var of, var word]
            || of != LocalDatePattern.Iso.Format(check.Of)
            || !MeetingActions.Answers.TryGetValue(word, out var met)
            || check.AnswerOf(by) != Met.Unsaid)
        {
            if (LocalDatePattern.Iso.Parse(pressed.Argument?.Split('|')[0] ?? "") is { Success: true, Value: var day })
                ruling.Redraw(by, CheckCard(day), pressed.From);
            return;
        }
        var firstYes = met == Met.Yes && check.AnswerOf(by.Other()) != Met.Yes;
        ruling.Pair = ruling.Pair with
        {
            Meetings = ruling.Pair.Meetings with { Check = check.With(by, met), Count = ruling.Pair.Meetings.Count + (firstYes ? 1 : 0) },
            LastActivity = ruling.Today(by),
        };
        ruling.Note("meeting-answered", ruling.Pair.Of(by));
        ruling.Redraw(by, CheckCard(check.Of), pressed.From);
        if (firstYes)
            AfterMeeting(ruling, by);
        else if (met == Met.Moved)
            ruling.Answer(by, PlanCard, "meetings.plan");
    }

    private static void AfterMeeting(Ruling ruling, Role by)
    {
        var today = ruling.Today(by);
        if (ruling.Pair.Meetings.Count >= 2 && ruling.Pair.Reflection.StartsOn > today)
            ruling.Pair = ruling.Pair with { Reflection = ruling.Pair.Reflection with { StartsOn = today } };
        if (ruling.Pair.Meetings.Planned is null)
            AskForNext(ruling, answering: by);
    }

    /// <summary>The one who presses is asked; asking both would only make them ask each other.</summary>
    private static void AskForNext(Ruling ruling, Role answering) => ruling.Answer(answering, PlanCard, "meetings.plan");

    private static void Plan(Ruling ruling, Role by, LocalDate day)
    {
        ruling.Pair = ruling.Pair with { Meetings = ruling.Pair.Meetings with { Planned = day }, LastActivity = ruling.Today(by) };
        ruling.Note("meeting-planned", ruling.Pair.Of(by));
    }
}
