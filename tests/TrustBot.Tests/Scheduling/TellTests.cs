using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.Storage;
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

    [Fact]
    public async Task A_pair_that_cannot_be_read_keeps_no_other_from_hearing_of_its_programme()
    {
        var world = await JoinedAsync();
        var broken = new PairId("p0");
        await world.Here.Programmes.AddPairAsync(World.Spring, broken, Cancellation);
        await BreakAsync(world, broken);
        var before = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Revision;

        await world.Here.Programmes.ChangeAsync(
            World.Spring, programme => programme with { Cadence = Cadence.EveryTwoWeeks(new LocalDate(2026, 3, 4)), Revision = programme.Revision + 1 },
            new AuditEntry("cadence-set", null), tellPairs: true, Cancellation);
        await world.IdleAsync();

        Assert.True((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Revision > before);
        Assert.NotNull(await world.Here.Programmes.UntoldAsync(World.Spring, Cancellation));

        await WriteAsync(world, broken, null);
        await world.PassAsync(Duration.FromMinutes(20));
        Assert.Null(await world.Here.Programmes.UntoldAsync(World.Spring, Cancellation));
    }

    [Fact]
    public async Task A_pair_that_cannot_be_read_keeps_its_members_from_nothing_else()
    {
        var world = await JoinedAsync();
        await world.Here.Inbox.SayAsync(World.Bo, "status", Cancellation);
        var sound = await BreakAsync(world, World.Pair);
        await world.Here.Inbox.SayAsync(World.Bo, "help", Cancellation);
        var before = world.PostsOf(World.Bo).Count;
        await world.IdleAsync();
        Assert.Equal(before + 1, world.PostsOf(World.Bo).Count);

        await WriteAsync(world, World.Pair, sound);
        await world.PassAsync(Duration.FromMinutes(20));
        Assert.Equal(before + 2, world.PostsOf(World.Bo).Count);
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

    /// <returns>What stood there.</returns>
    private static async Task<string?> BreakAsync(World world, PairId pair)
    {
        var there = await world.Table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Pair, Cancellation);
        await WriteAsync(world, pair, "no document");
        return there?.Data;
    }

    private static async Task WriteAsync(World world, PairId pair, string? data)
    {
        var there = await world.Table.ReadAsync(Tables.Pairs, Keys.Partition(pair.Value), Keys.Pair, Cancellation);
        Change change = data is null ? new Change.Delete(Keys.Pair, there!.ETag) : new Change.Put(Keys.Pair, data);
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition(pair.Value), [change], Cancellation);
    }
}
