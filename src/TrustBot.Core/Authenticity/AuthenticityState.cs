using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Authenticity;

/// <summary>
/// The mentor's rounds, and what was shared. A round that is over leaves nothing here but its questions among those offered: whether the
/// mentor passed, let it lie, or looked at another question is kept nowhere.
/// </summary>
/// <param name="Open">Null between two rounds.</param>
/// <param name="Offered">Questions of the current turn through the deck.</param>
/// <param name="Shared">The newest that one of them shared.</param>
public sealed record AuthenticityState(StoryRound? Open, ImmutableArray<string> Offered, ImmutableArray<Story> Shared)
{
    public const int SharedKept = 24;

    public static readonly AuthenticityState None = new(null, [], []);
}

/// <param name="Questions">Ids in the deck: the one asked first, and those that "another question" goes on to. All count as offered.</param>
/// <param name="Ends">When the card is settled, whatever the mentor did; fixed when the round begins.</param>
public sealed record StoryRound(LocalDate Slot, ImmutableArray<string> Questions, Instant Ends);

/// <summary>A success, a setback, a doubt, or something that its author does not know.</summary>
/// <param name="Number">Names it among the pair's for good.</param>
/// <param name="About">The round that the mentor answered, or the number of the story that the mentee told one after: each is told at most once.</param>
/// <param name="Reply">What the other wrote back; null while nothing.</param>
public sealed record Story(int Number, Role Author, StoryKind Kind, WordsId Words, string About, bool Thanked, WordsId? Reply)
{
    /// <summary>Its author took it back: the words are gone, and may have been read before.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>As <see cref="IsTakenBack"/>, of what the other wrote back.</summary>
    public bool IsReplyTakenBack { get; init; }
}

public enum StoryKind
{
    Success,
    Setback,
    Doubt,
    NotKnown,
}
