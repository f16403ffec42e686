using System.Collections.Immutable;
using static TrustBot.Sandbox.Chapters.Act;
using static TrustBot.Sandbox.Chapters.Actor;

namespace TrustBot.Sandbox.Chapters;

/// <summary>One asked for a quiet end, both would like a goodbye, and both farewells have opened.</summary>
internal static class TheGoodbye
{
    public static readonly ImmutableArray<Act> Acts =
    [
        .. TheFirstWeeks.Acts,
        new Say(Mentor, "end"),
        new Press(Mentor, "closing.choose.v1") { Answers = [new("when", "soon"), new("goodbye", "yes")] },
        new Press(Mentee, "closing.goodbye.v1", "yes") { WithinDays = 5 },
        new Press(Mentee, "closing.write.v1") { WithinDays = 10 },
        new Press(Mentor, "closing.write.v1"),
    ];
}
