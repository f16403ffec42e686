using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Meetings;

internal static class MeetingMessages
{
    public static Message Plan(Drawing drawing)
    {
        var say = drawing.Say;
        if (drawing.Pair.Meetings.Planned is { } day)
            return drawing.Settled(say.MeetingPlanned(drawing.Partner, say.Date(day))) with { More = [new Button(say.AnotherDay, MeetingActions.ChooseDay)] };
        return drawing.Message(say.PlanTitle(drawing.Partner), say.PlanText) with
        {
            Sees = drawing.Sees(Visibility.UsTwo),
            Buttons =
            [
                new Button(say.InAWeek, MeetingActions.Plan, "7"),
                new Button(say.InTwoWeeks, MeetingActions.Plan, "14"),
                new Button(say.ChooseADay, MeetingActions.ChooseDay),
            ],
        };
    }

    public static Form PlanForm(Drawing drawing) => new()
    {
        Id = MeetingActions.PlanForm,
        Title = drawing.Say.PlanFormTitle,
        Pair = drawing.Pair.Id,
        Parts =
        [
            new FormPart.Question(new Field.Date("day", drawing.Say.PlanQuestion(drawing.Partner), drawing.Sees(Visibility.UsTwo), drawing.Pair.Meetings.Planned)
            {
                Example = LocalDatePattern.Iso.Format(drawing.Day(drawing.Now).PlusDays(7)),
            }),
        ],
        Submit = drawing.Say.Save,
        Close = drawing.Say.Later,
    };

    public static Message? Check(Drawing drawing, string? argument)
    {
        var say = drawing.Say;
        if (LocalDatePattern.Iso.Parse(argument ?? "") is not { Success: true, Value: var of })
            return null;
        if (drawing.Pair.Meetings.Check is not { } check || check.Of != of)
            return drawing.Settled(say.CheckOver(drawing.Partner));
        var answer = check.AnswerOf(drawing.Reader);
        if (answer != Met.Unsaid)
            return drawing.Settled(say.CheckAnswered(drawing.Partner, answer, check.Again));
        return drawing.Message(say.CheckTitle(drawing.Partner), say.CheckText(drawing.Partner)) with
        {
            Sees = drawing.Sees(Visibility.OnlyMe),
            Why = check.Again ? say.WhyCheckAgain : check.Named ? say.WhyCheckNamed : say.WhyCheckUsual,
            Buttons =
            [
                new Button(say.MetYes, MeetingActions.Met, Argument(of, "yes")),
                new Button(say.MetMoved, MeetingActions.Met, Argument(of, "moved")),
                new Button(say.MetNotYet, MeetingActions.Met, Argument(of, "not-yet")),
                new Button(say.MetNo, MeetingActions.Met, Argument(of, "no")),
            ],
            More = [new Button(say.ChangeDays, People.PeopleActions.ChooseHours), new Button(say.Pause, Resting.RestActions.Ask), Safety.SafetyActions.TalkButton(say)],
        };
    }

    private static string Argument(LocalDate of, string answer) => $"{LocalDatePattern.Iso.Format(of)}|{answer}";
}
