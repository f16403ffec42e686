using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Simulation;
using static TrustBot.Tests.Delivery.ScriptedChannel;

namespace TrustBot.Tests.Delivery;

/// <summary>Ana's card comes to the platform where she is now, whatever goes wrong on its way, and does not come twice where a platform can be asked for it.</summary>
public sealed class MoveFaultTests
{
    private static readonly ImmutableDictionary<string, Fault> Faults = ImmutableDictionary.CreateRange(new Dictionary<string, Fault>
    {
        ["dies before"] = new Fault.DiesBefore(),
        ["dies after"] = new Fault.DiesAfter(),
        ["answer lost"] = new Fault.AnswerLost(),
        ["request lost"] = new Fault.RequestLost(),
        ["refused"] = new Fault.Refused(new Outcome.NotLanded("refused")),
        ["refused for good"] = new Fault.Refused(new Outcome.NotLanded("too-long", Final: true)),
        ["out of reach"] = new Fault.Refused(new Outcome.OutOfReach("blocked")),
        ["not yet"] = new Fault.Refused(new Outcome.NotYet(Duration.FromSeconds(20))),
    });

    public static TheoryData<string, bool, bool> Ways() =>
        new(from fault in Faults.Keys from canFind in (bool[])[true, false] from atOnce in (bool[])[true, false] select (fault, canFind, atOnce));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_card_whose_first_way_to_the_new_chat_fails_is_there_once_after_the_next_change(string fault, bool canFind, bool atOnce)
    {
        var mover = new Mover(canFind);
        await mover.JoinAsync();
        await mover.MoveAsync(Mover.There);
        mover.Other.Faults.Enqueue(Faults[fault]);
        await mover.World.SurviveAsync(mover.IntroduceAsync);
        if (!atOnce)
            await mover.World.SurviveAsync(() => mover.World.PassAsync(Duration.FromMinutes(10)));

        await mover.World.SurviveAsync(mover.AnswerAsync);
        await mover.World.SurviveAsync(() => mover.World.PassAsync(Duration.FromMinutes(10)));
        await mover.World.SurviveAsync(() => mover.FillAsync("introduction.open.v1", World.Bo));
        await mover.World.SurviveAsync(() => mover.World.PassAsync(Duration.FromMinutes(10)));

        // Where nobody can look, the change after one that may have arrived comes for itself, as it does without a move. All later ones are of that one.
        var landedUnseen = !canFind && fault is "dies after" or "answer lost";
        Assert.InRange(mover.CardsThere.Count, 1, landedUnseen ? 2 : 1);
        Assert.Equal(await CalmAsync(), Text(mover.CardsThere[^1]));
        Assert.DoesNotContain(await mover.World.LedgerAsync(), row => row.State is not SendState.Final);
    }

    [Theory]
    [InlineData(WriteFault.CrashBefore)]
    [InlineData(WriteFault.CrashAfter)]
    [InlineData(WriteFault.LostRequest)]
    [InlineData(WriteFault.LostAnswer)]
    public async Task A_fault_at_any_write_leaves_one_card_in_each_chat(WriteFault fault)
    {
        for (var (at, writes) = (1, 1); at <= writes; at++)
        {
            var mover = new Mover();
            await mover.JoinAsync();
            writes = 0;
            mover.World.Table.Faults = (_, _, _) => ++writes == at ? fault : WriteFault.None;
            await mover.World.SurviveAsync(() => mover.MoveAsync(Mover.There));
            await mover.World.SurviveAsync(mover.IntroduceAsync);
            await mover.World.SurviveAsync(mover.AnswerAsync);
            await mover.World.SurviveAsync(() => mover.World.PassAsync(Duration.FromMinutes(5)));
            Assert.True((1, 1) == (mover.CardsHere.Count, mover.CardsThere.Count), $"{fault} at write {at} of {writes}: {mover.CardsHere.Count} here, {mover.CardsThere.Count} there.");
            await mover.World.SurviveAsync(() => mover.MoveAsync(Mover.Back));
            await mover.World.SurviveAsync(() => mover.FillAsync("kickoff.read.v1", World.Ana));
            Assert.True((1, 1) == (mover.CardsHere.Count, mover.CardsThere.Count), $"Back, {fault} at write {at} of {writes}: {mover.CardsHere.Count} here, {mover.CardsThere.Count} there.");
        }
    }

    [Theory]
    [InlineData("answer lost")]
    [InlineData("request lost")]
    [InlineData("refused")]
    [InlineData("refused for good")]
    [InlineData("dies after")]
    public async Task Whoever_goes_back_finds_the_old_card_as_things_stand(string fault)
    {
        var mover = new Mover();
        await mover.JoinAsync();
        var card = Assert.Single(mover.CardsHere);
        await mover.MoveAsync(Mover.There);
        mover.Other.Faults.Enqueue(Faults[fault]);
        await mover.World.SurviveAsync(mover.IntroduceAsync);

        await mover.World.SurviveAsync(() => mover.MoveAsync(Mover.Back));
        await mover.World.SurviveAsync(() => mover.World.PassAsync(Duration.FromMinutes(10)));
        await mover.World.SurviveAsync(mover.AnswerAsync);

        var now = Assert.Single(mover.CardsHere);
        Assert.Equal(card.Reference, now.Reference);
        Assert.NotEqual(card.Envelope.Key, now.Envelope.Key);
        Assert.InRange(mover.CardsThere.Count, 0, 1);
    }

    [Fact]
    public async Task Both_chats_keep_their_card_however_often_she_goes_to_and_fro()
    {
        var mover = new Mover();
        await mover.JoinAsync();
        var old = Assert.Single(mover.CardsHere);
        Address[] ways = [Mover.There, Mover.Back, Mover.There, Mover.Back];
        var steps = new Func<Task>[] { mover.IntroduceAsync, mover.AnswerAsync, () => mover.FillAsync("kickoff.open.v1", World.Bo), () => mover.FillAsync("kickoff.read.v1", World.Ana) };
        foreach (var (to, step) in ways.Zip(steps))
        {
            await mover.MoveAsync(to);
            await step();
            Assert.Single(mover.CardsThere);
            Assert.Equal(old.Reference, Assert.Single(mover.CardsHere).Reference);
        }
        Assert.NotEqual(old.Envelope.Key, mover.CardsHere[0].Envelope.Key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_press_on_a_redraw_brings_no_second_card_whether_it_comes_to_the_new_chat_first_or_not(bool first)
    {
        var mover = new Mover();
        await mover.JoinAsync();
        await mover.AnswerAsync();
        await mover.FillAsync("kickoff.open.v1", World.Bo);
        var redraw = Assert.Single(mover.CardsHere);
        var steps = new Func<Task>[] { () => mover.FillAsync("kickoff.open.v1", World.Ana, redraw.Envelope.Key), mover.IntroduceAsync };
        if (first)
        {
            mover.World.Channel.Faults.Enqueue(new Fault.Refused(new Outcome.NotLanded("rate-limited", Duration.FromMinutes(20))));
            await steps[0]();
        }
        await mover.MoveAsync(Mover.There);
        await mover.World.PassAsync(Duration.FromMinutes(30));
        Assert.Equal(first ? 1 : 0, mover.CardsThere.Count);

        foreach (var step in first ? steps[1..] : steps.Reverse())
        {
            await step();
            Assert.Single(mover.CardsThere);
        }

        await mover.MoveAsync(Mover.Back);
        await mover.FillAsync("kickoff.read.v1", World.Ana);
        var back = Assert.Single(mover.CardsHere);
        Assert.Equal(redraw.Reference, back.Reference);
        Assert.NotEqual(redraw.Envelope.Key, back.Envelope.Key);
        Assert.Single(mover.CardsThere);
        Assert.Single(await mover.World.LedgerAsync(), row => row.Send.Replaces == redraw.Envelope.Key && row.State is SendState.Sent { Lane: "other" });
    }

    [Fact]
    public async Task A_press_on_what_may_have_arrived_finds_the_card_in_the_chat_that_she_is_back_in()
    {
        var mover = new Mover(canFind: false);
        await mover.JoinAsync();
        await mover.AnswerAsync();
        await mover.FillAsync("kickoff.open.v1", World.Bo);
        var old = Assert.Single(mover.CardsHere);
        await mover.MoveAsync(Mover.There);
        mover.Other.Faults.Enqueue(new Fault.AnswerLost());
        await mover.IntroduceAsync();
        await mover.World.PassAsync(Duration.FromMinutes(10));
        var unconfirmed = Assert.Single(await mover.World.LedgerAsync(), row => row.State is SendState.Unconfirmed).Send.Key;

        await mover.MoveAsync(Mover.Back);
        await mover.FillAsync("kickoff.open.v1", World.Ana, unconfirmed);

        var back = Assert.Single(mover.CardsHere);
        Assert.Equal(old.Reference, back.Reference);
        Assert.NotEqual(old.Envelope.Key, back.Envelope.Key);
    }

    [Fact]
    public async Task A_card_that_never_came_to_a_third_chat_hides_none_of_the_others()
    {
        var mover = new Mover();
        await mover.JoinAsync();
        var first = Assert.Single(mover.CardsHere);
        await mover.AnswerAsync();
        await mover.FillAsync("kickoff.open.v1", World.Bo);
        await mover.MoveAsync(new Address("other", "one/ana"));
        await mover.IntroduceAsync();
        var second = Assert.Single(mover.CardsThere);
        await mover.MoveAsync(new Address("other", "two/ana"));
        mover.Other.Faults.Enqueue(Faults["refused for good"]);
        await mover.FillAsync("kickoff.open.v1", World.Ana, first.Envelope.Key);
        Assert.Single(await mover.World.LedgerAsync(), row => row.State is SendState.Failed);

        await mover.MoveAsync(Mover.Back);
        await mover.FillAsync("kickoff.open.v1", World.Ana, second.Envelope.Key);

        Assert.Equal(first.Reference, Assert.Single(mover.CardsHere).Reference);
        Assert.Equal(second, Assert.Single(mover.CardsThere));
    }

    [Fact]
    public async Task What_a_card_in_another_chat_leads_to_is_kept_with_it()
    {
        var mover = new Mover();
        await mover.JoinAsync();
        var old = Assert.Single(mover.CardsHere).Reference;
        await mover.AnswerAsync();
        await mover.FillAsync("kickoff.open.v1", World.Bo);
        await mover.MoveAsync(Mover.There);
        await mover.FillAsync("kickoff.open.v1", World.Ana, mover.CardsHere[0].Envelope.Key);
        var there = Assert.Single(mover.CardsThere).Envelope.Key;
        await mover.MoveAsync(Mover.Back);
        await mover.IntroduceAsync();

        mover.World.System.Advance(TimeSpan.FromDays(100));
        Assert.NotEqual(0, await mover.World.Here.Retention.RunAsync(TestContext.Current.CancellationToken));
        await mover.FillAsync("kickoff.open.v1", World.Ana, there);

        Assert.Equal(old, Assert.Single(mover.CardsHere).Reference);
        Assert.Single(await mover.World.LedgerAsync(), row => row.Send.Replaces == there && row.State is SendState.Sent { Lane: "test" });
    }

    /// <summary>What the card says when nothing goes wrong.</summary>
    private static async Task<string> CalmAsync()
    {
        var mover = new Mover();
        await mover.JoinAsync();
        await mover.MoveAsync(Mover.There);
        await mover.IntroduceAsync();
        await mover.AnswerAsync();
        await mover.FillAsync("introduction.open.v1", World.Bo);
        return Text(Assert.Single(mover.CardsThere));
    }

    private static string Text(Seen post) => string.Join('\n', Canaries.TextsOf(post.Envelope.Message));
}
