using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Pairs;

public sealed class ReadAheadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pair_that_was_changed_since_is_decided_as_it_is_now()
    {
        var world = new World();
        await world.InviteAsync();
        var ahead = await AheadAsync(world);
        await world.PressAsync(World.Ana, "joining.join.v1");
        var pressed = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!;
        world.Here.Clock.SetOffset(Duration.FromDays(9));

        Assert.True(await world.Here.Pairs.WakeAsync(World.Pair, ahead, Cancellation));
        var now = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!;
        Assert.IsType<JoiningState.NotStarted>(now.Joining);
        Assert.Equal(pressed.Revision + 1, now.Revision);
    }

    [Fact]
    public async Task What_has_come_due_since_is_not_missed_where_nothing_was_due_before()
    {
        var world = new World();
        await world.ProposeAsync();
        var ahead = await AheadAsync(world);
        await world.Here.Pairs.HandleAsync(World.Pair, new Input.Invited(world.Now), Cancellation);
        world.Here.Clock.SetOffset(Duration.FromDays(9));

        Assert.True(await world.Here.Pairs.WakeAsync(World.Pair, ahead, Cancellation));
        Assert.IsType<JoiningState.NotStarted>((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Joining);
    }

    [Fact]
    public async Task What_was_settled_since_is_not_settled_again()
    {
        var world = new World();
        await world.InviteAsync();
        var ahead = await AheadAsync(world);
        world.Here.Clock.SetOffset(Duration.FromDays(9));
        await world.Here.Pairs.HandleAsync(World.Pair, new Input.Woken(), Cancellation);
        var ledger = await world.LedgerAsync();

        Assert.False(await world.Here.Pairs.WakeAsync(World.Pair, ahead, Cancellation));
        Assert.Equal(ledger, await world.LedgerAsync());
    }

    [Fact]
    public async Task A_pair_that_cannot_be_read_keeps_none_of_the_others_from_being_decided()
    {
        var world = new World();
        await world.InviteAsync();
        var broken = new PairId("broken");
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition(broken.Value), [new Change.Insert(Keys.Pair, "{")], Cancellation);
        await world.Here.Hints.PutAsync(Subject.Of(broken), world.Now, Cancellation);
        world.Here.Clock.SetOffset(Duration.FromDays(9));

        await world.Here.Waker.RunOnceAsync(world.Now, Cancellation);

        Assert.IsType<JoiningState.NotStarted>((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Joining);
        Assert.Contains(await world.Here.Hints.AllAsync(null, 0, Cancellation), hint => hint.Subject == Subject.Of(broken));
    }

    private static async Task<Stored<Pair>> AheadAsync(World world) => (await world.Here.Pairs.ReadAheadAsync([World.Pair], Cancellation))[World.Pair];
}
