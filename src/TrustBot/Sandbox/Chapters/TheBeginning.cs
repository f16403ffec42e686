using System.Collections.Immutable;
using static TrustBot.Sandbox.Chapters.Act;

namespace TrustBot.Sandbox.Chapters;

/// <summary>Both have their invitation, and neither has decided.</summary>
internal static class TheBeginning
{
    public static readonly ImmutableArray<Act> Acts =
    [
        new Import(),
        new Press(Actor.Contact, "people.promise.v1", "yes"),
        new Invite(),
    ];
}
