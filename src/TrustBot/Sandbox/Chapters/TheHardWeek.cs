using System.Collections.Immutable;
using static TrustBot.Sandbox.Chapters.Act;
using static TrustBot.Sandbox.Chapters.Actor;

namespace TrustBot.Sandbox.Chapters;

/// <summary>A meeting was moved; what the second sealed feedback says is not easy; one of the two turns to the contact; a rest begins.</summary>
internal static class TheHardWeek
{
    /// <summary>After the check-in.</summary>
    private const int Late = 22;

    /// <summary>Four weeks after the first round of feedback, and a little more.</summary>
    private const int RoundDay = 42;

    public static readonly ImmutableArray<Act> Acts =
    [
        .. TheFirstWeeks.Acts,
        new Press(Mentee, "closing.check-in.v1", "carry-on"),
        new Press(Mentor, "closing.check-in.v1", "carry-on"),
        new Press(Mentee, "meetings.met.v1", "moved") { WithinDays = 14 },
        new Press(Mentor, "meetings.met.v1", "moved"),
        new Press(Mentee, "meetings.plan.v1", "7"),
        new Until(39),
        new Press(Mentee, "meetings.met.v1", "yes") { FromDay = Late, IfThere = true },
        new Press(Mentor, "meetings.met.v1", "yes") { FromDay = Late, IfThere = true },
        new Press(Mentee, "reflection.write.v1") { FromDay = Late, IfThere = true, Windows = 1 },
        new Press(Mentee, "pulse.answer.v1") { FromDay = Late, IfThere = true },
        new Press(Mentor, "pulse.answer.v1") { FromDay = Late, IfThere = true },
        new Until(RoundDay),
        // The round comes by itself where a meeting was named in time.
        new Say(Mentee, "feedback"),
        new Press(Mentee, "feedback.start.v1") { FromDay = RoundDay, IfThere = true },
        new Press(Mentee, "feedback.write.v1")
        {
            FromDay = RoundDay,
            WithinDays = 7,
            Answers = [new("keep", "That I can say when it gets too much."), new("change", "Fewer topics at once. Two are plenty just now.")],
        },
        new Press(Mentor, "feedback.write.v1") { FromDay = RoundDay, WithinDays = 7 },
        new Press(Mentor, "feedback.reply.v1", "later") { FromDay = RoundDay, WithinDays = 14 },
        new Say(Mentee, "talk to someone"),
        new Press(Mentee, "safety.talk.v1"),
        new Say(Mentee, "pause"),
        new Press(Mentee, "rest.days.v1", "14"),
        new Days(2),
    ];
}
