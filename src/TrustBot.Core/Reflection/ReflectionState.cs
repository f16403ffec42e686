using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Reflection;

/// <summary>The scheduled questions, and what each kept of them.</summary>
/// <param name="Rounds">The newest rounds; older cards are settled.</param>
/// <param name="Offered">Questions of the current turn through the deck; empty again when all were offered.</param>
/// <param name="Shared">The newest lines that one of them shared.</param>
public sealed record ReflectionState(
    ImmutableArray<Round> Rounds,
    ImmutableArray<string> Offered,
    ImmutableArray<SharedLine> Shared)
{
    /// <summary>Beyond these, a pressed card is simply settled.</summary>
    public const int RoundsKept = 4;
    public const int SharedKept = 60;

    public static readonly ReflectionState None = new([], [], []);
}

/// <param name="Questions">Ids in the deck.</param>
public sealed record Round(LocalDate Slot, ImmutableArray<string> Questions, bool MentorSettled, bool MenteeSettled)
{
    public bool IsSettledFor(Role role) => role == Role.Mentor ? MentorSettled : MenteeSettled;

    public Round SettledFor(Role role) => role == Role.Mentor ? this with { MentorSettled = true } : this with { MenteeSettled = true };
}

/// <param name="Reply">What the other sent back; null while nothing.</param>
public sealed record SharedLine(int Number, WordsId Words, Role Author, LineReply? Reply)
{
    /// <summary>Its author took it back: the words are gone, and may have been read before.</summary>
    public bool IsTakenBack { get; init; }
}

public enum LineReply
{
    BeenThere,
    TellMeMore,
    ThankYou,
}
