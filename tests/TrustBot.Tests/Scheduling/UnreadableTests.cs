using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Pairs;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Scheduling;

/// <summary>One row that nobody can read, such as one that a newer version wrote, stops nothing else.</summary>
public sealed class UnreadableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pair")]
    [InlineData("send:from-tomorrow")]
    public async Task The_runs_over_everybody_go_on_past_it_and_say_how_many_there_were(string key)
    {
        var world = new World();
        await world.InviteAsync();
        await world.IdleAsync();
        await PutAsync(world, key, "{\"v\":7,");

        await world.Here.Repair.RunAsync(Cancellation);
        Assert.Equal(1, world.Here.Unreadable.Count);
        await world.Here.Retention.RunAsync(Cancellation);
        Assert.InRange(world.Here.Unreadable.Count, 1, 2);
        Assert.Equal("{\"v\":7,", (await world.Table.ReadAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), key, Cancellation))!.Data);
    }

    [Fact]
    public async Task Of_a_pair_that_cannot_be_read_no_record_is_deleted()
    {
        var world = new World();
        await world.InviteAsync();
        await world.IdleAsync();
        await PutAsync(world, "pair", "nonsense");
        await world.PassAsync(Duration.FromDays(200));
        var (from, until) = Keys.All("send");
        var before = await world.Table.ReadRangeAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), from, until, 0, Cancellation);

        await world.Here.Retention.RunAsync(Cancellation);

        Assert.NotEmpty(before);
        Assert.Equal(before.Count, (await world.Table.ReadRangeAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), from, until, 0, Cancellation)).Count);
    }

    [Fact]
    public async Task What_was_put_right_is_forgotten_by_the_next_run()
    {
        var world = new World();
        await world.InviteAsync();
        await PutAsync(world, "send:from-tomorrow", "nonsense");
        await world.Here.Repair.RunAsync(Cancellation);
        Assert.Equal(1, world.Here.Unreadable.Count);

        var row = await world.Table.ReadAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), "send:from-tomorrow", Cancellation);
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), [new Change.Delete(row!.Key, row.ETag)], Cancellation);
        await world.Here.Repair.RunAsync(Cancellation);
        Assert.Equal(0, world.Here.Unreadable.Count);
    }

    private static async Task PutAsync(World world, string key, string data) =>
        Assert.IsType<WriteResult.Written>(await world.Table.WriteAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), [new Change.Put(key, data)], Cancellation));
}
