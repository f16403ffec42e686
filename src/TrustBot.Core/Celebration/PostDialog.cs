using System.Globalization;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Celebration;

/// <summary>A win leaves the pair only as one exact text that both agreed to, each asked apart. Another text is another question.</summary>
internal static class PostDialog
{
    public const string PostKind = "celebration.post";
    public const string AgreeKind = "celebration.agree";

    private const int MostTexts = 3;

    private static readonly Duration OpenFor = Duration.FromDays(14);

    /// <summary>Time for either to think again.</summary>
    private static readonly Duration ThinkAgain = Duration.FromMinutes(10);

    private static readonly Duration Useful = Duration.FromDays(1);

    public static Card AgreeCard(News news, int version) => new(AgreeKind, Argument(news, version));

    public static Card PostCard(News news, int version) => new(PostKind, Argument(news, version));

    /// <summary>Whether its author may have it posted, or change what is to be posted.</summary>
    public static bool CanPost(Drawing drawing, News news) => drawing.View.Programme.WinsChannel is not null && news is { Kind: NewsKind.Win, IsTakenBack: false } && news.Author == drawing.Reader && news.Posting switch
    {
        null => true,
        Posting.Asked asked => asked.Texts < MostTexts,
        Posting.Agreed agreed => agreed.Texts < MostTexts && drawing.Now < agreed.At,
        _ => false,
    };

    public static bool CanTakeBack(Drawing drawing, News news) => news.Posting switch
    {
        Posting.Asked => news.Author == drawing.Reader,
        Posting.Agreed agreed => drawing.Now < agreed.At,
        _ => false,
    };

    /// <summary>Whether no consent is open: one has to be taken back before the words can be.</summary>
    public static bool IsAtRest(Drawing drawing, News news) => news.Posting is null or Posting.NotPosted || (news.Posting is Posting.Agreed agreed && drawing.Now >= agreed.At);

    /// <summary>Whether the post may still go out: both consents stand, for this text and this channel.</summary>
    public static bool MayGo(Drawing drawing, Card card) =>
        Named(drawing.Pair, card.Argument) is ({ IsTakenBack: false, Posting: Posting.Agreed agreed }, var version) && agreed.Version == version && drawing.View.Programme.WinsChannel == agreed.Channel;

    /// <summary>Whether the question is still one.</summary>
    public static bool IsOpen(Drawing drawing, Card card) =>
        Named(drawing.Pair, card.Argument) is ({ Posting: Posting.Asked { Declined: false } asked }, var version)
        && asked.Version == version && drawing.Now < asked.Until && drawing.View.Programme.WinsChannel == asked.Channel;

    /// <summary>The news and the version of its text that a card or a consent names.</summary>
    public static (News? News, int Version) Named(Pair pair, string? argument) =>
        argument?.Split('|') is [var number, var text] && CelebrationDialog.Find(pair, number) is { } news && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (news, version)
            : (null, 0);

    /// <summary>Tells texts apart without keeping one: FNV-1a, the same on every machine.</summary>
    public static int PrintOf(Words words) => (int)(words.Reveal().Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u)) & int.MaxValue);

    public static void Settle(Ruling ruling)
    {
        foreach (var news in ruling.Pair.Celebration.News)
        {
            if (news.Posting is Posting.Asked asked && ruling.Now >= asked.Until)
                Void(ruling, news, asked.Text, asked.Channel, tells: news.Author);
        }
    }

    public static Instant? NextDue(Pair pair) => pair.Celebration.News.Select(news => (news.Posting as Posting.Asked)?.Until).Min();

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = ruling.DrawingFor(by);
        if (pressed.Action == CelebrationActions.Agree)
            Agree(ruling, by, pressed);
        else if (pressed.Action == CelebrationActions.RatherNot)
            Decline(ruling, by, pressed);
        else if (CelebrationDialog.Find(ruling.Pair, pressed.Argument) is not { } news)
            return;
        else if (pressed.Action == CelebrationActions.Post && CanPost(drawing, news))
            ruling.Form = CelebrationForms.Post(drawing, news, drawing.Open(TextOf(news)), drawing.View.Programme.WinsChannel!.Value);
        else if (pressed.Action == CelebrationActions.TakeBack)
            TakeBack(ruling, by, news, pressed.From);
    }

    /// <summary>The author agrees to a text that they have seen as it would stand in the channel.</summary>
    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = ruling.DrawingFor(by);
        if (CelebrationDialog.Find(ruling.Pair, submitted.Argument) is not { } news || !CanPost(drawing, news))
        {
            ruling.Reply = FormReply.Errors.Of(drawing.Say.MovedOn);
            return;
        }
        ruling.Reply = new FormReply.Close();
        var channel = drawing.View.Programme.WinsChannel!.Value;
        var line = submitted.Answers[CelebrationForms.LineField];
        if (PrintOf(line) != submitted.BasedOn)
            ruling.Reply = new FormReply.Next(CelebrationForms.Post(drawing, news, line, channel));
        else if (news.Posting is null || ChannelOf(news.Posting) != channel || !line.Equals(drawing.Open(TextOf(news))))
            AskOther(ruling, by, news, line, channel);
    }

    /// <summary>The text that stands in the post, or would to begin with.</summary>
    public static WordsId TextOf(News news) => news.Posting switch
    {
        Posting.Asked asked => asked.Text,
        Posting.Agreed agreed => agreed.Text,
        _ => news.Words,
    };

    private static void AskOther(Ruling ruling, Role by, News news, Words line, ChannelId channel)
    {
        var (agreed, before) = (news.Posting as Posting.Agreed, news.Posting as Posting.Asked);
        if (news.Posting is not null)
            ruling.Erase(TextOf(news));
        var text = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, line);
        var asked = new Posting.Asked(ruling.Revision, text, channel, ruling.Now + OpenFor, before is { Declined: true }, (before?.Texts ?? agreed?.Texts ?? 0) + 1);
        CelebrationDialog.Replace(ruling, news, news with { Posting = asked });
        if (agreed is not null)
            RedrawAgreed(ruling, by.Other(), news, agreed);
        if (!asked.Declined)
            ruling.Tell(by.Other(), AgreeCard(news, asked.Version), AgreeKind);
        ruling.Answer(by, CelebrationDialog.NewsCard(news), "redraw", CelebrationDialog.KeyOf(ruling.Pair, by, news));
    }

    private static void Agree(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (Named(ruling.Pair, pressed.Argument) is not ({ } news, var version) || news.Author == by)
            return;
        if (IsOpen(ruling.DrawingFor(by), AgreeCard(news, version)) && news.Posting is Posting.Asked asked)
        {
            var at = Window.NextOpening(ruling.Now + ThinkAgain, ruling.View.Of(news.Author).Hours, []);
            CelebrationDialog.Replace(ruling, news, news with { Posting = new Posting.Agreed(version, asked.Text, asked.Channel, at, asked.Texts) });
            ruling.Note("post-agreed", null);
            ruling.Tell(news.Author, CelebrationDialog.NewsCard(news), "celebration.agreed", CelebrationDialog.KeyOf(ruling.Pair, news.Author, news));
            Plan(ruling, PostKind, news.Author, PostCard(news, version), at, null, asked.Channel);
            Plan(ruling, "celebration.posted", news.Author, CelebrationDialog.NewsCard(news), at, CelebrationDialog.KeyOf(ruling.Pair, news.Author, news), null);
            Plan(ruling, "celebration.posted", by, AgreeCard(news, version), at, KeyOfAgree(ruling.Pair, by, version), null);
        }
        ruling.Redraw(by, AgreeCard(news, version), pressed.From);
    }

    private static void Decline(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (Named(ruling.Pair, pressed.Argument) is not ({ } news, var version) || news.Author == by)
            return;
        if (news.Posting is Posting.Asked { Declined: false } asked && asked.Version == version)
            CelebrationDialog.Replace(ruling, news, news with { Posting = asked with { Declined = true } });
        ruling.Redraw(by, AgreeCard(news, version), pressed.From);
    }

    /// <summary>The other's open question settles when they look at it; a card that they answered is drawn anew.</summary>
    private static void TakeBack(Ruling ruling, Role by, News news, SendKey? from)
    {
        var agreed = news.Posting as Posting.Agreed;
        if (CanTakeBack(ruling.DrawingFor(by), news))
        {
            Void(ruling, news, TextOf(news), ChannelOf(news.Posting), tells: by == news.Author ? null : news.Author);
            if (by == news.Author && agreed is not null)
                RedrawAgreed(ruling, by.Other(), news, agreed);
        }
        if (by == news.Author)
            ruling.Redraw(by, CelebrationDialog.NewsCard(news), from);
        else if (agreed is not null)
            ruling.Redraw(by, AgreeCard(news, agreed.Version), from);
    }

    private static void RedrawAgreed(Ruling ruling, Role of, News news, Posting.Agreed agreed) =>
        ruling.Tell(of, AgreeCard(news, agreed.Version), Voided(news), KeyOfAgree(ruling.Pair, of, agreed.Version));

    private static SendKey KeyOfAgree(Pair pair, Role of, int version) => SendKey.ForRevision(AgreeKind, version, pair.Id, pair.Of(of));

    private static void Plan(Ruling ruling, string kind, Role to, Card card, Instant at, SendKey? replaces, ChannelId? place)
    {
        var person = ruling.Pair.Of(to);
        ruling.Add(new Send(SendKey.ForRevision(kind, ruling.Revision, ruling.Pair.Id, person), person, card, at, at + Useful, replaces, Place: place) { OnlyInPlace = replaces is not null });
    }

    private static void Void(Ruling ruling, News news, WordsId text, ChannelId channel, Role? tells)
    {
        ruling.Erase(text);
        CelebrationDialog.Replace(ruling, news, news with { Posting = new Posting.NotPosted(channel) });
        if (tells is { } author)
            ruling.Tell(author, CelebrationDialog.NewsCard(news), Voided(news), CelebrationDialog.KeyOf(ruling.Pair, author, news));
    }

    private static string Voided(News news) => $"celebration.voided-{CelebrationDialog.Number(news.Number)}";

    private static ChannelId ChannelOf(Posting? posting) => posting switch
    {
        Posting.Asked asked => asked.Channel,
        Posting.Agreed agreed => agreed.Channel,
        _ => throw new InvalidOperationException("Only what is to be posted has a channel."),
    };

    private static string Argument(News news, int version) => $"{CelebrationDialog.Number(news.Number)}|{CelebrationDialog.Number(version)}";
}
