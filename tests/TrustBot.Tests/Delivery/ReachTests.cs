using TrustBot.Core.People;

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

    private static async Task<World> BoundAsync()
    {
        var world = new World();
        await world.InviteAsync();
        await world.Here.People.BindAsync(World.Ana, AtTest, Cancellation);
        return world;
    }
}
