using System.Collections.Immutable;
using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Resting;

namespace TrustBot.Tests.Core.Reports;

public sealed class PairSummaryTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly Instant Sent = Instant.FromUtc(2026, 6, 1, 8, 0);
    private static readonly Instant Deadline = Instant.FromUtc(2026, 6, 8, 16, 0);

    private static readonly Pair Bare = new()
    {
        Id = new PairId("p"),
        Programme = new ProgrammeId("spring"),
        Mentor = new PersonId("ana"),
        Mentee = new PersonId("bo"),
    };

    [Property]
    public void Before_the_deadline_nobody_can_tell_who_answered_what(Answer mentor, Answer mentee, Answer otherMentor, Answer otherMentee, byte hours)
    {
        var now = Sent + Duration.FromHours(Math.Min((int)hours, 175));
        var one = Bare with { Joining = new JoiningState.Inviting(Sent, Deadline, mentor, mentee), Revision = 3 };
        var other = Bare with { Joining = new JoiningState.Inviting(Sent, Deadline, otherMentor, otherMentee), Revision = 5 };
        Assert.Equal(PairSummary.Of(one, now, Berlin), PairSummary.Of(other, now, Berlin));
    }

    [Property]
    public void After_the_deadline_a_refusal_and_no_answer_look_the_same(Answer mentor, Answer mentee, Answer otherMentor, Answer otherMentee, bool wants)
    {
        var again = wants ? Again.Yes : Again.Unsaid;
        var one = Bare with { Joining = new JoiningState.NotStarted(Deadline, mentor, mentee, again, Again.No) };
        var other = Bare with { Joining = new JoiningState.NotStarted(Deadline, otherMentor, otherMentee, again, Again.Unsaid) };
        var summary = PairSummary.Of(one, Deadline, Berlin);
        Assert.Equal(summary, PairSummary.Of(other, Deadline, Berlin));
        Assert.Equal(PairStage.DidNotStart, summary.Stage);
        Assert.Equal(wants ? [Bare.Mentor] : ImmutableArray<PersonId>.Empty, summary.WantAnother);
    }

    [Property]
    public void Who_answered_the_kickoff_first_stays_between_the_two(byte mentorPages, byte menteePages)
    {
        var one = Joined(new KickoffState.Answering(Pages(mentorPages), Pages(menteePages)));
        var other = Joined(new KickoffState.Answering(Pages(menteePages), Pages(mentorPages)));
        Assert.Equal(PairSummary.Of(one, Deadline, Berlin), PairSummary.Of(other, Deadline, Berlin));
        Assert.Equal(PairStage.Joined, PairSummary.Of(one, Deadline, Berlin).Stage);
    }

    [Fact]
    public void Who_signed_first_stays_between_the_two()
    {
        var agreement = new WordsId(Visibility.UsTwo, WordsId.Shared, "4.1");
        ImmutableArray<ImmutableArray<Role>> signatures = [[], [Role.Mentor], [Role.Mentee]];
        var summaries = signatures.Select(signed => PairSummary.Of(Joined(new KickoffState.Signing(agreement, 2, signed, [])), Deadline, Berlin));
        Assert.Equal(PairStage.Kickoff, Assert.Single(summaries.Distinct()).Stage);
    }

    [Property]
    public void Who_asked_for_an_end_stays_with_them(bool mentor, bool mentee, Goodbye said, Goodbye otherSaid, bool wants)
    {
        var signed = Joined(new KickoffState.Signed(new WordsId(Visibility.UsTwo, WordsId.Shared, "4.1"), 1, Sent, []));
        var wish = new Wish(Deadline, false);
        var asked = signed with { Closing = new ClosingState.Asked(mentor ? wish : null, mentee || !mentor ? wish : null) };
        Assert.Equal(PairSummary.Of(signed, Sent, Berlin), PairSummary.Of(asked, Sent, Berlin));
        var on = new LocalDate(2026, 6, 20);
        var one = signed with { Closing = new ClosingState.Planned(on, on, on, Step.Shown, new Leaving(said, null, wants), Leaving.After(wish)) };
        var other = signed with { Closing = new ClosingState.Planned(on, on, on, Step.Asked, Leaving.After(null), new Leaving(otherSaid, null, false)) };
        Assert.Equal(PairSummary.Of(one, Deadline, Berlin), PairSummary.Of(other, Deadline, Berlin));
        Assert.Equal((PairStage.Ending, on), (PairSummary.Of(one, Deadline, Berlin).Stage, PairSummary.Of(one, Deadline, Berlin).Until));
    }

    [Property]
    public void Who_asked_for_a_rest_stays_between_the_two(Role by, Role otherBy, bool mentorReady, bool menteeReady)
    {
        var until = new LocalDate(2026, 7, 2);
        var signed = Joined(new KickoffState.Signed(new WordsId(Visibility.UsTwo, WordsId.Shared, "4.1"), 1, Sent, []));
        var one = signed with { Rest = new Rest(until, by, Sent, Shown: true, mentorReady, menteeReady) };
        var other = signed with { Rest = new Rest(until, otherBy, Sent, Shown: true, MentorReady: false, MenteeReady: false) };
        Assert.Equal(PairSummary.Of(one, Deadline, Berlin), PairSummary.Of(other, Deadline, Berlin));
        Assert.Equal((PairStage.Resting, until), (PairSummary.Of(one, Deadline, Berlin).Stage, PairSummary.Of(one, Deadline, Berlin).Until));
    }

    [Fact]
    public void A_rest_shows_from_the_slot_at_which_it_shows_to_both()
    {
        var signed = Joined(new KickoffState.Signed(new WordsId(Visibility.UsTwo, WordsId.Shared, "4.1"), 1, Sent, []));
        var asked = signed with { Rest = new Rest(new LocalDate(2026, 7, 2), Role.Mentee, Deadline, Shown: false, MentorReady: false, MenteeReady: false) };
        Assert.Equal(PairSummary.Of(signed, Sent, Berlin), PairSummary.Of(asked, Sent, Berlin));
    }

    [Theory]
    [InlineData(0, ActivityBand.ThisWeek)]
    [InlineData(6, ActivityBand.ThisWeek)]
    [InlineData(7, ActivityBand.ThisMonth)]
    [InlineData(30, ActivityBand.ThisMonth)]
    [InlineData(31, ActivityBand.Longer)]
    [InlineData(400, ActivityBand.Longer)]
    public void Activity_is_told_in_bands_only(int daysAgo, ActivityBand band)
    {
        var today = Deadline.InZone(Berlin).Date;
        var pair = Joined(Bare.Kickoff) with { LastActivity = today.PlusDays(-daysAgo) };
        Assert.Equal(band, PairSummary.Of(pair, Deadline, Berlin).Active);
    }

    [Fact]
    public void There_is_no_place_for_words()
    {
        var places = typeof(PairSummary).GetProperties().Select(property => property.PropertyType).ToArray();
        Assert.DoesNotContain(typeof(string), places);
        Assert.DoesNotContain(typeof(Words), places);
        Assert.DoesNotContain(typeof(WordsId), places);
    }

    private static Pair Joined(KickoffState kickoff) => Bare with { Joining = new JoiningState.Joined(Sent), Kickoff = kickoff };

    private static Draft Pages(byte pages) => Draft.Empty with { Pages = pages % (Draft.AllPages + 1) };
}
