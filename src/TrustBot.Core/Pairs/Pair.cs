using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Authenticity;
using TrustBot.Core.Away;
using TrustBot.Core.Celebration;
using TrustBot.Core.Closing;
using TrustBot.Core.Feedback;
using TrustBot.Core.Goals;
using TrustBot.Core.Introductions;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Meetings;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Prompts;
using TrustBot.Core.Pulse;
using TrustBot.Core.Reflection;
using TrustBot.Core.Reminders;
using TrustBot.Core.Resting;

namespace TrustBot.Core.Pairs;

/// <summary>The state of one mentoring relationship: states and ids, never words.</summary>
public sealed record Pair
{
    public required PairId Id { get; init; }

    public required ProgrammeId Programme { get; init; }

    public required PersonId Mentor { get; init; }

    public required PersonId Mentee { get; init; }

    /// <summary>Rises by one with every decision that changed something.</summary>
    public int Revision { get; init; }

    /// <summary>The earliest moment, in story time, at which anything about this pair can be due; null when nothing is planned.</summary>
    public Instant? NextWake { get; init; }

    /// <summary>The coordinator's own line about why these two; null when there is none.</summary>
    public WordsId? Reason { get; init; }

    public string? Cohort { get; init; }

    public JoiningState Joining { get; init; } = new JoiningState.Proposed();

    public IntroductionState Introductions { get; init; } = IntroductionState.None;

    public KickoffState Kickoff { get; init; } = new KickoffState.Answering(Draft.Empty, Draft.Empty);

    public ImmutableArray<Goal> Goals { get; init; } = [];

    public MeetingState Meetings { get; init; } = MeetingState.None;

    public PromptState Prompts { get; init; } = PromptState.None;

    public ReflectionState Reflection { get; init; } = ReflectionState.None;

    public AuthenticityState Authenticity { get; init; } = AuthenticityState.None;

    public FeedbackState Feedback { get; init; } = FeedbackState.None;

    public CelebrationState Celebration { get; init; } = CelebrationState.None;

    public PulseState Pulse { get; init; } = PulseState.None;

    /// <summary>A rhythm of this pair's own; null when it follows the programme.</summary>
    public Cadence? Cadence { get; init; }

    public ReminderState Reminders { get; init; } = ReminderState.None;

    public Rest? Rest { get; init; }

    public AwayState Away { get; init; } = AwayState.None;

    public ClosingState Closing { get; init; } = new ClosingState.Open();

    public CheckInState CheckIns { get; init; } = CheckInState.None;

    /// <summary>The day on which the two look at their agreement again; null before there is one.</summary>
    public LocalDate? Review { get; init; }

    /// <summary>The last day on which something was done together by either: shown in bands, never as a date.</summary>
    public LocalDate? LastActivity { get; init; }

    /// <summary>Whether the two are a pair: both joined, and no end has shown. One that was only asked for does not count.</summary>
    public bool IsLiving => Joining is JoiningState.Joined && Closing is ClosingState.Open or ClosingState.Asked;

    public PersonId Of(Role role) => role == Role.Mentor ? Mentor : Mentee;
}
