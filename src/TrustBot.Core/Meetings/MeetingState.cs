using NodaTime;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Meetings;

/// <summary>When the two meet, as far as they told.</summary>
/// <param name="Count">Meetings that at least one of them said took place.</param>
/// <param name="Planned">The day they named; null when none is known.</param>
/// <param name="Check">The open question whether they met; null when none is.</param>
/// <param name="LastAsked">The day of the last check, so that without dates it comes round again.</param>
public sealed record MeetingState(int Count, LocalDate? Planned, Check? Check, LocalDate? LastAsked)
{
    public static readonly MeetingState None = new(0, null, null, null);
}

/// <summary>"Did you meet?", asked of both; both answers stand, whatever they are.</summary>
/// <param name="Of">The day it is about, which names it.</param>
/// <param name="Again">Whether this is the second and last time it is asked about that day.</param>
public sealed record Check(LocalDate Of, Met Mentor, Met Mentee, bool Again)
{
    /// <summary>Whether it is about a day that one of them named, rather than coming round by itself.</summary>
    public bool Named { get; init; }

    public Met AnswerOf(Role role) => role == Role.Mentor ? Mentor : Mentee;

    public Check With(Role role, Met met) => role == Role.Mentor ? this with { Mentor = met } : this with { Mentee = met };
}

public enum Met
{
    Unsaid,
    Yes,
    Moved,
    NotYet,
    No,
}
