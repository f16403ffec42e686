using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Closing;

/// <summary>How a pair ends. Who asked stays in here until it shows, and is kept no longer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Erased), "erased")]
public abstract record ClosingState
{
    private ClosingState() { }

    public sealed record Open : ClosingState;

    /// <summary>At least one asked for it, and nobody but those who asked can tell.</summary>
    public sealed record Asked(Wish? Mentor, Wish? Mentee) : ClosingState
    {
        public Wish? Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

        /// <summary>The earlier of two wishes counts.</summary>
        [JsonIgnore]
        public Instant ShowsAt => Mentor is null ? Mentee!.ShowsAt : Mentee is null ? Mentor.ShowsAt : Instant.Min(Mentor.ShowsAt, Mentee.ShowsAt);
    }

    /// <summary>Both have been told the same.</summary>
    /// <param name="ShownOn">In the programme's zone, like the others.</param>
    /// <param name="On">The day it closes.</param>
    /// <param name="ReadableUntil">The last day on which what they wrote can be read.</param>
    public sealed record Planned(LocalDate ShownOn, LocalDate On, LocalDate ReadableUntil, Step Step, Leaving Mentor, Leaving Mentee) : ClosingState
    {
        public Leaving Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

        public Planned With(Role role, Leaving leaving) => role == Role.Mentor ? this with { Mentor = leaving } : this with { Mentee = leaving };
    }

    public sealed record Closed(LocalDate On, LocalDate ReadableUntil, Leaving Mentor, Leaving Mentee) : ClosingState
    {
        public Leaving Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

        public Closed With(Role role, Leaving leaving) => role == Role.Mentor ? this with { Mentor = leaving } : this with { Mentee = leaving };
    }

    /// <summary>Nothing can be read any more, and of the rest of the pair's state only what names the agreement is left.</summary>
    /// <param name="AgreementUntil">The last day on which the agreement's row is kept; null when there is none to keep.</param>
    /// <param name="WantAnother">Who asked the coordinator for somebody new.</param>
    public sealed record Erased(LocalDate On, LocalDate? AgreementUntil, ImmutableArray<Role> WantAnother) : ClosingState;
}

/// <param name="Goodbye">Whether this one would like one, if the other does too.</param>
public sealed record Wish(Instant ShowsAt, bool Goodbye);

/// <summary>What one of the two says apart, once the end has shown.</summary>
/// <param name="Farewell">Sealed until both wrote; null before.</param>
public sealed record Leaving(Goodbye Goodbye, WordsId? Farewell, bool WantsAnother)
{
    public static Leaving After(Wish? wish) => new(wish is null ? Goodbye.Unsaid : wish.Goodbye ? Goodbye.Yes : Goodbye.No, null, false);
}

public enum Goodbye
{
    Unsaid,
    Yes,
    No,
}

/// <summary>How far it has come since it showed.</summary>
public enum Step
{
    Shown,

    /// <summary>Those who had not said it yet were asked whether they would like a goodbye.</summary>
    Asked,

    /// <summary>The moment for a farewell has come; it opened if both had said yes.</summary>
    Farewell,
}

/// <summary>The private question that everybody gets on set days: what makes an end on such a day an ordinary one.</summary>
/// <param name="Last">The day of the newest one, which names it.</param>
public sealed record CheckInState(LocalDate? Last, bool MentorSettled, bool MenteeSettled)
{
    public static readonly CheckInState None = new(null, false, false);

    public bool IsSettledFor(Role role) => role == Role.Mentor ? MentorSettled : MenteeSettled;

    public CheckInState SettledFor(Role role) => role == Role.Mentor ? this with { MentorSettled = true } : this with { MenteeSettled = true };
}
