using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;

namespace TrustBot.Core.Pulse;

internal static class PulseMessages
{
    public static Message Ask(Drawing drawing, string? argument)
    {
        var say = drawing.Say;
        if (!PulseDialog.IsOpenFor(drawing.Pair, drawing.Reader, new Card(PulseDialog.AskKind, argument)))
            return drawing.Pair.Pulse.AnswerOf(drawing.Reader, PromptDialog.SlotOf(argument)) is null ? drawing.Settled(say.PulseOver(drawing.Partner)) : Trend(drawing);
        return drawing.Message(say.PulseTitle(drawing.Partner), say.PulseText(drawing.Coordinator.Split(' ')[0])) with
        {
            Sees = drawing.Sees(Visibility.Counted),
            Why = say.WhyPulse,
            Buttons = [new Button(say.PulseAnswer, PulseActions.Answer, Primary: true)],
            More =
            [
                new Button(say.PulseTrend, PulseActions.Trend),
                new Button(say.ChangeDays, People.PeopleActions.ChooseHours),
                new Button(say.Pause, Resting.RestActions.Ask),
                Safety.SafetyActions.TalkButton(say),
                new Button(say.WhatIsStored, People.PeopleActions.Privacy),
            ],
        };
    }

    public static Message Trend(Drawing drawing)
    {
        var say = drawing.Say;
        var answers = PulseDialog.TrendOf(drawing.Pair, drawing.Reader).Select(answer => PulseScale.StepsOf(drawing.OpenSheet(answer.Own))).ToList();
        Button[] change = drawing.Pair.Pulse.Open is null ? [] : [new Button(say.PulseChange, PulseActions.Answer)];
        if (answers.Count == 0)
            return drawing.Message(say.PulseTrendTitle(drawing.Partner), say.PulseNoTrend) with { Buttons = [.. change] };
        return new Message
        {
            Title = say.PulseTrendTitle(drawing.Partner),
            Preview = say.Preview,
            Parts = [new Part.Trend([.. PulseScale.Statements.Select((name, i) => Row(drawing, name, [.. answers.Select(steps => steps[i])]))], PulseScale.Yes), new Part.Paragraph(say.PulseTrendText)],
            Sees = drawing.Sees(Visibility.OnlyMe),
            Buttons = [.. change],
        };
    }

    /// <summary>The newest answers of both, while both ticks stand.</summary>
    public static Message? Compare(Drawing drawing, string? argument)
    {
        var say = drawing.Say;
        if (drawing.Pair.Pulse.Compared is not { } compared || compared.On != PromptDialog.SlotOf(argument))
            return drawing.Settled(say.PulseCompareOver(drawing.Partner));
        var mine = PulseScale.StepsOf(drawing.OpenSheet(compared.Of(drawing.Reader)));
        var theirs = PulseScale.StepsOf(drawing.OpenSheet(compared.Of(drawing.Reader.Other())));
        return new Message
        {
            Title = say.PulseCompareTitle(drawing.Partner),
            Preview = say.Preview,
            Parts =
            [
                new Part.Lines([.. PulseScale.Statements.Select((name, i) => new Line(say.PulseShort(name), new Words(say.PulseBoth(say.PulseStep(mine[i]), drawing.Partner, say.PulseStep(theirs[i])))))]),
                new Part.Paragraph(say.PulseCompareText),
            ],
            Sees = drawing.Sees(Visibility.UsTwo),
            Buttons = [new Button(say.PulseChange, PulseActions.Answer)],
        };
    }

    public static Form Form(Drawing drawing)
    {
        var say = drawing.Say;
        var pulse = drawing.Pair.Pulse;
        var before = pulse.AnswerOf(drawing.Reader, pulse.Open);
        var sheet = drawing.OpenSheet(before?.Own);
        var compares = (before ?? pulse.Answers.LastOrDefault(answer => answer.Author == drawing.Reader))?.Compares ?? false;
        return new Form
        {
            Id = PulseActions.Form,
            Title = say.PulseFormTitle,
            Pair = drawing.Pair.Id,
            Parts =
            [
                new FormPart.Note(say.PulseFormText(drawing.Partner, drawing.Coordinator.Split(' ')[0])),
                .. PulseScale.Statements.Select(name => Statement(drawing, name, before is null ? null : sheet[name].Reveal())),
                new FormPart.Question(new Field.Tick("compare", say.PulseCompareQuestion(drawing.Partner), drawing.Sees(Visibility.AfterBoth), compares) { Optional = true, Hint = say.PulseCompareHint }),
            ],
            Submit = say.Save,
            Close = say.Later,
        };
    }

    private static FormPart.Question Statement(Drawing drawing, string name, string? selected) => new(new Field.Choice(
        name,
        drawing.Say.PulseStatement(name),
        drawing.Sees(Visibility.Counted),
        [.. PulseScale.Steps.Select(step => new Option(PulseScale.NameOf(step), drawing.Say.PulseStep(step)))],
        selected)
    { Example = "2" });

    private static TrendRow Row(Drawing drawing, string name, ImmutableArray<int> steps) =>
        new(drawing.Say.PulseShort(name), steps, new Words(string.Join(", ", steps.Select(drawing.Say.PulseStep))));
}
