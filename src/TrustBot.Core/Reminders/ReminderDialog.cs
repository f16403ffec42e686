using System.Globalization;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Prompts;

namespace TrustBot.Core.Reminders;

/// <summary>What is open is asked once more after three work days, and comes back when the person said so. Never a third time.</summary>
internal static class ReminderDialog
{
    public const string AgainKind = "reminders.again";
    public const string BackKind = "reminders.back";
    public const string LaterKind = "reminders.later";
    public const string PutOffKind = "reminders.put-off";
    public const string NothingKind = "reminders.nothing";

    private const int WorkDays = 3;

    /// <summary>A card about another card: its kind and argument are this one's argument.</summary>
    public static Card About(string kind, Card ask) => new(kind, NameOf(ask));

    /// <summary>The same, as it comes by itself for the first, second … time.</summary>
    private static Card Coming(string kind, Card ask, int time) => new(kind, string.Create(CultureInfo.InvariantCulture, $"{time}|{NameOf(ask)}"));

    /// <returns>What a card of <see cref="Coming"/> is about; null when its argument is none of ours.</returns>
    public static (int Time, Card Ask)? ComingOf(Card card) =>
        card.Argument?.Split('|', 2) is [var time, var name] && int.TryParse(time, CultureInfo.InvariantCulture, out var number) && AskOf(name) is { } ask ? (number, ask) : null;

    public static string NameOf(Card ask) => ask.Argument is null ? ask.Kind : $"{ask.Kind}|{ask.Argument}";

    public static Card? AskOf(string? name) => name?.Split('|', 2) switch
    {
        [var kind] => new Card(kind),
        [var kind, var argument] => new Card(kind, argument),
        _ => null,
    };

    public static IEnumerable<Ask> OpenFor(PairView view, Pair pair, Role role) => Practices.All.SelectMany(practice => practice.Asks(view, pair, role));

    public static Ask? Find(PairView view, Pair pair, Role role, Card card) => OpenFor(view, pair, role).FirstOrDefault(ask => ask.Card == card);

    public static void Settle(Ruling ruling)
    {
        foreach (var role in Roles.Both)
        {
            foreach (var ask in OpenFor(ruling.View, ruling.Pair, role).ToList())
            {
                if (DueAt(ruling.View, ruling.Pair, role, ask) is { } due && ruling.Now >= due)
                    Remind(ruling, role, ask, due);
            }
        }
    }

    public static Instant? NextDue(PairView view, Pair pair)
    {
        Instant? next = null;
        foreach (var role in Roles.Both)
        {
            foreach (var ask in OpenFor(view, pair, role))
            {
                if (DueAt(view, pair, role, ask) is { } due && (next is null || due < next))
                    next = due;
            }
        }
        return next;
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == ReminderActions.PutOff)
            PutOff(ruling, by, pressed);
        else if (pressed.Action == ReminderActions.Later && AskOf(pressed.Argument) is { } ask)
            ruling.Redraw(by, Find(ruling.View, ruling.Pair, by, ask) is null ? ask : About(LaterKind, ask), pressed.From);
        else if (pressed.Action == ReminderActions.Now && AskOf(pressed.Argument) is { } shown)
            ruling.Redraw(by, shown, pressed.From);
    }

    /// <summary>The typed word is about the newest thing that is open.</summary>
    public static void Asked(Ruling ruling, Role by, LocalDate? until)
    {
        if (OpenFor(ruling.View, ruling.Pair, by).Where(ask => ask.Since <= ruling.Now).MaxBy(ask => ask.Since) is not { } newest)
        {
            ruling.Answer(by, new Card(NothingKind), "reminders.nothing");
            return;
        }
        if (until is not { } day || day <= ruling.Today(by) || day > ruling.Today(by).PlusDays(RestUntil.LongestDays))
        {
            ruling.Answer(by, About(LaterKind, newest.Card), "reminders.later");
            return;
        }
        BringBack(ruling, by, newest.Card, Putting.OpeningOn(day, ruling.View.Of(by).Hours));
        ruling.Answer(by, About(PutOffKind, newest.Card), "reminders.put-off");
    }

    /// <summary>Draws what was asked again as it stands now that it is settled, and forgets that it was.</summary>
    public static void Tidy(Ruling ruling)
    {
        foreach (var nudge in ruling.Pair.Reminders.Open)
        {
            if (Find(ruling.View, ruling.Pair, nudge.Role, nudge.Ask) is not null)
                continue;
            ruling.Pair = ruling.Pair with { Reminders = new ReminderState(ruling.Pair.Reminders.Open.Remove(nudge)) };
            // A newer question of the kind took its place, and the older one can still be answered.
            if (OpenFor(ruling.View, ruling.Pair, nudge.Role).Any(ask => ask.Card.Kind == nudge.Ask.Kind))
                continue;
            for (var time = 1; time <= nudge.Times; time++)
                Redraw(ruling, nudge, AgainKind, time);
            if (nudge.BackAt <= ruling.Now)
                Redraw(ruling, nudge, BackKind, nudge.PutOff);
        }
    }

    /// <returns>Null when it is not asked again.</returns>
    private static Instant? DueAt(PairView view, Pair pair, Role role, Ask ask)
    {
        var nudge = pair.Reminders.Of(role, ask.Card);
        var times = nudge?.Times ?? 0;
        if (times >= ask.Reminders || nudge?.BackAt is not null)
            return null;
        var hours = view.Of(role).Hours;
        return Window.AddWorkDays(Window.NextOpening(ask.Since, hours, []), WorkDays * (times + 1), hours);
    }

    private static void Remind(Ruling ruling, Role role, Ask ask, Instant due)
    {
        var nudge = ruling.Pair.Reminders.Of(role, ask.Card) ?? new Nudge(role, ask.Card, 0, 0, null);
        nudge = nudge with { Times = nudge.Times + 1 };
        ruling.Pair = ruling.Pair with { Reminders = ruling.Pair.Reminders.With(nudge) };
        // What fell into a rest, a hold or a standstill is not made up for.
        if (ruling.Pair.Rest is { } rest && rest.Covers(role) || ruling.Pair.Away.Holds || ruling.Now >= due + PromptDialog.Useful)
            return;
        ruling.Add(new Send(KeyOf(ruling.Pair, nudge, AgainKind, nudge.Times), ruling.Pair.Of(role), Coming(AgainKind, ask.Card, nudge.Times), due, due + PromptDialog.Useful));
    }

    private static void PutOff(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Argument?.Split('|', 2) is not [var word, var name]
            || AskOf(name) is not { } ask
            || !Enum.TryParse<PutOffTo>(word, out var to)
            || !Enum.IsDefined(to))
        {
            return;
        }
        var offer = Putting.Offers(ruling.Now, ruling.View.Of(by).Hours).Where(offer => offer.To == to).Select(offer => (Instant?)offer.At).FirstOrDefault();
        if (Find(ruling.View, ruling.Pair, by, ask) is null || offer is not { } at)
        {
            ruling.Redraw(by, offer is null ? About(LaterKind, ask) : ask, pressed.From);
            return;
        }
        BringBack(ruling, by, ask, at);
        ruling.Redraw(by, About(PutOffKind, ask), pressed.From);
    }

    private static void BringBack(Ruling ruling, Role by, Card ask, Instant at)
    {
        var nudge = ruling.Pair.Reminders.Of(by, ask) ?? new Nudge(by, ask, 0, 0, null);
        if (nudge.BackAt == at)
            return;
        nudge = nudge with { PutOff = nudge.PutOff + 1, BackAt = at };
        ruling.Pair = ruling.Pair with { Reminders = ruling.Pair.Reminders.With(nudge) };
        ruling.Add(new Send(KeyOf(ruling.Pair, nudge, BackKind, nudge.PutOff), ruling.Pair.Of(by), Coming(BackKind, ask, nudge.PutOff), at, at + PromptDialog.Useful));
    }

    /// <summary>Only where it stands: what a rest or an end held back must not come now as a message of its own.</summary>
    private static void Redraw(Ruling ruling, Nudge nudge, string kind, int time)
    {
        var original = KeyOf(ruling.Pair, nudge, kind, time);
        var to = ruling.Pair.Of(nudge.Role);
        ruling.Add(new Send(new SendKey($"{original}~over"), to, Coming(kind, nudge.Ask, time), ruling.Now, ruling.Now + Ruling.ServiceUseful, original, Answers: true) { OnlyInPlace = true });
    }

    private static SendKey KeyOf(Pair pair, Nudge nudge, string kind, int time) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{kind}~{NameOf(nudge.Ask)}~{time}~{pair.Of(nudge.Role)}~{pair.Id}"));
}
