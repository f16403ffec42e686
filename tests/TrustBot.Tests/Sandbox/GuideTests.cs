using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Meetings;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Sandbox;

namespace TrustBot.Tests.Sandbox;

public sealed class GuideTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 16, 7, 30);
    private static readonly WordsId Agreement = new(Visibility.UsTwo, WordsId.Shared, "1");

    private static readonly Pair Proposed = new() { Id = HandMade.Pair, Programme = new ProgrammeId("spring"), Mentor = HandMade.Ana, Mentee = HandMade.Bo };

    [Fact]
    public void It_goes_on_with_each_step_that_is_done()
    {
        var joined = Proposed with { Joining = new JoiningState.Joined(Now) };
        var signing = joined with { Kickoff = new KickoffState.Signing(Agreement, 1, [], []) };
        var signed = joined with { Kickoff = new KickoffState.Signed(Agreement, 1, Now, []) };
        var met = signed with { Meetings = MeetingState.None with { Check = new Check(new LocalDate(2026, 6, 16), Met.Unsaid, Met.NotYet, false) } };

        Assert.Equal([1, 2, 3, 4, 5, 6], new[] { null, Proposed, joined, signing, signed, met }.Select(Guide.Reached));
    }

    [Fact]
    public void A_person_may_turn_it_and_it_stays_until_the_next_step_is_done()
    {
        var turned = Guide.Turned(5, 3);

        Assert.Equal(5, Guide.Step(turned, 3));
        Assert.Equal(4, Guide.Step(turned, 4));
        Assert.Equal(3, Guide.Step(null, 3));
        Assert.Equal(3, Guide.Step("nonsense", 3));
    }
}
