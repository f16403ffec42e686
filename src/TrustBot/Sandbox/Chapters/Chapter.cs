using System.Collections.Immutable;

namespace TrustBot.Sandbox.Chapters;

/// <summary>A place in the story where the page can begin: the whole way there is played.</summary>
/// <param name="Id">A constant: it stands in addresses and in the bookmark.</param>
internal sealed record Chapter(string Id, ImmutableArray<Act> Acts);

internal static class Story
{
    public const string Beginning = "beginning";
    public const string SigningDay = "signing-day";
    public const string ThreeWeeksIn = "three-weeks-in";
    public const string HardWeek = "hard-week";
    public const string Goodbye = "goodbye";

    /// <summary>In the order of the story.</summary>
    public static readonly ImmutableArray<Chapter> Chapters =
    [
        new(Beginning, TheBeginning.Acts),
        new(SigningDay, TheSigningDay.Acts),
        new(ThreeWeeksIn, TheFirstWeeks.Acts),
        new(HardWeek, TheHardWeek.Acts),
        new(Goodbye, TheGoodbye.Acts),
    ];

    public static Chapter? Find(string? id) => Chapters.FirstOrDefault(chapter => chapter.Id == id);
}
