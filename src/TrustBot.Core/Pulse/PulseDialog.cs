using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;

namespace TrustBot.Core.Pulse;

/// <summary>Each answers apart and sees a trend of their own. Side by side they see the newest answers only while both ticks stand.</summary>
internal static class PulseDialog
{
    public const string AskKind = "pulse.ask";
    public const string TrendKind = "pulse.trend";
    public const string CompareKind = "pulse.compare";

    public static readonly Card TrendCard = new(TrendKind);

    private const int FirstAfterDays = 30;
    private const int DaysBetween = 60;

    /// <summary>A trend has room for so many.</summary>
    private const int InATrend = 6;

    /// <summary>After a longer standstill a round is passed over.</summary>
    private static readonly Duration MostCaughtUp = Duration.FromDays(14);

    public static Card AskCard(LocalDate on) => PromptDialog.CardOf(AskKind, on);

    public static Card CompareCard(LocalDate on) => PromptDialog.CardOf(CompareKind, on);

    public static Instant? NextDue(PairView view, Pair pair) => NextOf(pair) is { } on ? Roles.Both.Min(role => AskedAt(view, role, on)) : null;

    public static Instant AskedAt(PairView view, Role role, LocalDate on) => Rhythm.DeliveryFor(on, view.Of(role).Hours, []);

    public static bool IsOpenFor(Pair pair, Role role, Card card) =>
        PromptDialog.SlotOf(card.Argument) is { } on && pair.Pulse.Open == on && pair.Pulse.AnswerOf(role, on) is null;

    /// <summary>Oldest first.</summary>
    public static IEnumerable<PulseAnswer> TrendOf(Pair pair, Role role) => pair.Pulse.Answers.Where(answer => answer.Author == role).TakeLast(InATrend);

    public static void Settle(Ruling ruling)
    {
        while (NextOf(ruling.Pair) is { } on && NextDue(ruling.View, ruling.Pair) is { } due && ruling.Now >= due)
        {
            var late = ruling.Now >= due + MostCaughtUp;
            var pulse = ruling.Pair.Pulse;
            foreach (var role in Roles.Both)
            {
                if (!late && pulse.Open is { } over && pulse.AnswerOf(role, over) is null)
                    RedrawInPlace(ruling, role, AskKind, over);
            }
            ruling.Pair = ruling.Pair with { Pulse = pulse with { Asked = pulse.Asked + 1, Open = late ? pulse.Open : on } };
            foreach (var role in late ? [] : Roles.Both)
            {
                var at = AskedAt(ruling.View, role, on);
                ruling.Add(new Send(KeyOf(AskKind, ruling.Pair, role, on), ruling.Pair.Of(role), AskCard(on), at, at + PromptDialog.Useful));
            }
        }
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        ruling.Reply = new FormReply.Close();
        if (ruling.Pair.Pulse.Open is not { } on)
            return;
        var again = ruling.Pair.Pulse.AnswerOf(by, on) is not null;
        var sheet = PulseScale.Statements.Aggregate(Sheet.Empty, (sheet, name) => sheet.With(name, submitted.Answers[name]));
        Keep(ruling, by, on, sheet, submitted.Answers.IsTicked("compare"));
        var before = ruling.Pair.Pulse.Compared?.On;
        Compare(ruling, by, on, sheet);
        // The message that asked becomes the trend, whichever message was pressed.
        ruling.Answer(by, AskCard(on), "pulse.answered", KeyOf(AskKind, ruling.Pair, by, on));
        if (submitted.From is { Value: var from } && (from.StartsWith($"{TrendKind}~", StringComparison.Ordinal) || from.StartsWith("redraw~", StringComparison.Ordinal)))
            ruling.Redraw(by, TrendCard, submitted.From);
        TellBoth(ruling, on, before, again);
    }

    private static LocalDate? NextOf(Pair pair) => pair.Joining is JoiningState.Joined joined
        ? joined.At.InUtc().Date.PlusDays(FirstAfterDays + (DaysBetween * pair.Pulse.Asked))
        : null;

    private static SendKey KeyOf(string kind, Pair pair, Role role, LocalDate on) => SendKey.ForSlot(kind, on, pair.Id, pair.Of(role));

    private static void Keep(Ruling ruling, Role by, LocalDate on, Sheet sheet, bool compares)
    {
        var author = ruling.Pair.Of(by).Value;
        var answer = new PulseAnswer(
            on, by, ruling.Write(Visibility.OnlyMe, author, sheet.ToWords()), ruling.Write(Visibility.Counted, author, sheet.ToWords()), compares);
        var own = ruling.Pair.Pulse.Answers.Where(old => old.Author == by).ToList();
        var kept = own.Where(old => old.On != on).TakeLast(PulseState.AnswersKept - 1).ToList();
        foreach (var gone in own.Except(kept))
        {
            ruling.Erase(gone.Own);
            ruling.Erase(gone.Counted);
        }
        ruling.Pair = ruling.Pair with
        {
            Pulse = ruling.Pair.Pulse with { Answers = [.. ruling.Pair.Pulse.Answers.Where(old => old.Author != by || kept.Contains(old)), answer] },
        };
    }

    /// <summary>What both see goes as soon as one takes the tick away, or answers anew.</summary>
    private static void Compare(Ruling ruling, Role by, LocalDate on, Sheet sheet)
    {
        var pulse = ruling.Pair.Pulse;
        var mine = pulse.AnswerOf(by, on)!;
        var both = mine.Compares && pulse.AnswerOf(by.Other(), on) is { Compares: true };
        if (pulse.Compared is { } before && (both || before.On == on || !mine.Compares))
        {
            ruling.Erase(before.Mentor);
            ruling.Erase(before.Mentee);
            pulse = pulse with { Compared = null };
        }
        if (both)
        {
            var copies = Roles.Both.ToDictionary(role => role, role => ruling.Write(
                Visibility.UsTwo, ruling.Pair.Of(role).Value, (role == by ? sheet : ruling.Open(pulse.AnswerOf(role, on)!.Own)).ToWords()));
            pulse = pulse with { Compared = new PulseComparison(on, copies[Role.Mentor], copies[Role.Mentee]) };
        }
        ruling.Pair = ruling.Pair with { Pulse = pulse };
    }

    /// <param name="before">Whose comparison stood until now.</param>
    private static void TellBoth(Ruling ruling, LocalDate on, LocalDate? before, bool again)
    {
        var compared = ruling.Pair.Pulse.Compared?.On;
        foreach (var role in Roles.Both)
        {
            if (before is { } old && (old != compared || old == on))
                RedrawInPlace(ruling, role, CompareKind, old);
            else if (again && compared == on)
                RedrawInPlace(ruling, role, CompareKind, on);
            if (compared == on && before != on)
                Send(ruling, role, KeyOf(CompareKind, ruling.Pair, role, on), CompareCard(on));
        }
    }

    private static void RedrawInPlace(Ruling ruling, Role role, string kind, LocalDate on) => Send(
        ruling, role, SendKey.ForRevision($"{kind}.again", ruling.Revision, ruling.Pair.Id, ruling.Pair.Of(role)), PromptDialog.CardOf(kind, on), KeyOf(kind, ruling.Pair, role, on));

    private static void Send(Ruling ruling, Role role, SendKey key, Card card, SendKey? inPlaceOf = null)
    {
        var at = Window.NextOpening(ruling.Now, ruling.View.Of(role).Hours, []);
        ruling.Add(new Send(key, ruling.Pair.Of(role), card, at, at + Ruling.ServiceUseful, inPlaceOf) { OnlyInPlace = inPlaceOf is not null });
    }
}
