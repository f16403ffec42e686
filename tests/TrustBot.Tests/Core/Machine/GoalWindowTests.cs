using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Goals;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Core.Machine;

public sealed class GoalWindowTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly PersonId Ana = new("ana"), Bo = new("bo");

    /// <summary>The other window shared the goal in the meantime.</summary>
    [Fact]
    public void What_is_typed_below_only_you_stays_so_when_another_window_has_shared_the_goal()
    {
        var (pair, decision) = Submit(basedOn: 0);
        Assert.IsType<FormReply.Errors>(decision.Reply);
        Assert.Same(pair.Goals[0], decision.Pair!.Goals[0]);
        Assert.Empty(decision.Words);
    }

    [Fact]
    public void A_window_that_says_who_reads_it_changes_the_goal()
    {
        var (_, decision) = Submit(basedOn: 1);
        Assert.IsType<FormReply.Close>(decision.Reply);
        Assert.Equal(Visibility.UsTwo, Assert.Single(decision.Words.OfType<WordsChange.Write>()).Id.Visibility);
    }

    private static (Pair Pair, Decision Decision) Submit(int basedOn)
    {
        var hours = WorkingHours.UsualIn("Europe/Berlin");
        var goal = new Goal(1, Role.Mentee, new WordsId(Visibility.UsTwo, Bo.Value, "1.1"), null);
        var pair = new Pair { Id = new PairId("two"), Programme = new ProgrammeId("spring"), Mentor = Ana, Mentee = Bo, Joining = new JoiningState.Joined(Now - Duration.FromDays(1)), Goals = [goal] };
        var programme = new Programme
        {
            Id = pair.Programme,
            Name = "Spring",
            Coordinator = new PersonId("kim"),
            CoordinatorName = "Kim Berger",
            Cadence = Cadence.EveryTwoWeeks(new LocalDate(2026, 3, 3)),
            Language = Language.English,
            Hours = hours,
        };
        var words = new Opened(ImmutableDictionary<WordsId, Words>.Empty.Add(goal.Words, Sheet.Empty.With("goal", new Words("Speak up")).ToWords()));
        var view = new PairView(pair, PersonOf(Ana, hours), PersonOf(Bo, hours), programme, new House("the tests", null, StoreKind.Embedded), words);
        var answers = new FormAnswers(new Dictionary<string, Words> { ["goal"] = new("Speak up, even to Ana"), ["state"] = new("open") }.ToImmutableDictionary());
        return (pair, PairMachine.Decide(view, new Input.Submitted(Bo, new ActionId("goals.change.v1"), "1", answers, "nonce", basedOn), Now));
    }

    private static Person PersonOf(PersonId id, WorkingHours hours) => new() { Id = id, Name = $"{id} Lind", Language = Language.English, Hours = hours };
}
