using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Resting;

internal static class RestMessages
{
    public static Message Ask(Drawing drawing)
    {
        var say = drawing.Say;
        if (IsResting(drawing))
            return Begins(drawing);
        return drawing.Message(say.RestAskTitle(drawing.Partner), AskText(drawing)) with
        {
            Buttons =
            [
                new Button(say.OneWeek, RestActions.Days, "7"),
                new Button(say.TwoWeeks, RestActions.Days, "14"),
                new Button(say.FourWeeks, RestActions.Days, "28"),
                new Button(say.ChooseADay, RestActions.ChooseDay),
            ],
        };
    }

    /// <summary>The one sentence. It is the same whoever asked and whatever for.</summary>
    public static Message Begins(Drawing drawing)
    {
        var say = drawing.Say;
        if (drawing.Pair.Rest is not { } rest || !rest.Covers(drawing.Reader))
            return drawing.Settled(say.RestOver(drawing.Partner));
        return drawing.Message(say.RestTitle(drawing.Partner)) with
        {
            Parts = [new Part.Paragraph(say.RestText(say.Date(rest.UntilFor(drawing.Reader)))), .. rest.IsReady(drawing.Reader) ? [new Part.Paragraph(say.RestYouAreReady)] : Array.Empty<Part>()],
            Buttons = rest.IsReady(drawing.Reader) ? [] : [new Button(say.ReadyAgain, RestActions.Ready)],
        };
    }

    public static Message Over(Drawing drawing) => IsResting(drawing) ? Begins(drawing) : drawing.Settled(drawing.Say.RestOver(drawing.Partner));

    /// <summary>The same whether there never was a rest, or only the other has asked for one so far.</summary>
    public static Message None(Drawing drawing) => IsResting(drawing) ? Begins(drawing) : drawing.Settled(drawing.Say.NotResting(drawing.Partner));

    public static Form DayForm(Drawing drawing) => new()
    {
        Id = RestActions.Form,
        Title = drawing.Say.RestFormTitle,
        Pair = drawing.Pair.Id,
        Parts =
        [
            new FormPart.Note(AskText(drawing)),
            new FormPart.Question(new Field.Date("day", drawing.Say.RestUntilQuestion, drawing.Sees(Visibility.OnlyMe), null)
            {
                Example = LocalDatePattern.Iso.Format(drawing.Day(drawing.Now).PlusDays(14)),
            }),
        ],
        Submit = drawing.Say.Rest,
        Close = drawing.Say.Close,
    };

    private static bool IsResting(Drawing drawing) => drawing.Pair.Rest is { } rest && rest.Covers(drawing.Reader);

    private static string AskText(Drawing drawing) =>
        drawing.Say.RestAskText(drawing.Say.Moment(RestDialog.ShowsAt(drawing.View, drawing.Now).InZone(drawing.Zone)));
}
