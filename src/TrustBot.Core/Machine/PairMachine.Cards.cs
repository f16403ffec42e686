using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Goals;
using TrustBot.Core.Introductions;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Meetings;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Reflection;
using TrustBot.Core.Resting;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>What each stored card says, and which words it takes to say it.</summary>
public static partial class PairMachine
{
    /// <summary>Which words must be opened to draw this card for this reader; never one that the reader may not read.</summary>
    public static ImmutableArray<WordsId> CardNeeds(Pair pair, PersonId reader, Card card)
    {
        if (SeatOf(pair, reader) is not { } role)
            return [];
        ImmutableArray<WordsId?> needs = card.Kind switch
        {
            "joining.invitation" when role == Role.Mentee => [pair.Reason],
            "introduction.partner" => [pair.Introductions.IsShown(role.Other()) ? pair.Introductions.Of(role.Other()) : null],
            "kickoff.choose" when pair.Kickoff is KickoffState.Choosing choosing => [choosing.Mentor, choosing.Mentee, choosing.PicksOf(role)],
            "reflection.shared" => [.. pair.Reflection.Shared.Where(line => SharedNumber(line) == card.Argument).Select(line => line.Words)],
            "goals.shared" => [.. pair.Goals.Where(goal => goal.IsShared).Select(goal => goal.Words)],
            _ => [],
        };
        return [.. needs.OfType<WordsId>().Where(id => id.CanBeReadBy(reader))];
    }

    /// <summary>The message as it stands at <paramref name="now"/>; null when there is nothing left to say, and a message not yet sent is to be skipped.</summary>
    public static Message? Draw(PairView view, PersonId reader, Card card, Instant now)
    {
        if (view.Pair is not { } pair || view.SeatOf(reader) is not { } role)
            return null;
        var drawing = new Drawing(view, pair, role, now);
        return card.Kind switch
        {
            "joining.invitation" => JoiningMessages.Invitation(drawing),
            "joining.not-started" => JoiningMessages.DidNotStart(drawing),
            "joining.ask" => JoiningMessages.AskCoordinator(drawing),
            "people.hours" => PeopleMessages.Hours(drawing.Me),
            "start" => StartCard.Draw(drawing),
            "introduction.partner" => IntroductionDialog.Draw(drawing),
            "kickoff.choose" => KickoffMessages.Choose(drawing),
            "kickoff.sign" => KickoffMessages.Sign(drawing, card.Argument),
            "goals" => GoalMessages.Draw(drawing),
            "goals.shared" => GoalMessages.Shared(drawing, card.Argument),
            "meetings.plan" => MeetingMessages.Plan(drawing),
            "meetings.check" => MeetingMessages.Check(drawing, card.Argument),
            "reflection.ask" => ReflectionMessages.Ask(drawing, card.Argument),
            "reflection.open" => ReflectionMessages.Open(drawing),
            "reflection.shared" => ReflectionMessages.Shared(drawing, card.Argument),
            "reflection.reply" => ReflectionMessages.Reply(drawing, card.Argument),
            "rest.ask" => RestMessages.Ask(drawing),
            "rest.begins" => RestMessages.Begins(drawing),
            "rest.over" => RestMessages.Over(drawing),
            "rest.none" => RestMessages.None(drawing),
            "status" => StatusMessage.Draw(drawing),
            _ => null,
        };
    }

    private static string SharedNumber(SharedLine line) => line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
