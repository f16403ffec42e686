using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Simulation;
using TrustBot.Storage;
using static TrustBot.Tests.Delivery.ScriptedChannel;

namespace TrustBot.Tests.Delivery;

public sealed class CourierTests
{
    private const string Join = "joining.join.v1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_reaches_both_once()
    {
        var world = new World();
        await world.InviteAsync("You both nurse on night shifts.");
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(10));

        Assert.Single(world.PostsOf(World.Ana));
        Assert.Single(world.PostsOf(World.Bo));
        Assert.All(await world.LedgerAsync(), row => Assert.IsType<SendState.Sent>(row.State));
    }

    [Fact]
    public async Task A_pressed_message_is_drawn_anew_in_its_place()
    {
        var world = new World();
        await world.InviteAsync();
        await world.IdleAsync();
        var invitation = world.PostsOf(World.Bo)[0];

        await world.PressAsync(World.Bo, Join, from: invitation.Envelope.Key);
        await world.IdleAsync();

        var post = Assert.Single(world.PostsOf(World.Bo));
        Assert.Equal(invitation.Reference, post.Reference);
        Assert.True(post.Envelope.Message.Settled);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_looked_for_and_not_sent_again()
    {
        var world = new World();
        world.Channel.Faults.Enqueue(new Fault.AnswerLost());
        await world.InviteAsync();
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(5));

        Assert.Single(world.PostsOf(World.Ana));
        Assert.Single(world.PostsOf(World.Bo));
        Assert.All(await world.LedgerAsync(), row => Assert.IsType<SendState.Sent>(row.State));
    }

    [Fact]
    public async Task A_message_that_is_twice_not_there_is_sent_again()
    {
        var world = new World();
        world.Channel.Faults.Enqueue(new Fault.RequestLost());
        await world.InviteAsync();
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(5));

        Assert.Single(world.PostsOf(World.Ana));
        Assert.Single(world.PostsOf(World.Bo));
        Assert.Equal(2, world.Channel.Looks);
    }

    [Fact]
    public async Task Where_nothing_can_be_looked_up_a_doubtful_message_ends_unconfirmed()
    {
        var world = new World(canFind: false);
        world.Channel.Faults.Enqueue(new Fault.AnswerLost());
        await world.InviteAsync();
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(5));

        Assert.Equal(2, world.Channel.Calls);
        Assert.Single(await world.LedgerAsync(), row => row.State is SendState.Unconfirmed);
    }

    [Fact]
    public async Task A_refusal_for_good_ends_failed_with_its_reason()
    {
        var world = new World();
        world.Channel.Faults.Enqueue(new Fault.Refused(new Outcome.NotLanded("blocked", Final: true)));
        await world.InviteAsync();
        await world.IdleAsync();

        var failed = Assert.Single(await world.LedgerAsync(), row => row.State is SendState.Failed);
        Assert.Equal("blocked", ((SendState.Failed)failed.State).Reason);
        Assert.Single(world.Channel.Posts);
    }

    [Fact]
    public async Task Nothing_is_tried_before_the_channel_said_it_may_be()
    {
        var world = new World();
        world.Channel.Faults.Enqueue(new Fault.Refused(new Outcome.NotLanded("rate-limited", Duration.FromMinutes(3))));
        await world.InviteAsync();
        await world.IdleAsync();
        await world.PassAsync(Duration.FromSeconds(179));
        Assert.Equal(1, world.Channel.Calls);

        await world.PassAsync(Duration.FromMinutes(2));
        Assert.Equal(2, world.Channel.Posts.Count);
    }

    [Fact]
    public async Task An_outage_is_probed_ever_less_often_and_its_end_is_noticed_within_minutes()
    {
        var world = new World();
        for (var i = 0; i < 200; i++)
            world.Channel.Faults.Enqueue(new Fault.Refused(new Outcome.NotLanded("refused")));
        await world.InviteAsync();
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(60));

        Assert.InRange(world.Channel.Calls, 10, 40);
        world.Channel.Faults.Clear();
        await world.PassAsync(Duration.FromMinutes(15));
        Assert.Equal(2, world.Channel.Posts.Count);
    }

    [Fact]
    public async Task A_message_comes_within_the_receivers_hours()
    {
        var world = new World();
        world.System.Advance(TimeSpan.FromHours(10));
        await world.InviteAsync();
        await world.IdleAsync();
        Assert.Empty(world.Channel.Posts);

        await world.PassAsync(Duration.FromHours(12));
        Assert.Equal(2, world.Channel.Posts.Count);
    }

    [Fact]
    public async Task A_person_without_an_address_is_written_to_when_there_is_one()
    {
        var world = new World();
        await world.InviteAsync();
        world.Channel.Faults.Clear();
        var known = (await world.Here.People.ReadFreshAsync(World.Bo, Cancellation))!;
        await world.Table.WriteAsync(Tables.People, Keys.Partition("bo"),
            [new Change.Replace(Keys.Person, PersonStore.Document(known.Value with { Address = null }), known.ETag)], Cancellation);
        world.Here.People.Forget(World.Bo);
        await world.IdleAsync();
        Assert.Empty(world.PostsOf(World.Bo));

        Assert.True(await world.Here.People.BindAsync(World.Bo, new Address("test", "bo"), Cancellation));
        await world.IdleAsync();
        Assert.Single(world.PostsOf(World.Bo));
    }

    [Fact]
    public async Task An_unsent_original_gives_way_to_its_replacement()
    {
        var world = new World();
        world.System.Advance(TimeSpan.FromHours(10));
        await world.InviteAsync();
        var invitation = (await world.LedgerAsync()).First(row => row.Send.To == World.Bo).Send.Key;

        await world.PressAsync(World.Bo, Join, from: invitation);
        await world.IdleAsync();
        await world.PassAsync(Duration.FromHours(13));

        Assert.Single(world.PostsOf(World.Bo));
        Assert.IsType<SendState.Cancelled>((await world.LedgerAsync()).Single(row => row.Send.Key == invitation).State);
    }

    [Fact]
    public async Task A_call_broken_off_by_a_kill_is_not_made_blindly_again()
    {
        var world = new World();
        await world.InviteAsync();
        world.Channel.Faults.Enqueue(new Fault.DiesAfter());
        await Assert.ThrowsAsync<SimulatedCrashException>(world.IdleAsync);

        world.Start("first");
        await world.PassAsync(Duration.FromMinutes(5));

        Assert.Single(world.PostsOf(World.Ana));
        Assert.Single(world.PostsOf(World.Bo));
        Assert.All(await world.LedgerAsync(), row => Assert.IsType<SendState.Sent>(row.State));
    }

    [Fact]
    public async Task Another_node_leaves_a_claim_alone_until_its_lease_is_over()
    {
        var world = new World(alone: false);
        await world.InviteAsync();
        world.Channel.Faults.Enqueue(new Fault.DiesBefore());
        await Assert.ThrowsAsync<SimulatedCrashException>(world.IdleAsync);
        var calls = world.Channel.Calls;

        world.Start("second", alone: false);
        await world.PassAsync(Duration.FromSeconds(50));
        var claimed = Assert.Single(await world.LedgerAsync(), row => row.State is SendState.Trying).Send.To;
        Assert.Empty(world.PostsOf(claimed));

        await world.PassAsync(Duration.FromMinutes(10));
        Assert.Single(world.PostsOf(World.Ana));
        Assert.Single(world.PostsOf(World.Bo));
        Assert.True(world.Channel.Calls > calls);
    }

    [Fact]
    public async Task An_invitation_taken_back_in_time_reaches_nobody()
    {
        var world = new World();
        await world.ProposeAsync();
        var at = world.Now + Duration.FromMinutes(5);
        await world.Here.Pairs.HandleAsync(World.Pair, new Input.Invited(at), Cancellation);
        await world.PassAsync(Duration.FromMinutes(4));
        await world.Here.Pairs.HandleAsync(World.Pair, new Input.InvitationCancelled(), Cancellation);
        await world.PassAsync(Duration.FromMinutes(10));

        Assert.Empty(world.Channel.Posts);
        Assert.All(await world.LedgerAsync(), row => Assert.Equal("ended", Assert.IsType<SendState.Skipped>(row.State).Reason));
    }

    [Fact]
    public async Task What_is_decided_between_claim_and_call_is_in_the_message_that_goes_out()
    {
        var world = new World(alone: false);
        await world.InviteAsync();
        var other = world.Start("second", alone: false);
        var decided = false;
        world.Table.Faults = (table, _, batch) =>
        {
            if (!decided && batch is [Change.Replace { Data: var data }] && data.Contains("Trying", StringComparison.Ordinal))
            {
                decided = true;
                var press = other.Inbox.PressAsync(World.Ana, World.Pair, new ActionId(Join), null, null, Cancellation).AsTask();
                Assert.True(press.IsCompletedSuccessfully);
            }
            return WriteFault.None;
        };

        await world.First.Courier.RunOnceAsync(Subject.Of(World.Pair), Cancellation);

        Assert.True(decided);
        Assert.True(Assert.Single(world.PostsOf(World.Ana)).Envelope.Message.Settled);
        Assert.Equal(2, world.Channel.Calls);
    }
}
