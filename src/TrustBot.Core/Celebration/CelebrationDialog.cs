using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.Reflection;
using TrustBot.Core.TakingBack;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Celebration;

/// <summary>Wins, thanks, and progress that the mentor noticed: kept by whoever wrote them, or sent after a preview.</summary>
internal static class CelebrationDialog
{
    public const string AskKind = "celebration.ask";
    public const string NewsKey = "celebration.news";

    public static readonly Card AfterGoalCard = new("celebration.after-goal");

    public static Card NewsCard(News news) => new(NewsKey, Number(news.Number));

    public static Card EchoCard(News news, EchoKind kind) => new("celebration.echo", $"{Number(news.Number)}|{kind}");

    public static ImmutableArray<NewsKind> KindsOf(Role role) =>
        role == Role.Mentor ? [NewsKind.Win, NewsKind.Thanks, NewsKind.Noticed] : [NewsKind.Win, NewsKind.Thanks];

    public static bool CanOffer(Pair pair, LocalDate slot) =>
        pair.Celebration.LastTurn is not { } last || slot >= last.PlusDays(Side.DaysBetween);

    /// <summary>Asks each for what that person was offered least.</summary>
    public static void Ask(Ruling ruling, Slot slot)
    {
        ruling.Pair = ruling.Pair with { Celebration = ruling.Pair.Celebration with { LastTurn = slot.Date } };
        foreach (var role in Roles.Both)
        {
            var side = ruling.Pair.Celebration.Of(role);
            var kind = KindsOf(role).Where(kind => kind != NewsKind.Win || !side.WasAskedForAWin(slot.Date)).MinBy(kind => side.Of(kind).Times);
            var (prompts, offered) = DeckOf(kind).Next(side.Of(kind).Offered, ruling.Pair.Id, 1);
            Set(ruling, role, side.With(kind, new Dealt(side.Of(kind).Times + 1, offered)) with
            {
                Open = new Occasion(slot.Date, kind, prompts[0]),
                WinAsked = kind == NewsKind.Win ? slot.Date : side.WinAsked,
            });
            PromptDialog.Send(ruling, role, slot, PromptDialog.CardOf(AskKind, slot.Date));
        }
    }

    /// <summary>Who reached a goal may have a win to log; asked no more often than for any other win.</summary>
    public static void OfferAfterGoal(Ruling ruling, Role role)
    {
        var side = ruling.Pair.Celebration.Of(role);
        if (side.WasAskedForAWin(ruling.Today(role)))
            return;
        Set(ruling, role, side with { WinAsked = ruling.Today(role) });
        ruling.Answer(role, AfterGoalCard, "celebration.after-goal");
    }

    public static void Settle(Ruling ruling)
    {
        foreach (var role in Roles.Both)
        {
            if (ruling.Pair.Celebration.Of(role).Open is { } open && ruling.Now >= open.EndsAt)
                Set(ruling, role, ruling.Pair.Celebration.Of(role) with { Open = null });
        }
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = ruling.DrawingFor(by);
        if (pressed.Action == CelebrationActions.Write && Matter.From(pressed.Argument, by) is { } matter)
            ruling.Form = CelebrationForms.Line(drawing, matter);
        else if (pressed.Action == CelebrationActions.NotNow)
            Close(ruling, by, PromptDialog.SlotOf(pressed.Argument), pressed.From);
        else if (pressed.Action == CelebrationActions.Echo && EchoOf(ruling.Pair, by, pressed.Argument) is ({ } news, var kind))
            ruling.Form = CelebrationForms.Echo(drawing, news, kind);
        else if (pressed.Action == CelebrationActions.AskWhenWeMeet && Received(ruling.Pair, by, pressed.Argument) is { } received)
            SettleNews(ruling, by, received, pressed.From);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        ruling.Reply = new FormReply.Close();
        if (submitted.Form == CelebrationActions.EchoForm && EchoOf(ruling.Pair, by, submitted.Argument) is ({ } news, var kind))
            SendEcho(ruling, by, news, kind, submitted.Answers[CelebrationForms.LineField]);
        else if (Matter.From(submitted.Argument, by) is not { } matter)
            return;
        else if (submitted.Form == CelebrationActions.SendForm)
            Send(ruling, by, matter, submitted.Answers[CelebrationForms.LineField]);
        else if (submitted.Form == CelebrationActions.LineForm && submitted.Answers[CelebrationForms.For].Reveal() == CelebrationForms.ForBoth)
            ruling.Reply = new FormReply.Next(CelebrationForms.Preview(ruling.DrawingFor(by), matter, submitted.Answers[CelebrationForms.LineField]));
        else if (submitted.Form == CelebrationActions.LineForm)
            Keep(ruling, by, matter, submitted.Answers[CelebrationForms.LineField]);
    }

    public static Deck DeckOf(NewsKind kind) => kind switch { NewsKind.Win => Decks.Win, NewsKind.Thanks => Decks.Thanks, _ => Decks.Noticed };

    /// <summary>The question of a slot, while it can be answered.</summary>
    public static Occasion? OccasionOf(Pair pair, Role role, LocalDate? slot) => pair.Celebration.Of(role).Open is { } open && open.Slot == slot ? open : null;

    public static News? Find(Pair pair, string? number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var which) ? pair.Celebration.News.FirstOrDefault(news => news.Number == which) : null;

    /// <summary>A win that this member received, and the way in which they may still write about it.</summary>
    public static (News? News, EchoKind Kind) EchoOf(Pair pair, Role by, string? argument) =>
        argument?.Split('|') is [var number, var word] && Enum.TryParse<EchoKind>(word, out var kind) && Enum.IsDefined(kind)
        && Received(pair, by, number) is { } news && news.Echoes.All(echo => echo.Kind != kind)
            ? (news, kind)
            : (null, default);

    /// <summary>What this reader sent, by its number, or wrote about the other's win, by the win's number and the kind.</summary>
    public static Sent? SentOf(Drawing drawing, string name)
    {
        var parts = name.Split('|');
        if (Find(drawing.Pair, parts[0]) is not { } news)
            return null;
        if (parts is [_])
            return news is { IsTakenBack: false } && news.Author == drawing.Reader && PostDialog.IsAtRest(drawing, news)
                ? new Sent([news.Words, .. news.Posting is Posting.Agreed agreed ? [agreed.Text] : (WordsId[])[]], NewsCard(news), NewsCard(news), With(drawing.Pair, news, news with { IsTakenBack = true }))
                {
                    Posted = (news.Posting as Posting.Agreed)?.Channel,
                }
                : null;
        return parts is [_, var kind] && news.Author != drawing.Reader && news.Echoes.FirstOrDefault(echo => echo.Kind.ToString() == kind) is { IsTakenBack: false } echo
            ? new Sent([echo.Words], EchoCard(news, echo.Kind), NewsCard(news), With(drawing.Pair, news, news with { Echoes = news.Echoes.Replace(echo, echo with { IsTakenBack = true }) }))
            : null;
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static void Replace(Ruling ruling, News before, News after) =>
        ruling.Pair = With(ruling.Pair, before, after);

    private static Pair With(Pair pair, News before, News after) => pair with { Celebration = pair.Celebration with { News = pair.Celebration.News.Replace(before, after) } };

    /// <summary>The message that showed this member the news.</summary>
    public static SendKey KeyOf(Pair pair, Role role, News news) => SendKey.ForRevision(NewsKey, news.Number, pair.Id, pair.Of(role));

    private static void Keep(Ruling ruling, Role by, Matter matter, Words line)
    {
        ReflectionDialog.Keep(ruling, by, line);
        var prompt = CloseOpen(ruling, by, matter.Slot);
        ruling.Answer(by, new Card(AskKind), "celebration.kept", prompt);
    }

    private static void Send(Ruling ruling, Role by, Matter matter, Words line)
    {
        var words = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, line);
        var news = new News(ruling.Revision, matter.Kind, by, words);
        var prompt = CloseOpen(ruling, by, matter.Slot);
        ruling.Pair = ruling.Pair with
        {
            Celebration = ruling.Pair.Celebration with { News = [.. ruling.Pair.Celebration.News.TakeLast(CelebrationState.NewsKept - 1), news] },
            LastActivity = ruling.Today(by),
        };
        ruling.Note("news-sent", ruling.Pair.Of(by));
        ruling.Tell(by.Other(), NewsCard(news), NewsKey);
        ruling.Answer(by, NewsCard(news), NewsKey, prompt);
    }

    private static void SendEcho(Ruling ruling, Role by, News news, EchoKind kind, Words line)
    {
        var words = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, line);
        Replace(ruling, news, news with { Settled = true, Echoes = news.Echoes.Add(new Echo(kind, words)) });
        ruling.Pair = ruling.Pair with { LastActivity = ruling.Today(by) };
        ruling.Tell(by.Other(), EchoCard(news, kind), "celebration.echo");
        ruling.Answer(by, NewsCard(news), "redraw", KeyOf(ruling.Pair, by, news));
    }

    private static void SettleNews(Ruling ruling, Role by, News news, SendKey? from)
    {
        if (!news.Settled)
            Replace(ruling, news, news with { Settled = true });
        ruling.Redraw(by, NewsCard(news), from);
    }

    private static void Close(Ruling ruling, Role by, LocalDate? slot, SendKey? from)
    {
        CloseOpen(ruling, by, slot);
        if (slot is { } date && from is not null)
            ruling.Redraw(by, PromptDialog.CardOf(AskKind, date), from);
    }

    /// <returns>The message that asked; null when none still did.</returns>
    private static SendKey? CloseOpen(Ruling ruling, Role by, LocalDate? slot)
    {
        if (OccasionOf(ruling.Pair, by, slot) is not { } open)
            return null;
        Set(ruling, by, ruling.Pair.Celebration.Of(by) with { Open = null });
        return PromptDialog.KeyOf(ruling.Pair, by, open.Slot);
    }

    private static void Set(Ruling ruling, Role role, Side side) => ruling.Pair = ruling.Pair with { Celebration = ruling.Pair.Celebration.With(role, side) };

    private static News? Received(Pair pair, Role by, string? number) =>
        Find(pair, number) is { Kind: NewsKind.Win, IsTakenBack: false } news && news.Author != by ? news : null;
}

/// <summary>What is written about: a kind, and the slot that asked for it.</summary>
/// <param name="Slot">Null for what somebody writes of their own accord.</param>
internal readonly record struct Matter(NewsKind Kind, LocalDate? Slot)
{
    /// <returns>Null for what is no such thing, or not this member's to write.</returns>
    public static Matter? From(string? argument, Role by) =>
        argument?.Split('|') is [var word, .. var slot] && Enum.TryParse<NewsKind>(word, out var kind) && CelebrationDialog.KindsOf(by).Contains(kind)
            ? new Matter(kind, PromptDialog.SlotOf(slot.FirstOrDefault()))
            : null;

    public override string ToString() => Slot is { } slot ? $"{Kind}|{LocalDatePattern.Iso.Format(slot)}" : $"{Kind}";
}
