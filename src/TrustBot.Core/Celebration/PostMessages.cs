using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.TakingBack;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Celebration;

internal static class PostMessages
{
    /// <summary>What stands in the channel, whoever reads it: in the programme's language, with no button.</summary>
    public static Message? Post(Drawing drawing, Card card)
    {
        if (!PostDialog.MayGo(drawing, card) || PostDialog.Named(drawing.Pair, card.Argument).News is not { Posting: Posting.Agreed agreed } news)
            return null;
        return new Message
        {
            Title = TitleOf(drawing, news),
            Preview = InChannel(drawing).Preview,
            Parts = [new Part.Wrote(ByOf(drawing, news), news.Author, drawing.Open(agreed.Text))],
            Sees = new Sees(Visibility.UsTwo, InChannel(drawing).EverybodyIn(agreed.Channel), InChannel(drawing).EverybodyInSpoken(agreed.Channel)) { Everybody = true },
        };
    }

    public static string TitleOf(Drawing drawing, News news) =>
        InChannel(drawing).PostTitle(drawing.View.Of(news.Author).FirstName, drawing.View.Of(news.Author.Other()).FirstName);

    public static string ByOf(Drawing drawing, News news) => InChannel(drawing).Wrote(drawing.View.Of(news.Author).FirstName);

    public static Sees Sees(Drawing drawing, ChannelId channel) =>
        new(Visibility.UsTwo, drawing.Say.EverybodyIfBoth(channel), drawing.Say.EverybodyIfBothSpoken(channel)) { Everybody = true };

    /// <summary>To its author the news shows where it has got to.</summary>
    public static Message OfAuthor(Drawing drawing, News news)
    {
        var say = drawing.Say;
        if (news.IsTakenBack)
            return drawing.Settled(say.YouTookBack(drawing.Partner));
        var message = OfPosting(drawing, news);
        return PostDialog.IsAtRest(drawing, news) ? message with { More = message.More.Add(TakeBackDialog.Button(say.TakeBackLine, "celebration", NumberOf(news))) } : message;
    }

    private static Message OfPosting(Drawing drawing, News news)
    {
        var say = drawing.Say;
        return news.Posting switch
        {
            Posting.Asked asked => Showing(drawing, news, asked.Text, asked.Channel, say.PostAskedTitle(asked.Channel), say.PostAskedText(drawing.Partner)) with
            {
                Buttons = Buttons(drawing, news),
            },
            Posting.Agreed agreed => Agreed(drawing, news, agreed),
            Posting.NotPosted not => drawing.Settled(say.NotPosted(not.Channel)),
            _ => drawing.Settled(say.NewsSent(news.Kind, drawing.Partner)) with
            {
                More = PostDialog.CanPost(drawing, news) ? [new Button(say.PostTo(drawing.View.Programme.WinsChannel!.Value), CelebrationActions.Post, NumberOf(news))] : [],
            },
        };
    }

    /// <summary>The other's own question. A text that was changed, a no and the end of its days all leave the same line.</summary>
    public static Message? Agree(Drawing drawing, Card card)
    {
        if (PostDialog.Named(drawing.Pair, card.Argument) is not ({ Posting: { } posting } news, var version) || news.Author == drawing.Reader)
            return null;
        var say = drawing.Say;
        return posting switch
        {
            Posting.Asked asked when PostDialog.IsOpen(drawing, card) => Showing(drawing, news, asked.Text, asked.Channel, say.AgreeTitle(drawing.Partner, asked.Channel), say.AgreeText) with
            {
                Buttons = [new Button(say.AgreeToThis, CelebrationActions.Agree, card.Argument), new Button(say.RatherNot, CelebrationActions.RatherNot, card.Argument)],
            },
            Posting.Agreed agreed when agreed.Version == version => Agreed(drawing, news, agreed),
            Posting.Asked asked => drawing.Settled(say.NotPosted(asked.Channel)),
            Posting.Agreed agreed => drawing.Settled(say.NotPosted(agreed.Channel)),
            Posting.NotPosted not => drawing.Settled(say.NotPosted(not.Channel)),
            _ => null,
        };
    }

    private static Message Agreed(Drawing drawing, News news, Posting.Agreed agreed)
    {
        var say = drawing.Say;
        return drawing.Now >= agreed.At
            ? drawing.Settled(say.Posted(agreed.Channel))
            : Showing(drawing, news, agreed.Text, agreed.Channel, say.AgreedTitle(agreed.Channel), say.AgreedText(say.Moment(agreed.At.InZone(drawing.Zone)))) with { Buttons = Buttons(drawing, news) };
    }

    private static Message Showing(Drawing drawing, News news, WordsId text, ChannelId channel, string title, string below) => new()
    {
        Title = title,
        Preview = drawing.Say.Preview,
        Parts = [new Part.Paragraph(TitleOf(drawing, news)), new Part.Wrote(ByOf(drawing, news), news.Author, drawing.Open(text)), new Part.Paragraph(below)],
        Sees = Sees(drawing, channel),
    };

    private static ImmutableArray<Button> Buttons(Drawing drawing, News news)
    {
        var takeBack = new Button(drawing.Say.TakeBack, CelebrationActions.TakeBack, NumberOf(news));
        return PostDialog.CanPost(drawing, news) ? [new Button(drawing.Say.ChangeTheText, CelebrationActions.Post, NumberOf(news)), takeBack] : [takeBack];
    }

    private static string NumberOf(News news) => CelebrationDialog.Number(news.Number);

    private static Sentences InChannel(Drawing drawing) => Sentences.In(drawing.View.Programme.Language);
}
