using System.Collections.Immutable;
using static TrustBot.Sandbox.Chapters.Act;
using static TrustBot.Sandbox.Chapters.Actor;

namespace TrustBot.Sandbox.Chapters;

/// <summary>Both signed and met; their first feedback opened; one wrote for the notebook and shared a line of it.</summary>
internal static class TheFirstWeeks
{
    public static readonly ImmutableArray<Act> Acts =
    [
        .. TheSigningDay.Acts,
        new Press(Mentee, "kickoff.read.v1"),
        new Press(Mentor, "kickoff.read.v1"),
        new Press(Mentor, "meetings.plan.v1", "7"),
        new Say(Mentee, "goals"),
        new Press(Mentee, "goals.add.v1") { Answers = [new("share", "yes")] },
        new Press(Mentee, "meetings.met.v1", "yes") { WithinDays = 14 },
        new Press(Mentor, "meetings.met.v1", "yes"),
        new Press(Mentee, "meetings.plan.v1", "14"),
        new Press(Mentee, "feedback.write.v1") { WithinDays = 7 },
        new Press(Mentor, "feedback.write.v1"),
        new Press(Mentor, "feedback.reply.v1", "will") { WithinDays = 14 },
        new Say(Mentee, "reflect"),
        new Press(Mentee, "reflection.write.v1") { Answers = [new("line", "Say when I don’t follow, at once.")] },
        new Press(Mentor, "reflection.reply.v1"),
        new Say(Mentee, "win"),
        new Press(Mentee, "celebration.write.v1"),
        new Press(Mentor, "celebration.ask-when-we-meet.v1"),
        new Until(21),
    ];
}
