using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Storage;

namespace TrustBot.Tests.Delivery;

/// <summary>What a process remembers of the store never stands in the way of what the store holds.</summary>
public sealed class RememberedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_another_process_decides_is_sent_by_one_that_had_found_nothing_open()
    {
        var world = new World(alone: false);
        await world.InviteAsync();
        await world.IdleAsync();
        Assert.Null(await world.First.Courier.RunOnceAsync(Subject.Of(World.Pair), Cancellation));
        var posts = world.Channel.Posts.Count;

        world.Start("second", alone: false);
        await world.PressAsync(World.Ana, "joining.join.v1");
        await world.PressAsync(World.Bo, "joining.join.v1");
        await world.First.Courier.RunOnceAsync(Subject.Of(World.Pair), Cancellation);

        Assert.True(world.Channel.Posts.Count > posts);
        Assert.All(await world.LedgerAsync(), row => Assert.IsType<SendState.Final>(row.State, exactMatch: false));
    }

    [Fact]
    public async Task Nothing_is_read_twice_of_a_partition_in_which_all_is_sent()
    {
        var world = new World();
        await world.InviteAsync();
        await world.IdleAsync();
        await world.Here.Courier.RunOnceAsync(Subject.Of(World.Pair), Cancellation);
        // Cut off from its root's ETag, a row that is put there says whether anybody looked.
        var there = (await world.LedgerAsync())[0];
        var send = there.Send with { Key = new SendKey("unseen~r90~ana~p1"), Replaces = null };
        var row = there with { Send = send, State = new SendState.Fresh() };
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition("p1"), [new Change.Insert(Keys.Send(send.Key), PairJson.Write(row))], Cancellation);

        Assert.Null(await world.Here.Courier.RunOnceAsync(Subject.Of(World.Pair), Cancellation));

        Assert.IsType<SendState.Fresh>((await world.LedgerAsync()).Single(one => one.Send.Key == send.Key).State);
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_holds_at_once()
    {
        var world = new World();
        await world.ProposeAsync();
        var before = await world.Here.People.ReadAsync(World.Ana, Cancellation);
        world.Table.Faults = (table, _, _) => table == Tables.People ? WriteFault.LostAnswer : WriteFault.None;
        var pressed = new PersonInput.Pressed(new ActionId("people.hours.v1"), "thursday-1300", null, null);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await world.Here.Persons.HandleAsync(World.Ana, pressed, Cancellation));

        var after = await world.Here.People.ReadAsync(World.Ana, Cancellation);
        Assert.NotEqual(before!.Hours.Prompt, after!.Hours.Prompt);
    }
}
