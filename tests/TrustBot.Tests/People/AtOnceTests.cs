using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Simulation;
using static TrustBot.Tests.People.AnasAddresses;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.People;

/// <summary>Two processes bind the same person to the same address, the one in the middle of the other.</summary>
public sealed class AtOnceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="then">What becomes of the first at its next write after the other was done.</param>
    [Theory]
    [InlineData(WriteFault.None)]
    [InlineData(WriteFault.CrashBefore)]
    [InlineData(WriteFault.CrashAfter)]
    public async Task Two_that_move_somebody_to_the_same_address_bring_them_there(WriteFault then)
    {
        await InTheMiddleAsync(moves: true, then, async world => Assert.Equal("a note", await new Places(world.Table).ReadAsync(Elsewhere, Cancellation)));
    }

    [Fact]
    public async Task A_move_goes_on_though_another_process_finds_that_they_are_not_to_be_moved()
    {
        await InTheMiddleAsync(moves: false, WriteFault.None, _ => Task.CompletedTask);
    }

    private static async Task InTheMiddleAsync(bool moves, WriteFault then, Func<World, Task> after)
    {
        var isInTheMiddle = true;
        for (var at = 1; isInTheMiddle; at++)
        {
            var world = new World(alone: false);
            await world.ProposeAsync();
            await new Places(world.Table).ChangeAsync(Elsewhere, _ => "a note", Cancellation);
            var (first, other, writes) = (world.Here, world.Start("other", alone: false), 0);
            world.Table.Faults = (_, _, _) =>
            {
                if (++writes != at)
                    return WriteFault.None;
                world.Table.Faults = null;
                Assert.True(other.People.BindAsync(World.Ana, Elsewhere, moves, Cancellation).AsTask().IsCompletedSuccessfully);
                world.Table.Faults = (_, _, _) => then;
                return WriteFault.None;
            };
            try
            {
                Assert.True(await first.People.BindAsync(World.Ana, Elsewhere, Cancellation));
            }
            catch (SimulatedCrashException)
            {
                Assert.NotEqual(WriteFault.None, then);
            }
            world.Table.Faults = null;
            isInTheMiddle = writes >= at;
            await IsThereAloneAsync(world);
            await after(world);
        }
    }

    private static async Task IsThereAloneAsync(World world)
    {
        var people = world.Start("next", alone: false).People;
        await people.MendAsync(World.Ana, Cancellation);
        var ana = (await people.ReadFreshAsync(World.Ana, Cancellation))!.Value;
        Assert.Equal(Elsewhere, ana.Reachable);
        Assert.Empty(ana.Pending);
        Assert.Equal(World.Ana, await people.FindByAddressAsync(Elsewhere, Cancellation));
        Assert.Null(await people.FindByAddressAsync(Old, Cancellation));
    }
}
