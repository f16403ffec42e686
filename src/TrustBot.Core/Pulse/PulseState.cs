using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Pulse;

/// <summary>The five statements, asked on day 30 and then every 60.</summary>
/// <param name="Asked">How many rounds have begun or were passed over.</param>
/// <param name="Open">The day that names the newest round; null before the first.</param>
/// <param name="Answers">Oldest first.</param>
/// <param name="Compared">What the two see side by side; null unless both ticked.</param>
public sealed record PulseState(int Asked, LocalDate? Open, ImmutableArray<PulseAnswer> Answers, PulseComparison? Compared)
{
    /// <summary>Of each person.</summary>
    public const int AnswersKept = 12;

    public static readonly PulseState None = new(0, null, [], null);

    public PulseAnswer? AnswerOf(Role role, LocalDate? on) => Answers.FirstOrDefault(answer => answer.Author == role && answer.On == on);
}

/// <param name="Own">The author's own copy, of which the trend is drawn.</param>
/// <param name="Counted">The copy that only counting may open.</param>
/// <param name="Compares">The tick. It is shown to nobody unless the other's stands beside it.</param>
public sealed record PulseAnswer(LocalDate On, Role Author, WordsId Own, WordsId Counted, bool Compares);

/// <summary>Copies that both may read, made when both had ticked.</summary>
public sealed record PulseComparison(LocalDate On, WordsId Mentor, WordsId Mentee)
{
    public WordsId Of(Role role) => role == Role.Mentor ? Mentor : Mentee;
}
