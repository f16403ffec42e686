using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Joining;

internal static class JoiningMessages
{
    public static Message? Invitation(Drawing drawing) => drawing.Pair.Joining switch
    {
        JoiningState.Inviting inviting => inviting.AnswerOf(drawing.Reader) switch
        {
            // Whose name it would say, or is to say no more.
            Answer.Open when drawing.Other.IsForgotten => drawing.Settled(TitleOfEnd(drawing)),
            Answer.Open => Open(drawing, inviting),
            Answer.Yes => Waiting(drawing, inviting),
            Answer.No => Scope(drawing),
            _ => drawing.Settled(drawing.Other.IsForgotten ? drawing.Say.SomeoneElseNo : drawing.Say.Declined(drawing.Partner)),
        },
        JoiningState.Joined => drawing.Settled(drawing.Say.YouBothJoined(drawing.Partner)),
        JoiningState.NotStarted => drawing.Settled(TitleOfEnd(drawing)),
        _ => null,
    };

    public static Message? DidNotStart(Drawing drawing)
    {
        if (drawing.Pair.Joining is not JoiningState.NotStarted over)
            return null;
        var say = drawing.Say;
        return over.AgainOf(drawing.Reader) switch
        {
            Again.Unsaid => drawing.Message(TitleOfEnd(drawing), say.SomeoneElse(drawing.Coordinator)) with
            {
                Buttons =
                [
                    new Button(say.YesSuggestSomeone, JoiningActions.Again, JoiningActions.Yes),
                    new Button(say.NoThankYou, JoiningActions.Again, JoiningActions.No),
                ],
            },
            Again.Yes => drawing.Settled(say.SomeoneElseYes(drawing.Coordinator)),
            _ => drawing.Settled(say.SomeoneElseNo),
        };
    }

    public static Message AskCoordinator(Drawing drawing)
    {
        var (coordinator, programme) = (Drawing.FirstNameOf(drawing.Coordinator), drawing.View.Programme.Name);
        return drawing.Message(
            drawing.Say.AskTitle(drawing.Coordinator),
            drawing.Pair.Joining is JoiningState.Joined ? drawing.Say.AskTextAnyTime(coordinator, programme) : drawing.Say.AskText(coordinator, programme));
    }

    private static Message Open(Drawing drawing, JoiningState.Inviting inviting)
    {
        var say = drawing.Say;
        var programme = drawing.View.Programme;
        var coordinator = Drawing.FirstNameOf(programme.CoordinatorName);
        var title = drawing.Reader == Role.Mentee ? say.InvitationTitleToMentee(drawing.Other.Name) : say.InvitationTitleToMentor(drawing.Other.Name);
        var until = say.Date(drawing.Day(inviting.Deadline));
        var rest = say.InvitationTerms(say.RhythmOf(drawing.Pair.Cadence ?? programme.Cadence), drawing.Partner, coordinator, until);
        // The coordinator's line is about the mentor, and written for the mentee.
        var message = drawing.Reader == Role.Mentee && drawing.Pair.Reason is { } reason
            ? drawing.Message(title) with
            {
                Parts =
                [
                    new Part.Quoted(say.SuggestsBecause(programme.CoordinatorName, drawing.Partner), drawing.Open(reason)),
                    new Part.Paragraph(rest),
                ],
            }
            : drawing.Message(title, say.SuggestsYouTwo(programme.CoordinatorName), rest);
        return message with
        {
            Preview = say.InvitationPreview(programme.CoordinatorName),
            Buttons =
            [
                new Button(say.Join, JoiningActions.Join, Primary: true),
                new Button(say.NotForMe, JoiningActions.Decline),
                new Button(say.AskSomeone(coordinator), JoiningActions.AskCoordinator),
                new Button(say.WhatIsStored, PeopleActions.Privacy),
            ],
            More = [PeopleMessages.OtherLanguage(drawing.Me)],
        };
    }

    /// <summary>The two never were a pair, so nobody is anybody's former partner.</summary>
    private static string TitleOfEnd(Drawing drawing) => drawing.Other.IsForgotten ? drawing.Say.DidNotStartAlone : drawing.Say.DidNotStart(drawing.Partner);

    private static Message Waiting(Drawing drawing, JoiningState.Inviting inviting) =>
        drawing.Settled(drawing.Say.YouJoined(drawing.Partner, drawing.Say.Date(drawing.Day(inviting.Deadline))));

    private static Message Scope(Drawing drawing)
    {
        var say = drawing.Say;
        return drawing.Message(say.DeclineTitle, drawing.Other.IsForgotten ? say.DeclineTextAlone(drawing.View.Programme.Name) : say.DeclineText(drawing.Partner, drawing.View.Programme.Name)) with
        {
            Buttons =
            [
                new Button(say.OnlyThisPairing, JoiningActions.DeclineScope, JoiningActions.Pairing),
                new Button(say.WholeProgramme, PeopleActions.NoMoreInvitations),
            ],
        };
    }
}
