using System.Collections.Immutable;
using static TrustBot.Sandbox.Chapters.Act;
using static TrustBot.Sandbox.Chapters.Actor;

namespace TrustBot.Sandbox.Chapters;

/// <summary>Both joined, answered apart and chose; the agreement lies before them. The second pair has just joined.</summary>
internal static class TheSigningDay
{
    public static readonly ImmutableArray<Act> Acts =
    [
        .. TheBeginning.Acts,
        new Press(Mentee, "joining.join.v1"),
        new Press(Mentor, "joining.join.v1"),
        new Press(Mentee, "people.hours.v1", "tuesday-0930"),
        new Press(Mentor, "people.hours.v1", "thursday-1300"),
        new Press(Mentor, "introduction.open.v1"),
        new Press(Mentee, "introduction.open.v1"),
        new Press(OtherMentee, "joining.join.v1"),
        new Press(OtherMentor, "joining.join.v1"),
        new Press(Mentee, "kickoff.open.v1"),
        new Press(Mentor, "kickoff.open.v1"),
        new Press(Mentee, "kickoff.pick.v1", "often=3"),
        new Press(Mentor, "kickoff.pick.v1", "often=1"),
    ];
}
