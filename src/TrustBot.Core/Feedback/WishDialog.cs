using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Meetings;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;

namespace TrustBot.Core.Feedback;

/// <summary>One answer to what the other would change, if one likes to give it; and one question, to the author alone, whether it happened.</summary>
internal static class WishDialog
{
    public const string AnsweredKind = "feedback.answered";
    public const string CheckKind = "feedback.check";

    private const int MeetingsUntilAsked = 2;

    public static readonly ImmutableDictionary<string, WishReply> Replies =
        ImmutableDictionary.CreateRange<string, WishReply>([new("will", WishReply.Will), new("later", WishReply.Later)]);

    public static readonly ImmutableSortedDictionary<string, WishOutcome> Outcomes =
        ImmutableSortedDictionary.CreateRange<string, WishOutcome>([new("yes", WishOutcome.Yes), new("partly", WishOutcome.Partly), new("not-yet", WishOutcome.NotYet)]);

    /// <returns>What this author would change, once it opened for both.</returns>
    public static Wish? WishOf(FeedbackRound? round, Role author) => round is { Stage: RoundStage.Opened } ? round.Of(author)?.Wish : null;

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var (day, word) = pressed.Argument?.Split('|') is [var first, var second] ? (first, second) : (pressed.Argument, "");
        if (FeedbackRounds.Find(ruling.Pair, day) is not { } round)
            return;
        if (pressed.Action == FeedbackActions.Reply && Replies.TryGetValue(word, out var reply))
            Answer(ruling, by, round, reply, null, pressed.From);
        else if (pressed.Action == FeedbackActions.Because)
            Reason(ruling, by, round, pressed.From);
        else if (pressed.Action == FeedbackActions.Happened && Outcomes.TryGetValue(word, out var outcome))
            Happened(ruling, by, round, outcome, pressed.From);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        if (FeedbackRounds.Find(ruling.Pair, submitted.Argument) is not { } round || WishOf(round, by.Other()) is not { Reply: null })
        {
            ruling.Reply = FormReply.Errors.Of(ruling.Say(by).MovedOn);
            return;
        }
        ruling.Reply = new FormReply.Close();
        var because = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, submitted.Answers[FeedbackForms.Reason]);
        Answer(ruling, by, round, WishReply.NotNow, because, submitted.From);
    }

    /// <summary>Those whose wish was taken up before two meetings are asked on the next morning.</summary>
    public static void AfterMeeting(Ruling ruling, LocalDate today)
    {
        foreach (var round in ruling.Pair.Feedback.Rounds)
        {
            var asked = Roles.Both.Aggregate(round, (next, role) => AskIfDue(ruling, next, role, today));
            if (asked != round)
                FeedbackRounds.Put(ruling, round, asked);
        }
    }

    private static FeedbackRound AskIfDue(Ruling ruling, FeedbackRound round, Role author, LocalDate today)
    {
        if (WishOf(round, author) is not { Asked: false, AskFrom: { } from } wish || ruling.Pair.Meetings.Count < from)
            return round;
        var at = MeetingDialog.MorningAfter(today, ruling.View.Of(author).Hours);
        var key = SendKey.ForSlot(CheckKind, round.Day, ruling.Pair.Id, ruling.Pair.Of(author));
        ruling.Add(new Send(key, ruling.Pair.Of(author), PromptDialog.CardOf(CheckKind, round.Day), at, at + PromptDialog.Useful));
        return With(round, author, wish with { Asked = true });
    }

    private static void Reason(Ruling ruling, Role by, FeedbackRound round, SendKey? from)
    {
        if (WishOf(round, by.Other()) is { Reply: null })
            ruling.Form = FeedbackForms.Because(ruling.DrawingFor(by), round);
        else
            ruling.Redraw(by, PromptDialog.CardOf(FeedbackRounds.OpenKind, round.Day), from);
    }

    private static void Answer(Ruling ruling, Role by, FeedbackRound round, WishReply reply, WordsId? because, SendKey? from)
    {
        var author = by.Other();
        if (WishOf(round, author) is { Reply: null } wish)
        {
            int? askFrom = reply == WishReply.NotNow ? null : ruling.Pair.Meetings.Count + MeetingsUntilAsked;
            FeedbackRounds.Put(ruling, round, With(round, author, wish with { Reply = reply, Because = because, AskFrom = askFrom }));
            ruling.Pair = ruling.Pair with { LastActivity = ruling.Today(by) };
            ruling.Note("change-answered", ruling.Pair.Of(by));
            ruling.Tell(author, PromptDialog.CardOf(AnsweredKind, round.Day), AnsweredKind);
        }
        ruling.Redraw(by, PromptDialog.CardOf(FeedbackRounds.OpenKind, round.Day), from);
    }

    private static void Happened(Ruling ruling, Role by, FeedbackRound round, WishOutcome outcome, SendKey? from)
    {
        if (WishOf(round, by) is { Asked: true, Outcome: null } wish)
            FeedbackRounds.Put(ruling, round, With(round, by, wish with { Outcome = outcome }));
        ruling.Redraw(by, PromptDialog.CardOf(CheckKind, round.Day), from);
    }

    private static FeedbackRound With(FeedbackRound round, Role author, Wish wish) => round.With(author, round.Of(author)! with { Wish = wish });
}
