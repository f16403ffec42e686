using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.Resting;

namespace TrustBot.Core.Closing;

internal static class ClosingMessages
{
    /// <summary>What the typed word answers: the way to an end or a rest, or where one's own wish stands.</summary>
    public static Message? Ask(Drawing drawing, string? argument)
    {
        var say = drawing.Say;
        if (!drawing.Pair.IsLiving)
            return Closes(drawing);
        if (ClosingDialog.WishOf(drawing.Pair, drawing.Reader) is { } wish)
            return Asked(drawing, wish);
        if (argument is not null)
            return drawing.Settled(say.EndTakenBack(drawing.Partner));
        return drawing.Message(say.EndAskTitle(drawing.Partner), say.EndAskText) with
        {
            Buttons = [new Button(say.EndQuietly, ClosingActions.Choose), new Button(say.Pause, RestActions.Ask), AskKim(drawing)],
        };
    }

    /// <summary>The one message of every end. It is the same whoever asked and however.</summary>
    public static Message? Closes(Drawing drawing)
    {
        var say = drawing.Say;
        return drawing.Pair.Closing switch
        {
            ClosingState.Planned planned => Readable(drawing, planned.Of(drawing.Reader)) with
            {
                Title = say.ClosesTitle(drawing.Partner, say.Date(planned.On)),
                Parts =
                [
                    new Part.Paragraph(say.ClosesText(say.Date(planned.ReadableUntil))),
                    new Part.Paragraph(planned.Of(drawing.Reader).WantsAnother ? say.NewPairNoted(FirstNameOfCoordinator(drawing)) : say.ClosesForBoth(drawing.Partner)),
                ],
            },
            ClosingState.Closed closed => Readable(drawing, closed.Of(drawing.Reader)) with
            {
                Title = say.ClosedTitle(drawing.Partner, say.Date(closed.On)),
                Parts = [new Part.Paragraph(say.ClosedText(say.Date(closed.ReadableUntil)))],
            },
            ClosingState.Erased erased => drawing.Settled(say.ClosedTitle(drawing.Partner, say.Date(erased.On))),
            _ => null,
        };
    }

    public static Message CheckIn(Drawing drawing, string? argument)
    {
        var say = drawing.Say;
        if (PromptDialog.SlotOf(argument) is not { } day || !CheckInDialog.IsOpen(drawing, day))
            return drawing.Settled(say.CheckInOver(drawing.Partner));
        return drawing.Message(say.CheckInTitle(drawing.Partner), say.CheckInText) with
        {
            Sees = drawing.Sees(Visibility.OnlyMe),
            Why = say.WhyCheckIn,
            Buttons =
            [
                new Button(say.CarryOn, ClosingActions.CheckIn, $"{argument}|{ClosingActions.CarryOn}"),
                new Button(say.Pause, ClosingActions.CheckIn, $"{argument}|{ClosingActions.Rest}"),
                new Button(say.Finish, ClosingActions.CheckIn, $"{argument}|{ClosingActions.Finish}"),
            ],
            More = [new Button(say.ChangeDays, PeopleActions.ChooseHours), Safety.SafetyActions.TalkButton(say), new Button(say.WhatIsStored, PeopleActions.Privacy)],
        };
    }

    /// <summary>A yes, a no and a late press leave the same line.</summary>
    public static Message Goodbye(Drawing drawing)
    {
        var say = drawing.Say;
        if (drawing.Pair.Closing is not ClosingState.Planned planned || planned.Step == Step.Farewell || planned.Of(drawing.Reader).Goodbye != Closing.Goodbye.Unsaid)
            return drawing.Settled(say.GoodbyeNoted(drawing.Partner));
        return drawing.Message(say.GoodbyeTitle(drawing.Partner), say.GoodbyeText(say.Date(planned.ShownOn.PlusDays(ClosingTimes.FarewellDays)))) with
        {
            Sees = drawing.Sees(Visibility.AfterBoth),
            Buttons = [new Button(say.GoodbyeYes, ClosingActions.Goodbye, ClosingActions.Yes), new Button(say.GoodbyeNo, ClosingActions.Goodbye, ClosingActions.No)],
        };
    }

    public static Message? Farewell(Drawing drawing)
    {
        var say = drawing.Say;
        if (!GoodbyeDialog.IsToWrite(drawing.Pair, drawing.Reader))
            return drawing.Settled(say.FarewellOver(drawing.Partner));
        var closes = ((ClosingState.Planned)drawing.Pair.Closing).On;
        return drawing.Message(say.FarewellTitle(drawing.Partner), say.FarewellText(say.Date(closes))) with
        {
            Sees = drawing.Sees(Visibility.AfterBoth),
            Buttons = [new Button(say.Write, ClosingActions.Write, Primary: true)],
        };
    }

    public static Message? Opened(Drawing drawing)
    {
        if (GoodbyeDialog.OpenedTo(drawing.Pair, drawing.Reader) is not { } farewell)
            return drawing.Pair.IsLiving ? null : drawing.Settled(drawing.Say.FarewellOver(drawing.Partner));
        var sheet = drawing.OpenSheet(farewell);
        return drawing.Message(drawing.Say.FarewellOpenedTitle(drawing.Partner)) with
        {
            Unseals = true,
            Sees = drawing.Sees(Visibility.UsTwo),
            Parts =
            [
                .. ((ImmutableArray<Words>)[sheet["back"], sheet["thanks"]]).Where(words => !words.IsEmpty)
                    .Select(words => new Part.Wrote(drawing.Say.Wrote(drawing.Partner), drawing.Reader.Other(), words)),
            ],
        };
    }

    /// <summary>For the status: null while nothing has shown to this reader.</summary>
    public static string? StatusOf(Drawing drawing)
    {
        var say = drawing.Say;
        return drawing.Pair.Closing switch
        {
            ClosingState.Asked asked when asked.Of(drawing.Reader) is { } wish => say.StatusEnds(MomentOf(drawing, wish.ShowsAt)),
            ClosingState.Planned planned => say.StatusCloses(say.Date(planned.On), say.Date(planned.ReadableUntil)),
            ClosingState.Closed closed => say.StatusClosed(say.Date(closed.On), say.Date(closed.ReadableUntil)),
            _ => null,
        };
    }

    private static Message Asked(Drawing drawing, Wish wish)
    {
        var say = drawing.Say;
        var both = wish.Goodbye ? say.EndGoodbyeNoted(drawing.Partner) : null;
        return drawing.Message(say.EndAskedTitle(drawing.Partner), say.EndAskedText(MomentOf(drawing, wish.ShowsAt))) with
        {
            Parts = [new Part.Paragraph(say.EndAskedText(MomentOf(drawing, wish.ShowsAt))), .. both is null ? Array.Empty<Part>() : [new Part.Paragraph(both)]],
            Buttons =
            [
                new Button(say.EndTakeBack, ClosingActions.TakeBack),
                .. both is null ? [new Button(say.EndAddGoodbye, ClosingActions.Goodbye, ClosingActions.Yes)] : Array.Empty<Button>(),
            ],
        };
    }

    private static Message Readable(Drawing drawing, Leaving mine) => drawing.Message("") with
    {
        Buttons =
        [
            new Button(drawing.Say.KeepNotes, ClosingActions.KeepNotes),
            .. mine.WantsAnother ? Array.Empty<Button>() : [new Button(drawing.Say.NewPair, ClosingActions.NewPair)],
            AskKim(drawing),
        ],
        More =
        [
            new Button(drawing.Say.AgreementButton, PeopleActions.Word, "agreement"),
            new Button(drawing.Say.StatusButton, PeopleActions.Word, "status"),
        ],
    };

    private static string MomentOf(Drawing drawing, Instant at) => drawing.Say.Moment(at.InZone(drawing.Zone));

    private static string FirstNameOfCoordinator(Drawing drawing) => Drawing.FirstNameOf(drawing.Coordinator);

    private static Button AskKim(Drawing drawing) => new(drawing.Say.AskSomeone(FirstNameOfCoordinator(drawing)), JoiningActions.AskCoordinator);
}
