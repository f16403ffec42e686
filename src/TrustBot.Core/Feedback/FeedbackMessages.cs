using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Resting;

namespace TrustBot.Core.Feedback;

internal static class FeedbackMessages
{
    /// <summary>The card of a round, as it stands for this reader: to write, sealed, or over.</summary>
    public static Message Ask(Drawing drawing, FeedbackRound? round)
    {
        var say = drawing.Say;
        return round switch
        {
            null or { Stage: RoundStage.Closed } => drawing.Settled(say.FeedbackOver(drawing.Partner)),
            { Stage: RoundStage.Opened } => drawing.Settled(say.FeedbackOpenedOn(drawing.Partner, say.Date(drawing.Day(round.OpensAt)))) with { More = [ReadButton(drawing, round)] },
            _ when round.Of(drawing.Reader) is { } envelope => Sealed(drawing, round, envelope),
            _ => ToWrite(drawing, round),
        };
    }

    public static Message Closed(Drawing drawing) => drawing.Settled(drawing.Say.FeedbackClosed(drawing.Partner));

    public static Message? Open(Drawing drawing, FeedbackRound? round)
    {
        if (round is not { Stage: RoundStage.Opened })
            return drawing.Settled(drawing.Say.FeedbackOver(drawing.Partner));
        var (title, text) = Opened(drawing, round);
        var wish = WishDialog.WishOf(round, drawing.Reader.Other());
        return drawing.Message(title, wish?.Reply is { } reply ? drawing.Say.FeedbackYouReplied(reply, drawing.Partner) : text) with
        {
            Sees = drawing.Sees(Visibility.UsTwo),
            Unseals = true,
            Buttons = wish is { Reply: null } ? [ReadButton(drawing, round), .. Replies(drawing, round)] : [ReadButton(drawing, round)],
            More = [new Button(drawing.Say.WhatIsStored, PeopleActions.Privacy)],
        };
    }

    public static Message? TooLate(Drawing drawing, FeedbackRound? round) => round is not { Stage: RoundStage.Opened }
        ? null
        : drawing.Message(drawing.Say.FeedbackTooLateTitle(drawing.Say.Date(drawing.Day(round.OpensAt))), drawing.Say.FeedbackTooLateText(drawing.Partner)) with
        {
            Sees = drawing.Sees(Visibility.UsTwo),
            Buttons = [ReadButton(drawing, round)],
        };

    /// <summary>What <c>feedback</c> answers between two rounds. A round that is on its way does not show: only one of the two may know of it.</summary>
    public static Message Start(Drawing drawing)
    {
        var say = drawing.Say;
        if (!FeedbackRounds.IsSigned(drawing.Pair))
            return drawing.Settled(say.FeedbackNotSigned(drawing.Partner));
        if (FeedbackRounds.NotBefore(drawing.Pair) is { } day && drawing.Day(drawing.Now).PlusDays(1) < day)
            return drawing.Settled(say.FeedbackNext(drawing.Partner, say.Date(day)));
        return drawing.Message(say.FeedbackStartTitle(drawing.Partner), say.FeedbackStartText) with
        {
            Sees = drawing.Sees(Visibility.AfterBoth),
            Buttons = [new Button(say.FeedbackStart, FeedbackActions.Start, Primary: true)],
        };
    }

    public static Message Started(Drawing drawing) => drawing.Settled(drawing.Say.FeedbackStarted(drawing.Partner));

    public static Message? Answered(Drawing drawing, FeedbackRound? round) => WishDialog.WishOf(round, drawing.Reader) is not { Reply: { } reply }
        ? null
        : drawing.Message(drawing.Say.FeedbackAnsweredTitle(drawing.Partner), drawing.Say.FeedbackAnswered(reply, drawing.Partner)) with
        {
            Sees = drawing.Sees(Visibility.UsTwo),
            Buttons = [ReadButton(drawing, round!)],
        };

    public static Message? Check(Drawing drawing, FeedbackRound? round)
    {
        var say = drawing.Say;
        if (WishDialog.WishOf(round, drawing.Reader) is not { Asked: true } wish)
            return drawing.Settled(say.FeedbackOver(drawing.Partner));
        if (wish.Outcome is { } outcome)
            return drawing.Settled(say.FeedbackHappened(outcome, drawing.Partner));
        return drawing.Message(say.FeedbackCheckTitle(drawing.Partner), say.FeedbackCheckText) with
        {
            Sees = drawing.Sees(Visibility.OnlyMe),
            Why = say.FeedbackCheckWhy(drawing.Partner),
            Buttons = [.. WishDialog.Outcomes.OrderBy(one => one.Value).Select(one => new Button(say.FeedbackOutcome(one.Value), FeedbackActions.Happened, $"{FeedbackForms.Name(round!)}|{one.Key}"))],
            More = [ReadButton(drawing, round!) with { Primary = false }, new Button(say.ChangeDays, PeopleActions.ChooseHours), new Button(say.Pause, RestActions.Ask), Safety.SafetyActions.TalkButton(say)],
        };
    }

    private static Message ToWrite(Drawing drawing, FeedbackRound round)
    {
        var say = drawing.Say;
        return drawing.Message(say.FeedbackTitle(drawing.Partner), say.FeedbackText(FeedbackForms.Opens(drawing, round))) with
        {
            Sees = drawing.Sees(Visibility.AfterBoth),
            Why = say.FeedbackWhy,
            Buttons = [new Button(say.Write, FeedbackActions.Write, FeedbackForms.Name(round), Primary: true)],
            More = [new Button(say.ChangeDays, PeopleActions.ChooseHours), new Button(say.Pause, RestActions.Ask), Safety.SafetyActions.TalkButton(say), new Button(say.WhatIsStored, PeopleActions.Privacy)],
        };
    }

    private static Message Sealed(Drawing drawing, FeedbackRound round, Envelope envelope)
    {
        var say = drawing.Say;
        var opens = FeedbackForms.Opens(drawing, round);
        return drawing.Message(say.FeedbackSealedTitle(drawing.Partner), envelope.EvenIfAlone ? say.FeedbackSealedAlone(opens) : say.FeedbackSealedText(opens)) with
        {
            Sees = drawing.Sees(Visibility.AfterBoth),
            Buttons =
            [
                new Button(say.FeedbackChange, FeedbackActions.Write, FeedbackForms.Name(round)),
                new Button(say.FeedbackWithdraw, FeedbackActions.Withdraw, FeedbackForms.Name(round)),
            ],
        };
    }

    private static (string Title, string Text) Opened(Drawing drawing, FeedbackRound round)
    {
        var say = drawing.Say;
        return (round.Of(drawing.Reader), round.Of(drawing.Reader.Other())) switch
        {
            (not null, null) => (say.FeedbackMineTitle(drawing.Partner), say.FeedbackMineText),
            (null, not null) => (say.FeedbackTheirsTitle(drawing.Partner), say.FeedbackTheirsText(drawing.Partner)),
            _ => (say.FeedbackOpenTitle(drawing.Partner), say.FeedbackOpenText(drawing.Partner)),
        };
    }

    private static Button ReadButton(Drawing drawing, FeedbackRound round) => new(
        round is { Mentor: not null, Mentee: not null } ? drawing.Say.FeedbackReadBoth : drawing.Say.Read, FeedbackActions.Read, FeedbackForms.Name(round), Primary: true);

    private static IEnumerable<Button> Replies(Drawing drawing, FeedbackRound round) =>
    [
        new Button(drawing.Say.FeedbackWill, FeedbackActions.Reply, $"{FeedbackForms.Name(round)}|will"),
        new Button(drawing.Say.FeedbackLater, FeedbackActions.Reply, $"{FeedbackForms.Name(round)}|later"),
        new Button(drawing.Say.FeedbackNotNow, FeedbackActions.Because, FeedbackForms.Name(round)),
    ];
}
