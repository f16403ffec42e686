using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
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

    [Fact]
    public async Task A_wake_that_comes_before_what_it_was_for_plans_the_next()
    {
        var world = new World();
        await world.InviteAsync();
        await world.PressAsync(World.Ana, "joining.join.v1");
        await world.PressAsync(World.Bo, "joining.join.v1");
        await world.IdleAsync();
        var planned = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.NextWake!.Value;
        // As when somebody is forgotten: their hours are others from then on, and no pair is told.
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await MoveAsync(world, person, "America/New_York");
        world.System.Advance((planned - world.Now).ToTimeSpan() - TimeSpan.FromSeconds(30));
        await world.PassAsync(Duration.FromMinutes(2));

        var pair = await world.Here.Pairs.ReadAsync(World.Pair, Cancellation);

        Assert.True(pair!.NextWake > world.Now, $"{pair.NextWake} is over, and nothing wakes the pair any more.");
        Assert.Contains(await world.Here.Hints.AllAsync(null, 0, Cancellation), hint => hint.Subject == Subject.Of(World.Pair) && hint.Due >= pair.NextWake);
    }

    private static async Task MoveAsync(World world, PersonId person, string zone)
    {
        var row = (await world.Table.ReadAsync(Tables.People, Keys.Partition(person.Value), Keys.Person, Cancellation))!;
        var before = PairJson.Read<PersonRow>(row.Data);
        var after = before with { Person = before.Person with { Hours = WorkingHours.UsualIn(zone) } };
        await world.Table.WriteAsync(Tables.People, Keys.Partition(person.Value), [new Change.Replace(row.Key, PairJson.Write(after), row.ETag)], Cancellation);
    }
}
