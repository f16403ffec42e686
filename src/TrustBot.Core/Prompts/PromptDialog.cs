using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Prompts;

/// <summary>The rhythm: on each of its dates one practice takes its turn, and each person is asked at their own hour.</summary>
internal sealed class PromptDialog : Practice
{
    /// <summary>A missed prompt is still worth sending when it is younger than this.</summary>
    public static readonly Duration Useful = Duration.FromHours(36);

    /// <summary>
    /// After a longer standstill older slots are passed over: nobody could be asked any more, and a daily rhythm would else write more rows at
    /// once than a transaction holds.
    /// </summary>
    private static readonly Duration MostCaughtUp = Duration.FromDays(14);

    /// <summary>Turns that ask this member nothing never follow each other for as long as this.</summary>
    private const int MostLookedAhead = 8;

    /// <summary>What stands for a slot that nobody could be asked on in time: it goes nowhere, and its record says why.</summary>
    private const string Missed = "prompts.missed";

    public override string Name => "prompts";

    public override bool IsPrompt(Card card) => card.Kind == Missed;

    public override void Settle(Ruling ruling)
    {
        var rule = ruling.Pair.Cadence ?? ruling.View.Programme.Cadence;
        var isNew = ruling.Pair.Prompts.Rule is { } before && before != rule;
        if (ruling.Pair.Prompts.Rule != rule)
            ruling.Pair = ruling.Pair with { Prompts = ruling.Pair.Prompts with { Rule = rule } };
        while (NextSlot(ruling.View, ruling.Pair) is { } slot && ruling.Now >= slot.At)
        {
            // A new rule decides nothing that it would have named before it was set.
            if (isNew || ruling.Now >= slot.At + MostCaughtUp || ruling.Pair.Rest is { Shown: true } || ruling.Pair.Away.Holds)
                ruling.Pair = ruling.Pair with { Prompts = ruling.Pair.Prompts with { LastSlot = slot.Date } };
            else
                Take(ruling, slot);
        }
    }

    public override Instant? NextDue(PairView view, Pair pair) => NextSlot(view, pair)?.At;

    /// <returns>Null while none counts.</returns>
    public static Slot? NextSlot(PairView view, Pair pair)
    {
        if (!pair.IsLiving || pair.Prompts.StartsOn is not { } start)
            return null;
        var after = pair.Prompts.LastSlot is { } last && last >= start ? last : start.PlusDays(-1);
        return Rhythm.NextSlot(pair.Cadence ?? view.Programme.Cadence, after) is { } date ? SlotOf(view, date) : null;
    }

    /// <summary>When this member is asked next: a slot that the other was asked about may still lie ahead for this one.</summary>
    public static Instant? NextFor(PairView view, Pair pair, Role role, Instant now)
    {
        if (pair.Away.Holds)
            return null;
        var hours = view.Of(role).Hours;
        var ahead = pair.Prompts.Recent.Where(turn => IsFor(turn, role)).Select(turn => Rhythm.DeliveryFor(turn.Slot, hours, [])).Where(at => at > now).ToArray();
        if (ahead is not [])
            return ahead.Min();
        for (var looked = 0; looked < MostLookedAhead && NextSlot(view, pair) is { } slot; looked++)
        {
            var practice = Rotation.Next(Practices.All, view, pair, slot);
            if (practice is null || practice.IsFor(role))
                return Rhythm.DeliveryFor(slot.Date, hours, []);
            pair = pair with { Prompts = WithTurn(pair.Prompts, practice, slot) };
        }
        return null;
    }

    /// <summary>The card of one practice for one slot.</summary>
    public static Card CardOf(string kind, LocalDate slot) => new(kind, LocalDatePattern.Iso.Format(slot));

    public static LocalDate? SlotOf(string? argument) => LocalDatePattern.Iso.Parse(argument ?? "") is { Success: true, Value: var slot } ? slot : null;

    /// <summary>One message per slot and person, whichever practice took the turn.</summary>
    public static SendKey KeyOf(Pair pair, Role role, LocalDate slot) => SendKey.ForSlot("prompt", slot, pair.Id, pair.Of(role));

    public static void Send(Ruling ruling, Role role, Slot slot, Card card)
    {
        var at = slot.Of(role);
        ruling.Add(new Send(KeyOf(ruling.Pair, role, slot.Date), ruling.Pair.Of(role), card, at, at + Useful));
    }

    /// <summary>Of two slots that reach a person at one moment only the newer is worth it.</summary>
    public static bool IsOvertaken(PairView view, Pair pair, Role role, LocalDate slot, Instant now)
    {
        var hours = view.Of(role).Hours;
        var newer = pair.Prompts.Recent.Select(turn => turn.Slot).Where(other => other > slot);
        if (NextSlot(view, pair) is { } next)
            newer = newer.Append(next.Date);
        return newer.Any(other => Rhythm.DeliveryFor(other, hours, []) <= now);
    }

    private static Slot SlotOf(PairView view, LocalDate date) => new(date, Rhythm.DeliveryFor(date, view.Mentor.Hours, []), Rhythm.DeliveryFor(date, view.Mentee.Hours, []));

    private static void Take(Ruling ruling, Slot slot)
    {
        var prompts = ruling.Pair.Prompts with { LastSlot = slot.Date };
        // What comes too late to be asked uses up no question and no turn.
        if (ruling.Now >= slot.At + Useful || Rotation.Next(Practices.All, ruling.View, ruling.Pair, slot) is not { } practice)
        {
            ruling.Pair = ruling.Pair with { Prompts = prompts };
            foreach (var role in Roles.Both)
                Send(ruling, role, slot, CardOf(Missed, slot.Date));
            return;
        }
        ruling.Pair = ruling.Pair with { Prompts = WithTurn(prompts, practice, slot) };
        practice.Offer(ruling, slot);
    }

    private static PromptState WithTurn(PromptState prompts, Practice practice, Slot slot) => prompts with
    {
        LastSlot = slot.Date,
        Recent = [.. prompts.Recent.TakeLast(PromptState.RecentKept - 1), new Turn(slot.Date, practice.Name)],
        Offered = prompts.Offered.SetItem(practice.Name, prompts.Offered.GetValueOrDefault(practice.Name) + 1),
    };

    private static bool IsFor(Turn turn, Role role) => Practices.All.FirstOrDefault(practice => practice.Name == turn.Practice)?.IsFor(role) ?? true;
}
