using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Closing;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Resting;

internal static class RestActions
{
    public static readonly ActionId Ask = new("rest.ask.v1");
    public static readonly ActionId Days = new("rest.days.v1");
    public static readonly ActionId ChooseDay = new("rest.choose-day.v1");
    public static readonly ActionId Form = new("rest.form.v1");
    public static readonly ActionId Ready = new("rest.ready.v1");
}

/// <summary>A rest until a date. The one who asked hears nothing from that moment; the other reads the one sentence from the next daily slot on.</summary>
internal static class RestDialog
{
    public static readonly Card AskCard = new("rest.ask");
    public static readonly Card BeginsCard = new("rest.begins");
    public static readonly Card OverCard = new("rest.over");
    public static readonly Card NoneCard = new("rest.none");

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == RestActions.ChooseDay)
            ruling.Form = RestMessages.DayForm(new Drawing(ruling.View, ruling.Pair, by, ruling.Now));
        else if (pressed.Action == RestActions.Ask)
            ruling.Answer(by, AskCard, "rest.ask");
        else if (pressed.Action == RestActions.Ready)
            Ready(ruling, by, pressed.From);
        else if (pressed.Action == RestActions.Days && int.TryParse(pressed.Argument, CultureInfo.InvariantCulture, out var days) && days is 7 or 14 or 28)
            Begin(ruling, by, ruling.Today(by).PlusDays(days), pressed.From);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var day = LocalDatePattern.Iso.Parse(submitted.Answers["day"].Reveal());
        if (!day.Success || day.Value <= ruling.Today(by) || day.Value > ruling.Today(by).PlusYears(1))
        {
            ruling.Reply = new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add("day", ruling.Say(by).DayOutOfReach));
            return;
        }
        Begin(ruling, by, day.Value, submitted.From);
        ruling.Reply = new FormReply.Close();
    }

    public static void Asked(Ruling ruling, Role by, LocalDate? until)
    {
        if (until > ruling.Today(by) && until <= ruling.Today(by).PlusDays(RestUntil.LongestDays))
            Begin(ruling, by, until.Value, null);
        else
            ruling.Answer(by, AskCard, "rest.ask");
    }

    public static void Resume(Ruling ruling, Role by) => Ready(ruling, by, null);

    public static void Settle(Ruling ruling)
    {
        if (ruling.Pair.Rest is not { } rest)
            return;
        if (ruling.Now >= EndsAt(ruling.View, rest))
        {
            End(ruling);
        }
        else if (!rest.Shown && ruling.Now >= rest.ShowsAt)
        {
            ruling.Pair = ruling.Pair with { Rest = rest.Show() };
            foreach (var role in Roles.Both)
            {
                if (!rest.Covers(role) || rest.UntilFor(role) != rest.LastDay)
                    ruling.Tell(role, BeginsCard, "rest.begins");
            }
        }
    }

    public static Instant? NextDue(PairView view, Pair pair) => pair.Rest switch
    {
        null => null,
        { Shown: false } rest => Instant.Min(rest.ShowsAt, EndsAt(view, rest)),
        var rest => EndsAt(view, rest),
    };

    /// <summary>The day begins later for one of the two: a rest is over when it has begun for both.</summary>
    public static Instant EndsAt(PairView view, Rest rest) => Instant.Max(
        Zones.Get(view.Mentor.Hours.Zone).AtStartOfDay(rest.LastDay).ToInstant(), Zones.Get(view.Mentee.Hours.Zone).AtStartOfDay(rest.LastDay).ToInstant());

    /// <summary>When a rest that is asked for now shows to both.</summary>
    public static Instant ShowsAt(PairView view, Instant now) => ClosingTimes.NextSlot(view, now);

    private static void Begin(Ruling ruling, Role by, LocalDate until, SendKey? from)
    {
        if (!ruling.Pair.IsLiving)
            return;
        if (ruling.Pair.Rest is null)
        {
            ruling.Pair = ruling.Pair with { Rest = new Rest(until, by, ShowsAt(ruling.View, ruling.Now), false, false, false) };
            ruling.Note("rest-began", null);
        }
        else if (!ruling.Pair.Rest.Shown)
        {
            ruling.Pair = ruling.Pair with { Rest = ruling.Pair.Rest.WishedBy(by, until) };
        }
        if (from is null)
            ruling.Answer(by, BeginsCard, "rest.begins");
        else
            ruling.Redraw(by, BeginsCard, from);
    }

    private static void Ready(Ruling ruling, Role by, SendKey? from)
    {
        // A rest that only the other has asked for does not exist for this one.
        if (ruling.Pair.Rest is not { } rest || !rest.Covers(by))
        {
            ruling.Answer(by, NoneCard, "rest.none", from);
            return;
        }
        if (rest.Shown && !rest.IsReady(by.Other()))
        {
            ruling.Pair = ruling.Pair with { Rest = rest.WithReady(by) };
            ruling.Answer(by, BeginsCard, "rest.begins", from);
            return;
        }
        ruling.Pair = ruling.Pair with { Rest = rest.Shown ? null : rest.TakenBackBy(by) };
        if (ruling.Pair.Rest is null)
            ruling.Note("rest-over", null);
        ruling.Answer(by, OverCard, "rest.over", from);
        if (rest.Shown)
            ruling.Tell(by.Other(), OverCard, "rest.over");
    }

    private static void End(Ruling ruling)
    {
        var rest = ruling.Pair.Rest!;
        ruling.Pair = ruling.Pair with { Rest = null };
        ruling.Note("rest-over", null);
        foreach (var role in Roles.Both)
        {
            if (rest.Covers(role))
                ruling.Tell(role, OverCard, "rest.over");
        }
    }
}
