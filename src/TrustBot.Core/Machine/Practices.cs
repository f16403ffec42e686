using System.Collections.Frozen;
using System.Collections.Immutable;
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
using TrustBot.Core.Messages;
using TrustBot.Core.People;
using TrustBot.Core.Prompts;
using TrustBot.Core.Pulse;
using TrustBot.Core.Reflection;
using TrustBot.Core.Reminders;
using TrustBot.Core.Resting;
using TrustBot.Core.Safety;
using TrustBot.Core.TakingBack;

namespace TrustBot.Core.Machine;

/// <summary>The one list of what a pair's life is made of.</summary>
internal static class Practices
{
    /// <summary>In the order in which they settle what is due, and take their turns in the rhythm.</summary>
    public static readonly ImmutableArray<Practice> All =
    [
        new JoiningPractice(),
        new ClosingPractice(),
        new RestPractice(),
        new AwayPractice(),
        new StartPractice(),
        new IntroductionPractice(),
        new KickoffPractice(),
        new GoalPractice(),
        new MeetingPractice(),
        new PromptDialog(),
        new ReflectionPractice(),
        new AuthenticityPractice(),
        new FeedbackPractice(),
        new CelebrationPractice(),
        new PulsePractice(),
        new ReminderPractice(),
        new StatusPractice(),
        new PeoplePractice(),
        new TakeBackPractice(),
    ];

    private static readonly FrozenDictionary<string, Practice> ByName = All.ToFrozenDictionary(practice => practice.Name);
    private static readonly FrozenSet<ActionId> Opening = All.SelectMany(practice => practice.Opening).Concat(PeopleActions.Opening).Concat(SafetyActions.Opening).ToFrozenSet();
    private static readonly FrozenDictionary<string, Practice>.AlternateLookup<ReadOnlySpan<char>> ByPrefix = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>Null for a name that no practice has.</returns>
    public static Practice? Named(string name) => ByName.GetValueOrDefault(name);

    /// <returns>Null for a button or form of no practice.</returns>
    public static Practice? Of(ActionId action) => Of(action.Value);

    /// <returns>Null for a card of no practice.</returns>
    public static Practice? Of(Card card) => Of(card.Kind);

    /// <summary>Whether a press of this button opens a window, rather than doing something by itself.</summary>
    public static bool Opens(ActionId action) => Opening.Contains(action);

    private static Practice? Of(string id)
    {
        var dot = id.IndexOf('.', StringComparison.Ordinal);
        return ByPrefix.TryGetValue(dot < 0 ? id : id.AsSpan(0, dot), out var practice) ? practice : null;
    }
}
