using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.Resting;
using TrustBot.Core.TakingBack;

namespace TrustBot.Core.Celebration;

internal static class CelebrationMessages
{
    private const string OpenKind = "celebration.open";

    /// <summary>What <c>win</c> and <c>thanks</c> answer, at any time.</summary>
    public static Card OpenCard(NewsKind kind) => new(OpenKind, kind.ToString());

    public static Message? Open(Drawing drawing, string? argument) => Matter.From(argument, drawing.Reader) is not { } matter
        ? null
        : Asking(drawing, matter.Kind) with
        {
            Buttons = [Write(drawing, new Matter(matter.Kind, null), primary: true), .. CelebrationDialog.KindsOf(drawing.Reader).Where(kind => kind != matter.Kind).Select(kind => Write(drawing, new Matter(kind, null), primary: false))],
        };

    public static Message AfterGoal(Drawing drawing) => Asking(drawing, NewsKind.Win) with
    {
        Title = drawing.Say.AfterGoalTitle(drawing.Partner),
        Buttons = [Write(drawing, new Matter(NewsKind.Win, null), primary: true)],
    };

    public static Message Ask(Drawing drawing, string? argument)
    {
        var say = drawing.Say;
        if (argument is null)
            return drawing.Settled(say.NewsKept) with { More = [new Button(say.MyNotes, Reflection.ReflectionActions.Notebook)] };
        if (CelebrationDialog.OccasionOf(drawing.Pair, drawing.Reader, PromptDialog.SlotOf(argument)) is not { } open)
            return drawing.Settled(say.NewsNoted(drawing.Partner));
        var message = Asking(drawing, open.Kind);
        return message with
        {
            Parts = [new Part.Paragraph(CelebrationDialog.DeckOf(open.Kind).Text(open.Prompt, drawing.Me.Language)), .. message.Parts],
            Why = say.WhyPrompt(drawing.Pair.Cadence ?? drawing.View.Programme.Cadence, drawing.Me.Hours.Prompt, drawing.Me.HoursChosen),
            Buttons = [Write(drawing, new Matter(open.Kind, open.Slot), primary: true), new Button(say.NotNow, CelebrationActions.NotNow, argument)],
            More =
            [
                new Button(say.ChangeDays, PeopleActions.ChooseHours),
                new Button(say.Pause, RestActions.Ask),
                new Button(say.WhatIsStored, PeopleActions.Privacy),
            ],
        };
    }

    public static Message? News(Drawing drawing, string? number)
    {
        if (CelebrationDialog.Find(drawing.Pair, number) is not { } news)
            return null;
        if (news.Author == drawing.Reader)
            return PostMessages.OfAuthor(drawing, news);
        var say = drawing.Say;
        if (news.IsTakenBack)
            return drawing.Settled(say.WordsRemoved) with { More = OwnEchoes(drawing, news) };
        var message = new Message
        {
            Title = say.NewsTitle(news.Kind, drawing.Partner),
            Preview = say.Preview,
            Parts = [new Part.Wrote(say.Wrote(drawing.Partner), news.Author, drawing.Open(news.Words))],
            Sees = drawing.Sees(Visibility.UsTwo),
        };
        if (news.Kind != NewsKind.Win)
            return message;
        return news.Settled
            ? message with { Title = Settling(drawing, news), Settled = true, More = [.. Echoes(drawing, news), .. OwnEchoes(drawing, news)] }
            : message with
            {
                Parts = message.Parts.Add(new Part.Paragraph(say.NewsQuestions(drawing.Partner))),
                Buttons = Echoes(drawing, news).Insert(1, new Button(say.AskWhenWeMeet, CelebrationActions.AskWhenWeMeet, number)),
            };
    }

    public static Message? Echo(Drawing drawing, string? argument)
    {
        if (argument?.Split('|') is not [var number, var kind]
            || CelebrationDialog.Find(drawing.Pair, number) is not { } news
            || news.Author != drawing.Reader
            || news.Echoes.FirstOrDefault(echo => echo.Kind.ToString() == kind) is not { } found)
        {
            return null;
        }
        var say = drawing.Say;
        if (found.IsTakenBack)
            return drawing.Settled(say.WordsRemoved);
        return new Message
        {
            Title = say.EchoTitle(found.Kind, drawing.Partner),
            Preview = say.Preview,
            Parts = [new Part.Wrote(say.Wrote(drawing.Partner), drawing.Reader.Other(), drawing.Open(found.Words))],
            Sees = drawing.Sees(Visibility.UsTwo),
        };
    }

    private static Message Asking(Drawing drawing, NewsKind kind) =>
        drawing.Message(drawing.Say.NewsAskTitle(kind, drawing.Partner), drawing.Say.NewsAskText(kind, drawing.Partner)) with { Sees = drawing.Sees(Visibility.OnlyMe) };

    private static Button Write(Drawing drawing, Matter matter, bool primary) =>
        new(drawing.Say.WriteNews(matter.Kind, drawing.Partner), CelebrationActions.Write, matter.ToString(), primary);

    private static string Settling(Drawing drawing, News news) =>
        news.Echoes.IsEmpty ? drawing.Say.NewsToAskAbout(drawing.Partner) : drawing.Say.NewsAnswered(drawing.Partner);

    /// <summary>What the reader wrote about it can be taken back where it was written.</summary>
    private static ImmutableArray<Button> OwnEchoes(Drawing drawing, News news) =>
    [
        .. news.Echoes.Where(echo => !echo.IsTakenBack).Select(echo => TakeBackDialog.Button(
            echo.Kind == EchoKind.Wrote ? drawing.Say.TakeBackWrote : drawing.Say.TakeBackStory, "celebration", $"{CelebrationDialog.Number(news.Number)}|{echo.Kind}")),
    ];

    private static ImmutableArray<Button> Echoes(Drawing drawing, News news) =>
    [
        .. Enum.GetValues<EchoKind>().Where(kind => news.Echoes.All(echo => echo.Kind != kind)).Select(kind =>
            new Button(drawing.Say.EchoButton(kind, drawing.Partner), CelebrationActions.Echo, $"{CelebrationDialog.Number(news.Number)}|{kind}", Primary: !news.Settled && kind == EchoKind.Wrote)),
    ];
}
