using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Feedback;
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

    /// <summary>Without a named day, the check comes round at this distance.</summary>
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
        else if (pressed.Action == MeetingActions.Plan && int.TryParse(pressed.Argument, CultureInfo.InvariantCulture, out var days) && days is 7 or 14)
        {
            if (ruling.Pair.Meetings.Planned is null)
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
            ruling.Reply = new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add("day", drawing.Say.DayNotAhead));
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
        var meetings = ruling.Pair.Meetings;
        var check = due.Again
            ? new Check(due.Of, Once(meetings.Check!.Mentor), Once(meetings.Check.Mentee), Again: true)
            : new Check(due.Of, Met.Unsaid, Met.Unsaid, Again: false) { Named = meetings.Planned is not null };
        ruling.Pair = ruling.Pair with { Meetings = meetings with { Check = check, Planned = due.Again ? meetings.Planned : null, LastAsked = due.Of } };
        foreach (var role in Roles.Both)
        {
            if (due.Again && meetings.Check!.AnswerOf(role) != Met.NotYet)
                continue;
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
        var next = meetings.Planned ?? meetings.LastAsked?.PlusDays(UsualDays);
        if (meetings.Check is { Again: false } check && WantsAgain(check) && check.Of.PlusDays(DaysUntilAskedAgain) is var again && !(next < again))
            return At(view, again, again: true);
        return next is { } day ? At(view, day, again: false) : null;
    }

    private static (LocalDate, bool, Instant) At(PairView view, LocalDate of, bool again) =>
        (of, again, Instant.Min(MorningAfter(of, view.Mentor.Hours), MorningAfter(of, view.Mentee.Hours)));

    /// <summary>The person's hour on their first work day after it, whichever days they chose for other questions.</summary>
    public static Instant MorningAfter(LocalDate day, People.WorkingHours hours) =>
        Rhythm.DeliveryFor(day.PlusDays(1), hours with { Prompt = hours.Prompt with { Days = hours.Days } }, []);

    private static bool WantsAgain(Check check) => check.Mentor == Met.NotYet || check.Mentee == Met.NotYet;

    /// <summary>Only those who said "not yet" are asked once more; every other answer stands.</summary>
    private static Met Once(Met answer) => answer == Met.NotYet ? Met.Unsaid : answer;

    /// <summary>Whether the question of this card still waits for this member's answer.</summary>
    public static bool IsOpen(Pair pair, Role role, Card card) =>
        pair.Meetings.Check is { } check && LocalDatePattern.Iso.Format(check.Of) == card.Argument && check.AnswerOf(role) == Met.Unsaid;

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
            LastActivity = met == Met.Yes ? ruling.Today(by) : ruling.Pair.LastActivity,
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
        FeedbackRounds.AfterMeeting(ruling, today);
        if (ruling.Pair.Meetings.Count >= 2 && ruling.Pair.Prompts.StartsOn > today)
            ruling.Pair = ruling.Pair with { Prompts = ruling.Pair.Prompts with { StartsOn = today } };
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
