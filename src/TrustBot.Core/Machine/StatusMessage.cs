using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Away;
using TrustBot.Core.Closing;
using TrustBot.Core.Feedback;
using TrustBot.Core.Goals;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.Resting;

namespace TrustBot.Core.Machine;

/// <summary>Where a pair stands, for one of the two: nothing in it tells what the other did or did not do.</summary>
internal static class StatusMessage
{
    public static readonly Card Card = new("status");

    public static Message Draw(Drawing drawing)
    {
        var say = drawing.Say;
        return new Message
        {
            Title = say.StatusTitle(drawing.Partner),
            Preview = say.Preview,
            Parts = [new Part.Lines([.. Lines(drawing)])],
            Buttons =
            [
                new Button(say.AgreementButton, People.PeopleActions.Word, "agreement"),
                new Button(say.GoalsButton, People.PeopleActions.Word, "goals"),
                new Button(say.Pause, RestActions.Ask),
            ],
            More =
            [
                new Button(say.WinButton, People.PeopleActions.Word, "win"),
                new Button(say.ThanksButton, People.PeopleActions.Word, "thanks"),
                new Button(say.PulseTrend, Pulse.PulseActions.Trend),
                Safety.SafetyActions.TalkButton(say),
            ],
        };
    }

    private static IEnumerable<Line> Lines(Drawing drawing)
    {
        var say = drawing.Say;
        var pair = drawing.Pair;
        yield return Line(say.StatusAgreement, pair.Kickoff switch
        {
            KickoffState.Signed signed => say.StatusSigned(signed.Version),
            KickoffState.Signing signing when signing.Signatures.Contains(drawing.Reader) => say.StatusYouSigned(signing.Version),
            KickoffState.Signing signing => say.StatusToSign(signing.Version),
            KickoffState.Choosing => say.StatusChoosing,
            _ => say.StatusAnswering,
        });
        if (ClosingMessages.StatusOf(drawing) is { } closing)
            yield return Line(say.StatusRhythm, closing);
        else if (pair.Rest is { } rest && rest.Covers(drawing.Reader))
            yield return Line(say.StatusRhythm, say.RestText(say.Date(rest.UntilFor(drawing.Reader))));
        else if (pair.IsLiving && AwayDialog.IsTold(drawing))
            yield return Line(say.StatusRhythm, say.AwayTitle(drawing.Partner));
        else if (pair.IsLiving && PromptDialog.NextFor(drawing.View, pair, drawing.Reader, drawing.Now) is { } next)
            yield return Line(say.StatusNext, say.Moment(next.InZone(drawing.Zone)));
        if (pair.IsLiving && pair.Meetings.Planned is { } planned)
            yield return Line(say.StatusMeeting, say.Date(planned));
        if (pair.IsLiving && FeedbackRounds.Current(pair) is { } round)
            yield return Line(say.StatusFeedback, say.StatusFeedbackOpens(FeedbackForms.Opens(drawing, round)));
        yield return Line(say.StatusGoals, say.StatusGoalCount(GoalDialog.OpenOf(pair, drawing.Reader)));
    }

    private static Line Line(string label, string text) => new(label, new Words(text));
}

internal sealed class StatusPractice : Practice
{
    public override string Name => "status";

    public override bool NeedsBoth => false;

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.Status)
            return false;
        ruling.Answer(by, StatusMessage.Card, "status");
        return true;
    }

    public override Message? Draw(Drawing drawing, Card card) => StatusMessage.Draw(drawing);
}
