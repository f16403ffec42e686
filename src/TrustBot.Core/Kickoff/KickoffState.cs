using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

/// <summary>How the two get from separate answers to one agreement that both signed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Answering), "answering")]
[JsonDerivedType(typeof(Choosing), "choosing")]
[JsonDerivedType(typeof(Signing), "signing")]
[JsonDerivedType(typeof(Signed), "signed")]
public abstract record KickoffState
{
    private KickoffState() { }

    /// <summary>Each answers apart.</summary>
    public sealed record Answering(Draft Mentor, Draft Mentee) : KickoffState
    {
        public Draft Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

        public Answering With(Role role, Draft draft) => role == Role.Mentor ? this with { Mentor = draft } : this with { Mentee = draft };
    }

    /// <summary>Both have answered and see each other's answers; each picks a line for every gap, apart.</summary>
    public sealed record Choosing(WordsId Mentor, WordsId Mentee, WordsId? MentorPicks, WordsId? MenteePicks) : KickoffState
    {
        /// <summary>When it began; null in what was stored before this was kept.</summary>
        public Instant? Since { get; init; }

        public WordsId? PicksOf(Role role) => role == Role.Mentor ? MentorPicks : MenteePicks;

        public Choosing WithPicks(Role role, WordsId picks) => role == Role.Mentor ? this with { MentorPicks = picks } : this with { MenteePicks = picks };
    }

    /// <param name="Version">Rises with every edit, which clears the signatures.</param>
    /// <param name="Earlier">Versions that both once signed, kept as they were.</param>
    public sealed record Signing(WordsId Agreement, int Version, ImmutableArray<Role> Signatures, ImmutableArray<WordsId> Earlier) : KickoffState
    {
        /// <summary>When this version was made; null in what was stored before this was kept.</summary>
        public Instant? Since { get; init; }
    }

    public sealed record Signed(WordsId Agreement, int Version, Instant At, ImmutableArray<WordsId> Earlier) : KickoffState;
}

/// <param name="Answers">Sealed, the author's alone until both are done; null before the first page.</param>
/// <param name="Pages">How many of the three pages are kept.</param>
public sealed record Draft(WordsId? Answers, int Pages)
{
    public const int AllPages = 3;

    public static readonly Draft Empty = new(null, 0);

    public bool IsDone => Pages == AllPages;
}
