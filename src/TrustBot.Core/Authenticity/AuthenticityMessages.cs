using System.Collections.Immutable;
using System.Globalization;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.TakingBack;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Authenticity;

internal static class AuthenticityMessages
{
    /// <param name="argument">The slot, and after a bar how often another question was asked for.</param>
    public static Message Ask(Drawing drawing, string? argument)
    {
        var say = drawing.Say;
        if (QuestionOf(drawing.Pair, argument) is not { } question || AuthenticityDialog.AboutOf(drawing.Pair, drawing.Reader, argument) is not { } slot)
            return Done(drawing, argument);
        return drawing.Message(
            say.StoryAskTitle(drawing.Partner),
            Decks.Authenticity.Text(question, drawing.Me.Language),
            say.StoryAskText(drawing.Partner)) with
        {
            Sees = drawing.Sees(Visibility.UsTwo),
            Why = say.WhyPrompt(drawing.Pair.Cadence ?? drawing.View.Programme.Cadence, drawing.Me.Hours.Prompt, drawing.Me.HoursChosen),
            Buttons =
            [
                new Button(say.Write, AuthenticityActions.Write, argument, Primary: true),
                .. Another(drawing, slot, IndexOf(argument) + 1),
                new Button(say.Pass, AuthenticityActions.Pass, slot),
            ],
            More =
            [
                new Button(say.ChangeDays, People.PeopleActions.ChooseHours),
                new Button(say.Pause, Resting.RestActions.Ask),
                Safety.SafetyActions.TalkButton(say),
                new Button(say.WhatIsStored, People.PeopleActions.Privacy),
            ],
        };
    }

    /// <summary>The one line for every ending.</summary>
    /// <param name="argument">The slot, so that what was shared then can be taken back; without one, only the line.</param>
    public static Message Done(Drawing drawing, string? argument) => drawing.Settled(drawing.Say.StoryDone(drawing.Partner)) with
    {
        More = argument?.Split('|')[0] is { } slot ? OwnStories(drawing, slot) : [],
    };

    /// <summary>It asks for nothing. The words open in a window and stay out of the chat's history.</summary>
    public static Message? Shared(Drawing drawing, string? number)
    {
        if (AuthenticityDialog.Find(drawing.Pair, number) is not { } story || story.Author == drawing.Reader)
            return null;
        var say = drawing.Say;
        var own = story is { Reply: not null, IsReplyTakenBack: false }
            ? OwnStories(drawing, number!).Insert(0, TakeBackDialog.Button(say.TakeBackWrote, "authenticity", $"{number}|{AuthenticityDialog.ReplyName}"))
            : OwnStories(drawing, number!);
        if (story.IsTakenBack)
            return drawing.Settled(say.WordsRemoved) with { More = own };
        List<string> said = [say.StoryAsksNothing];
        if (story.Thanked)
            said.Add(say.StoryYouThanked(drawing.Partner));
        if (story.Reply is not null)
            said.Add(say.StoryYouReplied(drawing.Partner));
        var buttons = ImmutableArray.CreateBuilder<Button>();
        buttons.Add(new Button(say.Read, AuthenticityActions.Read, number, Primary: true));
        if (story.Reply is null)
            buttons.Add(new Button(say.StoryReply, AuthenticityActions.Reply, number));
        if (!story.Thanked)
            buttons.Add(new Button(say.StoryThank, AuthenticityActions.Thank, number));
        if (drawing.Reader == Role.Mentee && AuthenticityDialog.AboutOf(drawing.Pair, Role.Mentee, number) is not null)
            buttons.Add(new Button(say.StoryTell, AuthenticityActions.Tell, number));
        return drawing.Message(say.StoryTitle(drawing.Partner, story.Kind), [.. said]) with
        {
            Sees = drawing.Sees(Visibility.UsTwo),
            Buttons = buttons.ToImmutable(),
            More = own,
        };
    }

    public static Message? Thanks(Drawing drawing, string? number) =>
        AuthenticityDialog.Find(drawing.Pair, number) is { Thanked: true } story && story.Author == drawing.Reader
            ? drawing.Message(drawing.Say.StoryThanksTitle(drawing.Partner), drawing.Say.StoryThanksText) with { Sees = drawing.Sees(Visibility.UsTwo) }
            : null;

    public static Message? Reply(Drawing drawing, string? number) =>
        AuthenticityDialog.Find(drawing.Pair, number) is not { Reply: not null } story || story.Author != drawing.Reader ? null
            : story.IsReplyTakenBack ? drawing.Settled(drawing.Say.WordsRemoved)
            : drawing.Message(drawing.Say.StoryReplyCardTitle(drawing.Partner), drawing.Say.StoryReplyCardText) with
            {
                Sees = drawing.Sees(Visibility.UsTwo),
                Buttons = [new Button(drawing.Say.Read, AuthenticityActions.Read, number, Primary: true)],
            };

    /// <returns>The id of the question in the deck; null when the round is over.</returns>
    public static string? QuestionOf(Pair pair, string? argument) =>
        AuthenticityDialog.RoundOf(pair, argument) is { } round ? round.Questions[Math.Clamp(IndexOf(argument), 0, round.Questions.Length - 1)] : null;

    /// <param name="about">The round, or what the other shared: whatever it answered.</param>
    private static ImmutableArray<Button> OwnStories(Drawing drawing, string about) =>
    [
        .. drawing.Pair.Authenticity.Shared.Where(story => story is { IsTakenBack: false } && story.Author == drawing.Reader && story.About == about)
            .Select(story => TakeBackDialog.Button(drawing.Say.TakeBackStory, "authenticity", AuthenticityDialog.NameOf(story))),
    ];

    private static IEnumerable<Button> Another(Drawing drawing, string slot, int next)
    {
        if (next < drawing.Pair.Authenticity.Open!.Questions.Length)
            yield return new Button(drawing.Say.StoryAnother, AuthenticityActions.Another, string.Create(CultureInfo.InvariantCulture, $"{slot}|{next}"));
    }

    private static int IndexOf(string? argument) =>
        argument?.Split('|') is [_, var index, ..] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
