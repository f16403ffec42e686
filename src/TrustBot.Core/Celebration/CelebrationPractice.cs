using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.TakingBack;

namespace TrustBot.Core.Celebration;

/// <summary>Nothing of it is asked again by itself: good news that is asked for twice is homework, and silence about a post is an answer.</summary>
internal sealed class CelebrationPractice : Practice
{
    public override string Name => "celebration";

    public override Needs NeedsOf(Pair pair, Role by, ActionId action) => action == CelebrationActions.Post || action == CelebrationActions.PostForm
        ? Needs.Of(pair.Celebration.News.Where(news => news.Author == by && news is { Kind: NewsKind.Win, IsTakenBack: false } && news.Posting is not Posting.NotPosted).Select(PostDialog.TextOf))
        : Needs.Nothing;

    public override ImmutableArray<ActionId> Opening => [CelebrationActions.Write, CelebrationActions.Echo, CelebrationActions.Post];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        CelebrationDialog.Press(ruling, by, pressed);
        PostDialog.Press(ruling, by, pressed);
    }

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted)
    {
        var (pair, by, argument) = (drawing.Pair, drawing.Reader, submitted.Argument);
        if (submitted.Form == CelebrationActions.LineForm && Matter.From(argument, by) is { } matter)
            return CelebrationForms.Line(drawing, matter);
        if (submitted.Form == CelebrationActions.SendForm && Matter.From(argument, by) is { } sent)
            return CelebrationForms.Preview(drawing, sent, Words.None);
        if (submitted.Form == CelebrationActions.EchoForm && CelebrationDialog.EchoOf(pair, by, argument) is ({ } news, var kind))
            return CelebrationForms.Echo(drawing, news, kind);
        return submitted.Form == CelebrationActions.PostForm && CelebrationDialog.Find(pair, argument) is { } posted && drawing.View.Programme.WinsChannel is { } channel
            ? CelebrationForms.Post(drawing, posted, Words.None, channel)
            : null;
    }

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        if (submitted.Form == CelebrationActions.PostForm)
            PostDialog.Submit(ruling, by, submitted);
        else
            CelebrationDialog.Submit(ruling, by, submitted);
    }

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not (Command.Win or Command.Thanks))
            return false;
        ruling.Answer(by, CelebrationMessages.OpenCard(command is Command.Win ? NewsKind.Win : NewsKind.Thanks), "celebration.open");
        return true;
    }

    public override void Settle(Ruling ruling)
    {
        CelebrationDialog.Settle(ruling);
        PostDialog.Settle(ruling);
    }

    public override Instant? NextDue(PairView view, Pair pair) =>
        new[] { pair.Celebration.Mentor.Open?.EndsAt, pair.Celebration.Mentee.Open?.EndsAt, PostDialog.NextDue(pair) }.Min();

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) => card.Kind switch
    {
        CelebrationDialog.NewsKey when CelebrationDialog.Find(pair, card.Argument) is { IsTakenBack: false } news => [news.Author == reader ? PostDialog.TextOf(news) : news.Words],
        "celebration.echo" => CelebrationDialog.Find(pair, card.Argument?.Split('|')[0])?.Echoes.Where(echo => !echo.IsTakenBack).Select(echo => echo.Words) ?? [],
        PostDialog.AgreeKind or PostDialog.PostKind when PostDialog.Named(pair, card.Argument).News is { IsTakenBack: false } news => [PostDialog.TextOf(news)],
        _ => [],
    };

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        CelebrationDialog.AskKind => CelebrationMessages.Ask(drawing, card.Argument),
        "celebration.open" => CelebrationMessages.Open(drawing, card.Argument),
        "celebration.after-goal" => CelebrationMessages.AfterGoal(drawing),
        CelebrationDialog.NewsKey => CelebrationMessages.News(drawing, card.Argument),
        "celebration.echo" => CelebrationMessages.Echo(drawing, card.Argument),
        PostDialog.AgreeKind => PostMessages.Agree(drawing, card),
        PostDialog.PostKind => PostMessages.Post(drawing, card),
        _ => null,
    };

    public override bool IsPrompt(Card card) => card.Kind == CelebrationDialog.AskKind;

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind switch
    {
        CelebrationDialog.AskKind => CelebrationDialog.OccasionOf(drawing.Pair, drawing.Reader, PromptDialog.SlotOf(card.Argument)) is { } open
            && !PromptDialog.IsOvertaken(drawing.View, drawing.Pair, drawing.Reader, open.Slot, drawing.Now),
        CelebrationDialog.NewsKey => CelebrationDialog.Find(drawing.Pair, card.Argument) is { IsTakenBack: false },
        "celebration.echo" => CelebrationDialog.Find(drawing.Pair, card.Argument?.Split('|')[0])?.Echoes.Any(echo => !echo.IsTakenBack && echo.Kind.ToString() == card.Argument!.Split('|')[^1]) ?? false,
        PostDialog.AgreeKind => PostDialog.IsOpen(drawing, card),
        PostDialog.PostKind => PostDialog.MayGo(drawing, card),
        _ => true,
    };

    public override bool IsOver(Pair pair, Card card) =>
        card.Kind == CelebrationDialog.AskKind && Roles.Both.All(role => CelebrationDialog.OccasionOf(pair, role, PromptDialog.SlotOf(card.Argument)) is null);

    /// <summary>A question can be put off by whoever was asked, and is never reminded of.</summary>
    public override IEnumerable<Ask> Asks(PairView view, Pair pair, Role role) => pair.Celebration.Of(role).Open is { } open
        ? [new Ask(PromptDialog.CardOf(CelebrationDialog.AskKind, open.Slot), Rhythm.DeliveryFor(open.Slot, view.Of(role).Hours, []), Reminders: 0)]
        : [];

    public override Sent? SentOf(Drawing drawing, string name) => CelebrationDialog.SentOf(drawing, name);

    public override bool CanOffer(PairView view, Pair pair, LocalDate slot) => CelebrationDialog.CanOffer(pair, slot);

    public override void Offer(Ruling ruling, Slot slot) => CelebrationDialog.Ask(ruling, slot);
}
