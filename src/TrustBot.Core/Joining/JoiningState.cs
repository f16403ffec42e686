using System.Text.Json.Serialization;
using NodaTime;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Joining;

/// <summary>Whether the two have agreed to be a pair.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Proposed), "proposed")]
[JsonDerivedType(typeof(Inviting), "inviting")]
[JsonDerivedType(typeof(Joined), "joined")]
[JsonDerivedType(typeof(NotStarted), "not-started")]
public abstract record JoiningState
{
    private JoiningState() { }

    /// <summary>Imported; nobody has been asked.</summary>
    public sealed record Proposed : JoiningState;

    /// <param name="At">When the invitations go out, or each person's next opening after it.</param>
    /// <param name="Deadline">Until then a refusal shows to nobody.</param>
    public sealed record Inviting(Instant At, Instant Deadline, Answer Mentor, Answer Mentee) : JoiningState;

    public sealed record Joined(Instant At) : JoiningState;

    /// <summary>At least one did not say yes in time; which one stays here and is shown to nobody.</summary>
    public sealed record NotStarted(Instant At, Answer Mentor, Answer Mentee, Again MentorAgain, Again MenteeAgain) : JoiningState
    {
        public Again AgainOf(Role role) => role == Role.Mentor ? MentorAgain : MenteeAgain;
    }

    public Answer AnswerOf(Role role) => this switch
    {
        Inviting inviting => role == Role.Mentor ? inviting.Mentor : inviting.Mentee,
        NotStarted over => role == Role.Mentor ? over.Mentor : over.Mentee,
        Joined => Answer.Yes,
        _ => Answer.Open,
    };
}

public enum Answer
{
    Open,
    Yes,

    /// <summary>Not for me; whether this pairing or the programme is not said yet.</summary>
    No,
    NotThisPairing,
    NotThisProgramme,
}

/// <summary>Whether somebody else should be proposed to this person.</summary>
public enum Again
{
    Unsaid,
    Yes,
    No,
}
