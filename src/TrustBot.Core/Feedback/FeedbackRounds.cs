using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Meetings;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Feedback;

/// <summary>When rounds begin, open and close.</summary>
internal static class FeedbackRounds
{
    public const string AskKind = "feedback.ask";
    public const string OpenKind = "feedback.open";
    public const string ClosedKind = "feedback.closed";

    /// <summary>At most one round begins in so many days, and so long without a meeting feedback comes in turn.</summary>
    private const int DaysBetween = 28;

    public static Card AskCard(LocalDate day) => PromptDialog.CardOf(AskKind, day);

    /// <summary>The round that this names, while it is among those kept.</summary>
    public static FeedbackRound? Find(Pair pair, string? day) =>
        PromptDialog.SlotOf(day) is { } date ? pair.Feedback.Rounds.FirstOrDefault(round => round.Day == date) : null;

    /// <summary>The round that people can write for now.</summary>
    public static FeedbackRound? Current(Pair pair) => pair.Feedback.Rounds.LastOrDefault() is { Stage: RoundStage.Sealed } round ? round : null;

    public static void Put(Ruling ruling, FeedbackRound before, FeedbackRound after) =>
        ruling.Pair = ruling.Pair with { Feedback = ruling.Pair.Feedback with { Rounds = ruling.Pair.Feedback.Rounds.Replace(before, after) } };

    /// <summary>Whether the two have ever signed; a line under change does not take that back.</summary>
    public static bool IsSigned(Pair pair) => pair.Kickoff is KickoffState.Signed or KickoffState.Signing { Earlier.IsEmpty: false };

    /// <summary>The first day on which another round may begin; null where any may.</summary>
    public static LocalDate? NotBefore(Pair pair) => pair.Feedback.Rounds.LastOrDefault()?.Day.PlusDays(DaysBetween);

    public static bool CanBegin(Pair pair, LocalDate day) => pair.IsLiving && IsSigned(pair) && !(day < NotBefore(pair));

    public static bool CanOffer(Pair pair, LocalDate slot) =>
        pair.Feedback.Waiting is null && CanBegin(pair, slot) && !(slot < pair.Feedback.LastMet?.PlusDays(DaysBetween));

    public static void Offer(Ruling ruling, Slot slot)
    {
        Begin(ruling, slot.Date, inTurn: true);
        foreach (var role in Roles.Both)
            PromptDialog.Send(ruling, role, slot, AskCard(slot.Date));
    }

    /// <summary>A round for both is to come on the next morning; who or what caused it is kept nowhere.</summary>
    public static void Expect(Ruling ruling, LocalDate today)
    {
        if (ruling.Pair.Feedback.Waiting is null && CanBegin(ruling.Pair, today.PlusDays(1)))
            ruling.Pair = ruling.Pair with { Feedback = ruling.Pair.Feedback with { Waiting = today } };
    }

    public static void AfterMeeting(Ruling ruling, LocalDate today)
    {
        ruling.Pair = ruling.Pair with { Feedback = ruling.Pair.Feedback with { LastMet = today } };
        WishDialog.AfterMeeting(ruling, today);
        Expect(ruling, today);
    }

    public static void Settle(Ruling ruling)
    {
        if (Current(ruling.Pair) is { } round && ruling.Now >= round.OpensAt)
            End(ruling, round);
        if (ruling.Pair.Feedback.Waiting is { } day && ruling.Now >= BeginsAt(ruling.View, day))
            BeginExpected(ruling, day);
    }

    /// <summary>The pair ends: what is sealed is deleted unread, and no round follows.</summary>
    public static void Drop(Ruling ruling)
    {
        ruling.Pair = ruling.Pair with { Feedback = ruling.Pair.Feedback with { Waiting = null } };
        if (Current(ruling.Pair) is { } round)
            Put(ruling, round, Roles.Both.Aggregate(round with { Stage = RoundStage.Closed }, (ended, role) => ended.With(role, Delete(ruling, round.Of(role)))));
    }

    public static Instant? NextDue(PairView view, Pair pair)
    {
        var opens = Current(pair)?.OpensAt;
        var begins = pair.Feedback.Waiting is { } day ? BeginsAt(view, day) : (Instant?)null;
        return opens < begins ? opens : begins ?? opens;
    }

    /// <summary>When this member is asked.</summary>
    public static Instant AskedAt(PairView view, LocalDate day, bool inTurn, Role role) => inTurn
        ? Rhythm.DeliveryFor(day, view.Of(role).Hours, [])
        : MeetingDialog.MorningAfter(day.PlusDays(-1), view.Of(role).Hours);

    private static Instant BeginsAt(PairView view, LocalDate day) =>
        Instant.Min(MeetingDialog.MorningAfter(day, view.Mentor.Hours), MeetingDialog.MorningAfter(day, view.Mentee.Hours));

    private static void BeginExpected(Ruling ruling, LocalDate day)
    {
        var (view, pair) = (ruling.View, ruling.Pair);
        if (!CanBegin(pair, day.PlusDays(1)))
        {
            ruling.Pair = pair with { Feedback = pair.Feedback with { Waiting = null } };
            return;
        }
        var today = LocalDate.Max(ruling.Today(Role.Mentor), ruling.Today(Role.Mentee));
        if (pair.Rest is { Shown: true } rest)
        {
            ruling.Pair = pair with { Feedback = pair.Feedback with { Waiting = LocalDate.Max(today, rest.Until.PlusDays(-1)) } };
            return;
        }
        if (pair.Away.Holds || ruling.Now >= BeginsAt(view, day) + PromptDialog.Useful)
        {
            ruling.Pair = pair with { Feedback = pair.Feedback with { Waiting = today } };
            return;
        }
        Begin(ruling, day.PlusDays(1), inTurn: false);
        foreach (var role in Roles.Both)
        {
            var at = AskedAt(view, day.PlusDays(1), inTurn: false, role);
            var key = SendKey.ForSlot(AskKind, day.PlusDays(1), pair.Id, pair.Of(role));
            ruling.Add(new Send(key, pair.Of(role), AskCard(day.PlusDays(1)), at, at + PromptDialog.Useful));
        }
    }

    private static void Begin(Ruling ruling, LocalDate day, bool inTurn)
    {
        var feedback = ruling.Pair.Feedback;
        var (keep, offeredKeep) = Decks.FeedbackKeep.Next(feedback.OfferedKeep, ruling.Pair.Id, 1);
        var (change, offeredChange) = Decks.FeedbackChange.Next(feedback.OfferedChange, ruling.Pair.Id, 1);
        var asked = Instant.Max(AskedAt(ruling.View, day, inTurn, Role.Mentor), AskedAt(ruling.View, day, inTurn, Role.Mentee));
        var round = new FeedbackRound(day, keep[0], change[0], OpeningHour.After(ruling.View, asked), inTurn, null, null, RoundStage.Sealed);
        ruling.Pair = ruling.Pair with
        {
            Feedback = feedback with
            {
                Rounds = [.. feedback.Rounds.TakeLast(FeedbackState.RoundsKept - 1), round],
                Waiting = null,
                OfferedKeep = offeredKeep,
                OfferedChange = offeredChange,
            },
        };
        ruling.Note("feedback-began", null);
    }

    /// <summary>The one place where sealed words open. Of those that do not, nothing is left, and both read the same line.</summary>
    private static void End(Ruling ruling, FeedbackRound round)
    {
        var opens = Opens(round);
        var both = round is { Mentor: not null, Mentee: not null };
        var after = Roles.Both.Aggregate(round with { Stage = opens ? RoundStage.Opened : RoundStage.Closed }, (ended, role) => ended.With(role, opens ? Open(ruling, round.Of(role)) : Delete(ruling, round.Of(role))));
        Put(ruling, round, after);
        if (opens && both)
            ruling.Pair = ruling.Pair with { LastActivity = ruling.Today(Role.Mentee) };
        // The same entry for every ending.
        ruling.Note("feedback-ended", null);
        var kind = opens ? OpenKind : ClosedKind;
        foreach (var role in Roles.Both)
        {
            var key = SendKey.ForSlot(kind, round.Day, ruling.Pair.Id, ruling.Pair.Of(role));
            ruling.Add(new Send(key, ruling.Pair.Of(role), PromptDialog.CardOf(kind, round.Day), round.OpensAt, round.OpensAt + Ruling.ServiceUseful));
        }
    }

    private static bool Opens(FeedbackRound round) =>
        round is { Mentor: not null, Mentee: not null } || (round.Mentor ?? round.Mentee) is { EvenIfAlone: true };

    private static Envelope? Open(Ruling ruling, Envelope? envelope) =>
        envelope is null ? null : envelope with { Words = ruling.Move(envelope.Words, Visibility.UsTwo) };

    private static Envelope? Delete(Ruling ruling, Envelope? envelope)
    {
        ruling.Erase(envelope?.Words);
        return null;
    }
}
