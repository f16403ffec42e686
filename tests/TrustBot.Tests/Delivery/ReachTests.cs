using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Storage;

namespace TrustBot.Tests.Delivery;

/// <summary>What a platform says of a person holds until they are known to be there again.</summary>
public sealed class ReachTests
{
    private static readonly Address AtTest = new("test", World.Ana.Value);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_began_before_somebody_came_back_does_not_lose_them_again()
    {
        var world = await BoundAsync();
        var before = (await world.Here.People.ReadFreshAsync(World.Ana, Cancellation))!.Value.Revision;
        Assert.True(await world.Here.People.LoseAsync(AtTest, Reach.Blocked, before, Cancellation));
        Assert.True(await world.Here.People.BindAsync(World.Ana, AtTest, Cancellation));

        Assert.False(await world.Here.People.LoseAsync(AtTest, Reach.Blocked, before, Cancellation));

        Assert.Equal(Reach.Here, (await world.Here.People.ReadFreshAsync(World.Ana, Cancellation))!.Value.Reach);
    }

    [Fact]
    public async Task What_is_certain_holds_whatever_happened_since()
    {
        var world = await BoundAsync();

        Assert.True(await world.Here.People.LoseAsync(AtTest, Reach.Removed, null, Cancellation));

        Assert.Null((await world.Here.People.ReadFreshAsync(World.Ana, Cancellation))!.Value.Reachable);
    }

    [Fact]
    public async Task After_a_fortnight_the_other_is_told_once_and_asked_nothing_until_they_are_back()
    {
        var world = await BoundAsync();
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await world.PressAsync(person, "joining.join.v1");
        await world.IdleAsync();
        var lost = world.Now;
        await world.Here.People.LoseAsync(AtTest, Reach.Removed, null, Cancellation);
        await world.Here.People.LoseAsync(AtTest, Reach.Left, null, Cancellation);
        Assert.Equal((Reach.Left, lost), ((await PersonAsync(world)).Reach, (await PersonAsync(world)).LostAt!.Value));

        await PassDaysAsync(world, 13);
        Assert.Empty(Told(await world.LedgerAsync()));
        await PassDaysAsync(world, 6);
        Assert.Single(Told(await world.LedgerAsync()), row => row.State is SendState.Sent);
        Assert.True((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Away.Holds);

        await world.Here.People.BindAsync(World.Ana, AtTest, Cancellation);
        await world.IdleAsync();
        Assert.Null((await PersonAsync(world)).LostAt);
        Assert.False((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Away.Holds);
        await PassDaysAsync(world, 20);
        Assert.Single(Told(await world.LedgerAsync()));
    }

    [Fact]
    public async Task Who_was_lost_before_the_moment_was_noted_is_lost_since_the_first_look_and_the_other_is_told_a_fortnight_later()
    {
        var world = await LostLongAgoAsync();

        Assert.NotEqual(0, await world.Here.Repair.RunAsync(Cancellation));
        await world.IdleAsync();

        var seen = world.Now;
        Assert.Equal((Reach.Removed, seen), ((await PersonAsync(world)).Reach, (await PersonAsync(world)).LostAt));
        await PassDaysAsync(world, 13);
        await world.Here.Repair.RunAsync(Cancellation);
        Assert.Empty(Told(await world.LedgerAsync()));
        await PassDaysAsync(world, 6);
        Assert.Equal(seen, (await PersonAsync(world)).LostAt);
        Assert.Single(Told(await world.LedgerAsync()), row => row.State is SendState.Sent);
    }

    [Fact]
    public async Task Who_was_lost_before_the_moment_was_noted_and_is_refused_for_the_same_again_is_lost_since_then()
    {
        var world = await LostLongAgoAsync();

        Assert.True(await world.Here.People.LoseAsync(AtTest, Reach.Removed, null, Cancellation));

        Assert.Equal(world.Now, (await PersonAsync(world)).LostAt);
        Assert.Single(await world.RowsAsync<TellRow>(Tables.People, World.Ana.Value, "tell"));
    }

    /// <summary>As a store has it that an older version wrote to last.</summary>
    private static async Task<World> LostLongAgoAsync()
    {
        var world = await BoundAsync();
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await world.PressAsync(person, "joining.join.v1");
        await world.IdleAsync();
        var stored = (await world.Here.People.ReadFreshAsync(World.Ana, Cancellation))!;
        var lost = PersonStore.Document(stored.Value with { Reach = Reach.Removed });
        await world.Table.WriteAsync(Tables.People, Keys.Partition(World.Ana.Value), [new Change.Replace(Keys.Person, lost, stored.ETag)], Cancellation);
        world.Here.People.Forget(World.Ana);
        return world;
    }

    private static async Task PassDaysAsync(World world, int days)
    {
        for (var hour = 0; hour < days * 24; hour++)
        {
            world.System.Advance(TimeSpan.FromHours(1));
            await world.IdleAsync();
        }
    }

    private static IEnumerable<SendRow> Told(IEnumerable<SendRow> ledger) => ledger.Where(row => row.Send.Card.Kind == "away.gone");

    private static async Task<Person> PersonAsync(World world) => (await world.Here.People.ReadFreshAsync(World.Ana, Cancellation))!.Value;

    private static async Task<World> BoundAsync()
    {
        var world = new World();
        await world.InviteAsync();
        await world.Here.People.BindAsync(World.Ana, AtTest, Cancellation);
        return world;
    }
}
