using System.Collections.Immutable;
using System.Globalization;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.TakingBack;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Reflection;

internal static class ReflectionMessages
{
    /// <summary>What <c>reflect</c> answers: the notebook, at any time.</summary>
    public static readonly Card OpenCard = new("reflection.open");

    public static Message Open(Drawing drawing)
    {
        var say = drawing.Say;
        return drawing.Message(say.NotebookCardTitle(drawing.Partner), say.NotebookCardText) with
        {
            Sees = drawing.Sees(Visibility.OnlyMe),
            Buttons =
            [
                new Button(say.Write, ReflectionActions.Write, Primary: true),
                new Button(say.MyNotes, ReflectionActions.Notebook),
                new Button(say.ShareALine, ReflectionActions.Share),
            ],
        };
    }

    public static Message Ask(Drawing drawing, string? slot)
    {
        var say = drawing.Say;
        var round = ReflectionDialog.RoundOf(drawing.Pair, slot);
        if (round is null || round.IsSettledFor(drawing.Reader))
            return drawing.Settled(say.Noted(drawing.Partner)) with { More = [new Button(say.MyNotes, ReflectionActions.Notebook), new Button(say.ShareALine, ReflectionActions.Share)] };
        return drawing.Message(
            say.ReflectionTitle(drawing.Partner),
            string.Join(" ", round.Questions.Select(id => Decks.Reflection.Text(id, drawing.Me.Language))),
            say.ReflectionText(drawing.Partner)) with
        {
            Sees = drawing.Sees(Visibility.OnlyMe),
            Why = say.WhyPrompt(drawing.Pair.Cadence ?? drawing.View.Programme.Cadence, drawing.Me.Hours.Prompt, drawing.Me.HoursChosen),
            Buttons =
            [
                new Button(say.Write, ReflectionActions.Write, slot, Primary: true),
            ],
            More =
            [
                new Button(say.Pass, ReflectionActions.Pass, slot),
                new Button(say.MyNotes, ReflectionActions.Notebook),
                new Button(say.ChangeDays, People.PeopleActions.ChooseHours),
                new Button(say.Pause, Resting.RestActions.Ask),
                Safety.SafetyActions.TalkButton(say),
                new Button(say.WhatIsStored, People.PeopleActions.Privacy),
            ],
        };
    }

    public static Message? Shared(Drawing drawing, string? argument)
    {
        if (Find(drawing, argument) is not { } shared)
            return null;
        var say = drawing.Say;
        if (shared.IsTakenBack)
            return drawing.Settled(shared.Author == drawing.Reader ? say.YouTookBack(drawing.Partner) : say.WordsRemoved);
        if (shared.Author == drawing.Reader)
            return drawing.Settled(say.YouShared(drawing.Partner)) with { More = [TakeBackDialog.Button(say.TakeBackLine, "reflection", argument!)] };
        return new Message
        {
            Title = say.SharedTitle(drawing.Partner),
            Preview = say.Preview,
            Parts = [new Part.Wrote(say.Wrote(drawing.Partner), shared.Author, drawing.Open(shared.Words)), new Part.Paragraph(shared.Reply is { } sent ? say.YouReplied(sent, drawing.Partner) : say.SharedText)],
            Sees = drawing.Sees(Visibility.UsTwo),
            Buttons = shared.Reply is not null
                ? []
                : [.. Enum.GetValues<LineReply>().Select(reply => new Button(say.ReplyButton(reply), ReflectionActions.Reply, string.Create(CultureInfo.InvariantCulture, $"{shared.Number}|{reply}")))],
        };
    }

    public static Message? Reply(Drawing drawing, string? argument) =>
        Find(drawing, argument) is { Reply: { } reply } shared && shared.Author == drawing.Reader
            ? drawing.Message(drawing.Say.ReplyTitle(drawing.Partner), drawing.Say.ReplyText(reply, drawing.Partner)) with { Sees = drawing.Sees(Visibility.UsTwo) }
            : null;

    private static SharedLine? Find(Drawing drawing, string? argument) =>
        int.TryParse(argument, CultureInfo.InvariantCulture, out var number) ? drawing.Pair.Reflection.Shared.FirstOrDefault(line => line.Number == number) : null;
}
