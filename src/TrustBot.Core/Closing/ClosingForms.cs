using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;
using TrustBot.Core.Reflection;

namespace TrustBot.Core.Closing;

internal static class ClosingForms
{
    private const int LongestFarewell = 500;

    /// <summary>No reason is asked for, so that none can be kept.</summary>
    public static Form End(Drawing drawing)
    {
        var say = drawing.Say;
        var checkIn = say.Moment(ClosingTimes.AtCheckIn(drawing.View, drawing.Pair, drawing.Now).InZone(drawing.Zone));
        var soon = say.Moment(ClosingTimes.NextSlot(drawing.View, drawing.Now).InZone(drawing.Zone));
        return new Form
        {
            Id = ClosingActions.Form,
            Title = say.EndFormTitle,
            Pair = drawing.Pair.Id,
            Parts =
            [
                new FormPart.Note(say.EndFormText(Drawing.FirstNameOf(drawing.Coordinator))),
                new FormPart.Question(new Field.Choice(
                    "when",
                    say.EndWhenQuestion,
                    drawing.Sees(Visibility.OnlyMe),
                    [new Option(ClosingActions.AtCheckIn, say.EndAtCheckIn(checkIn)), new Option(ClosingActions.Soon, say.EndSoon(soon))],
                    ClosingActions.AtCheckIn)
                {
                    Hint = say.EndWhenHint,
                }),
                new FormPart.Question(new Field.Tick("goodbye", say.EndGoodbyeQuestion(drawing.Partner), drawing.Sees(Visibility.AfterBoth), false) { Optional = true }),
            ],
            Submit = say.EndQuietly,
            Close = say.Close,
        };
    }

    /// <summary>The notebook, to be copied out before it is deleted.</summary>
    public static Form Notes(Drawing drawing)
    {
        var notebook = ReflectionForms.Notebook(drawing);
        return drawing.Pair.Closing switch
        {
            ClosingState.Planned planned => With(planned.ReadableUntil),
            ClosingState.Closed closed => With(closed.ReadableUntil),
            _ => notebook,
        };

        Form With(NodaTime.LocalDate until) => notebook with { Parts = [new FormPart.Note(drawing.Say.KeepNotesText(drawing.Say.Date(until))), .. notebook.Parts] };
    }

    public static Form Farewell(Drawing drawing)
    {
        var say = drawing.Say;
        return new Form
        {
            Id = ClosingActions.Farewell,
            Title = say.FarewellFormTitle,
            Pair = drawing.Pair.Id,
            Parts =
            [
                Line(drawing, "back", say.FarewellBackQuestion, say.FarewellBackExample),
                Line(drawing, "thanks", say.FarewellThanksQuestion(drawing.Partner), say.FarewellThanksExample),
            ],
            Submit = say.FarewellSeal,
            Close = say.Later,
        };
    }

    private static FormPart.Question Line(Drawing drawing, string name, string question, string example) => new(
        new Field.Text(name, question, drawing.Sees(Visibility.AfterBoth), LongestFarewell, ManyLines: true, Words.None) { Optional = true, Example = example });
}
