using System.Collections.Immutable;
using static TrustBot.Sandbox.Chapters.Act;
using static TrustBot.Sandbox.Chapters.Actor;

namespace TrustBot.Sandbox.Chapters;

/// <summary>It gets much, and a rest is asked for.</summary>
internal static class TheHardWeek
{
    public static readonly ImmutableArray<Act> Acts =
    [
        .. TheFirstWeeks.Acts,
        new Say(Mentee, "pause"),
        new Press(Mentee, "rest.days.v1", "7"),
        new Days(1),
    ];
}
