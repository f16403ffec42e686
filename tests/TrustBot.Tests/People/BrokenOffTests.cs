using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Simulation;
using static TrustBot.Tests.People.AnasAddresses;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.People;

/// <summary>The process dies at any write of a move, of a loss or of a return; whatever comes next leads to the same end.</summary>
public sealed class BrokenOffTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_move_that_was_broken_off_anywhere_is_completed_by_the_next_act()
    {
        await AtEveryWriteAsync(9, BoundAsync, world => BindAsync(world, Elsewhere), async world =>
        {
            await BindAsync(world, Elsewhere);

            Assert.Equal(Elsewhere, (await AnaAsync(world)).Reachable);
            Assert.Null(await world.Here.People.FindByAddressAsync(Old, Cancellation));
            Assert.Null(await new Places(world.Table).ReadAsync(Old, Cancellation));
            Assert.Equal(World.Ana, await world.Here.People.FindByAddressAsync(Elsewhere, Cancellation));
        });
    }

    [Fact]
    public async Task Whatever_is_shown_of_a_move_that_was_broken_off_is_true()
    {
        await AtEveryWriteAsync(9, BoundAsync, world => BindAsync(world, Elsewhere), async world =>
        {
            var shown = (await AnaAsync(world)).Reachable!;
            Assert.Equal(World.Ana, await world.Here.People.FindByAddressAsync(shown, Cancellation));
            Assert.True(shown == Elsewhere || await new Places(world.Table).ReadAsync(Old, Cancellation) is not null);

            Assert.True(await world.Here.People.LoseAsync(shown, Reach.Removed, null, Cancellation));

            Assert.Null((await AnaAsync(world)).Reachable);
        });
    }

    [Fact]
    public async Task A_move_that_was_broken_off_is_tidied_up_at_the_next_start_though_nobody_comes()
    {
        await AtEveryWriteAsync(9, BoundAsync, world => BindAsync(world, Elsewhere), async world =>
        {
            await world.PassAsync(Duration.FromMinutes(2));

            var here = (await AnaAsync(world)).Reachable;
            foreach (var address in (Address[])[Old, Elsewhere])
                Assert.Equal(address == here, await LeadsAsync(world, address));
            Assert.Empty((await AnaAsync(world)).Pending);
            Assert.Equal(here == Old, await new Places(world.Table).ReadAsync(Old, Cancellation) is not null);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_is_forgotten_after_a_move_was_broken_off_is_led_to_by_nothing(bool restored)
    {
        await AtEveryWriteAsync(9, BoundAsync, world => BindAsync(world, Elsewhere), async world =>
        {
            if (restored)
            {
                world.Erased.Add(World.Ana.Value);
                await world.Here.Eraser.ReplayAsync(Cancellation);
            }
            else
            {
                await world.Here.People.BeginForgettingAsync(World.Ana, world.Now, Cancellation);
                await world.PassAsync(Duration.FromMinutes(2));
            }

            var ana = await AnaAsync(world);
            Assert.True(ana.Forgetting!.Done);
            Assert.Equal((false, false), (await LeadsAsync(world, Old), await LeadsAsync(world, Elsewhere)));
            Assert.Null(await new Places(world.Table).ReadAsync(Old, Cancellation));
            Assert.Empty(ana.Pending);
        });
    }

    [Fact]
    public async Task What_a_move_leaves_behind_lies_where_older_versions_read_nothing()
    {
        await AtEveryWriteAsync(9, BoundAsync, world => BindAsync(world, Elsewhere), async world =>
        {
            var ana = await AnaAsync(world);

            // Of all between these two they take every row but the last for one of a pair.
            var rows = await world.Table.ReadRangeAsync(Tables.People, Keys.Partition(World.Ana.Value), "pair:", "person;", 0, Cancellation);
            Assert.Equal([.. ana.Pairs.Select(Keys.PairOf), Keys.Person], rows.Select(row => row.Key));
            Assert.Equal([World.Pair], ana.Pairs);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_process_that_tidies_up_in_the_middle_of_a_move_takes_nothing_away(bool secondTry)
    {
        var isInTheMiddle = true;
        for (var at = 1; isInTheMiddle; at++)
        {
            var world = new World(alone: false);
            await BoundAsync(world);
            if (secondTry)
                await StrikeAsync(world, 4, WriteFault.CrashAfter, one => BindAsync(one, Elsewhere));
            var (mover, other, writes) = (world.Here, world.Start("other", alone: false), 0);
            world.Table.Faults = (_, _, _) =>
            {
                if (++writes == at)
                    Assert.True(other.People.MendAsync(World.Ana, Cancellation).AsTask().IsCompletedSuccessfully);
                return WriteFault.None;
            };

            Assert.True(await mover.People.BindAsync(World.Ana, Elsewhere, Cancellation));

            isInTheMiddle = writes >= at;
            world.Table.Faults = null;
            await world.Start("next", alone: false).People.MendAsync(World.Ana, Cancellation);
            Assert.Equal(Elsewhere, (await AnaAsync(world)).Reachable);
            Assert.Equal((true, false), (await LeadsAsync(world, Elsewhere), await LeadsAsync(world, Old)));
            Assert.Empty((await AnaAsync(world)).Pending);
        }
    }

    [Theory]
    [InlineData(WriteFault.CrashBefore)]
    [InlineData(WriteFault.CrashAfter)]
    public async Task A_move_that_dies_after_another_process_tidied_up_in_its_middle_leaves_nothing_behind(WriteFault then)
    {
        var isInTheMiddle = true;
        for (var at = 1; isInTheMiddle; at++)
        {
            var world = new World(alone: false);
            await BoundAsync(world);
            var (mover, other, writes) = (world.Here, world.Start("other", alone: false), 0);
            world.Table.Faults = (_, _, _) =>
            {
                if (++writes != at)
                    return WriteFault.None;
                world.Table.Faults = null;
                Assert.True(other.People.MendAsync(World.Ana, Cancellation).AsTask().IsCompletedSuccessfully);
                world.Table.Faults = (_, _, _) => ++writes > at ? then : WriteFault.None;
                return then == WriteFault.CrashAfter ? then : WriteFault.None;
            };
            try
            {
                await mover.People.BindAsync(World.Ana, Elsewhere, Cancellation);
            }
            catch (SimulatedCrashException)
            {
                // Nobody comes again.
            }
            world.Table.Faults = null;
            isInTheMiddle = writes >= at;
            world.Start("next", alone: false);
            await world.PassAsync(Duration.FromMinutes(5));

            var here = (await AnaAsync(world)).Reachable;
            foreach (var address in (Address[])[Old, Elsewhere])
                Assert.Equal((at, address == here), (at, await LeadsAsync(world, address)));
            Assert.Empty((await AnaAsync(world)).Pending);
        }
    }

    [Fact]
    public async Task After_a_loss_that_was_broken_off_anywhere_and_reported_again_the_other_is_told_once()
    {
        await AtEveryWriteAsync(2, JoinedAsync, LoseAsync, async world =>
        {
            await LoseAsync(world);
            Assert.Single(await TellsAsync(world));
            await DaysAsync(world, 13);
            Assert.Empty(Told(await world.LedgerAsync()));

            await DaysAsync(world, 6);

            Assert.Single(Told(await world.LedgerAsync()), row => row.State is SendState.Sent);
            Assert.True((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Away.Holds);
        });
    }

    [Theory]
    [InlineData("test", "ana")]
    [InlineData("test", "elsewhere/ana")]
    public async Task After_a_return_that_was_broken_off_anywhere_the_pair_hears_of_it(string channel, string id)
    {
        var there = new Address(channel, id);
        await AtEveryWriteAsync(3, LostAsync, world => BindAsync(world, there), async world =>
        {
            await BindAsync(world, there);
            Assert.Single(await TellsAsync(world));
            await world.IdleAsync();

            Assert.Null((await AnaAsync(world)).LostAt);
            Assert.False((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Away.Holds);
            await DaysAsync(world, 20);
            Assert.Single(Told(await world.LedgerAsync()));
        });
    }

    /// <param name="least">How many writes there are at least; a story that writes nothing would prove nothing.</param>
    private static async Task AtEveryWriteAsync(int least, Func<World, Task> before, Func<World, Task> story, Func<World, Task> after)
    {
        foreach (var fault in (WriteFault[])[WriteFault.CrashBefore, WriteFault.CrashAfter])
        {
            var at = 0;
            for (var struck = true; struck; at++)
            {
                var world = new World();
                await before(world);
                struck = await StrikeAsync(world, at + 1, fault, story);
                await after(world);
            }
            Assert.InRange(at - 1, least, 50);
        }
    }

    /// <returns>Whether the story had a write of this number, and died of it.</returns>
    private static async Task<bool> StrikeAsync(World world, int at, WriteFault fault, Func<World, Task> story)
    {
        var writes = 0;
        world.Table.Faults = (_, _, _) => ++writes == at ? fault : WriteFault.None;
        try
        {
            await story(world);
            return false;
        }
        catch (SimulatedCrashException)
        {
            return true;
        }
        finally
        {
            world.Table.Faults = null;
            world.Start("first");
        }
    }

    private static async Task BindAsync(World world, Address address) => Assert.True(await world.Here.People.BindAsync(World.Ana, address, Cancellation));

    private static async Task<bool> LeadsAsync(World world, Address address) => await world.Here.People.FindByAddressAsync(address, Cancellation) is not null;

    private static async Task LoseAsync(World world) => Assert.True(await world.Here.People.LoseAsync(Old, Reach.Removed, null, Cancellation));

    private static async Task BoundAsync(World world)
    {
        await world.ProposeAsync();
        await new Places(world.Table).ChangeAsync(Old, _ => "a note", Cancellation);
    }

    private static async Task JoinedAsync(World world)
    {
        await world.InviteAsync();
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await world.PressAsync(person, "joining.join.v1");
        await world.IdleAsync();
    }

    private static async Task LostAsync(World world)
    {
        await JoinedAsync(world);
        await LoseAsync(world);
        await DaysAsync(world, 19);
        Assert.True((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Away.Holds);
    }

    private static async Task DaysAsync(World world, int days)
    {
        for (var hours = 0; hours < days * 24; hours += 4)
        {
            world.System.Advance(TimeSpan.FromHours(4));
            await world.IdleAsync();
        }
    }

    private static Task<IReadOnlyList<TellRow>> TellsAsync(World world) => world.RowsAsync<TellRow>(Tables.People, World.Ana.Value, "tell");

    private static IEnumerable<SendRow> Told(IEnumerable<SendRow> ledger) => ledger.Where(row => row.Send.Card.Kind == "away.gone");

    private static async Task<Person> AnaAsync(World world) => (await world.Here.People.ReadFreshAsync(World.Ana, Cancellation))!.Value;
}
