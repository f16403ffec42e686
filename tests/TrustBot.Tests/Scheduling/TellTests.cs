using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Scheduling;

/// <summary>Facts that one partition has for others arrive in their order, and one that can't take its own holds up nobody else.</summary>
public sealed class TellTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_said_first_is_told_first_however_often_its_author_has_spoken()
    {
        var world = await JoinedAsync();
        while ((await world.Here.People.ReadFreshAsync(World.Bo, Cancellation))!.Value.Revision < 8)
            await world.Here.Inbox.SayAsync(World.Bo, "help", Cancellation);
        await world.IdleAsync();

        await world.Here.Inbox.SayAsync(World.Bo, "pause two weeks", Cancellation);
        await world.Here.Inbox.SayAsync(World.Bo, "resume", Cancellation);
        await world.IdleAsync();

        Assert.Null((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Rest);
    }

    private static async Task<World> JoinedAsync()
    {
        var world = new World();
        await world.InviteAsync();
        await world.IdleAsync();
        await world.PressAsync(World.Bo, "joining.join.v1");
        await world.PressAsync(World.Ana, "joining.join.v1");
        await world.IdleAsync();
        return world;
    }
}
