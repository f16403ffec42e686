using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Scheduling;

public sealed class WakerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_due_happens_without_anybody_pressing()
    {
        var world = new World();
        await world.InviteAsync();
        await LeapAsync(world, Duration.FromDays(9));

        Assert.IsType<JoiningState.NotStarted>((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Joining);
        Assert.Equal(2, world.PostsOf(World.Bo).Count);
    }

    [Fact]
    public async Task Hints_that_were_lost_are_made_anew()
    {
        var world = new World();
        await world.InviteAsync();
        await world.IdleAsync();
        await ForgetHintsAsync(world);
        Assert.Null(await world.Here.Waker.NextDueAsync(Cancellation));

        Assert.Equal(1, await world.Here.Repair.RunIfLostAsync(Cancellation));
        Assert.Null(await world.Here.Repair.RunIfLostAsync(Cancellation));
        await LeapAsync(world, Duration.FromDays(9));

        Assert.IsType<JoiningState.NotStarted>((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Joining);
    }

    [Fact]
    public async Task When_nothing_is_due_no_hint_is_worked_through_again_and_again()
    {
        var world = new World(alone: false);
        await world.InviteAsync();
        await world.PassAsync(Duration.FromMinutes(1));

        Assert.Equal(0, await world.Here.Waker.RunOnceAsync(world.Now, Cancellation));
        await world.PassAsync(Duration.FromMinutes(6));
        Assert.Empty(await world.Here.Hints.DueAsync(world.Now, null, 0, Cancellation));
    }

    [Fact]
    public async Task A_hint_put_by_a_slow_writer_outlives_a_look_that_finds_nothing()
    {
        var world = new World(alone: false);
        await world.ProposeAsync();
        await world.Here.Hints.PutAsync(Subject.Of(World.Pair), world.Now, Cancellation);
        await world.Here.Waker.RunOnceAsync(world.Now + Duration.FromMinutes(1), Cancellation);

        Assert.Single(await world.Here.Hints.AllAsync(null, 0, Cancellation));
    }

    [Fact]
    public async Task One_node_holds_the_lease_and_another_takes_it_when_it_is_let_go_or_runs_out()
    {
        var world = new World(alone: false);
        var second = world.Start("second", alone: false);

        Assert.True(await world.First.Leases.HoldAsync(Cancellation));
        Assert.False(await second.Leases.HoldAsync(Cancellation));
        world.System.Advance(TimeSpan.FromSeconds(61));
        Assert.True(await second.Leases.HoldAsync(Cancellation));
        Assert.False(await world.First.Leases.HoldAsync(Cancellation));
        await second.Leases.LetGoAsync(Cancellation);
        Assert.True(await world.First.Leases.HoldAsync(Cancellation));
    }

    [Fact]
    public async Task Delivery_records_go_after_ninety_days_and_not_before()
    {
        var world = new World();
        await world.InviteAsync();
        await LeapAsync(world, Duration.FromDays(9));
        world.Here.Clock.SetOffset(Duration.FromDays(89));
        Assert.Equal(0, await world.Here.Retention.RunAsync(Cancellation));

        world.Here.Clock.SetOffset(Duration.FromDays(100));
        Assert.Equal(4, await world.Here.Retention.RunAsync(Cancellation));
        Assert.Empty(await world.LedgerAsync());
    }

    [Fact]
    public async Task Every_moment_at_which_something_is_open_has_its_hint_after_a_repair()
    {
        var world = new World();
        await world.ProposeAsync();
        await world.Here.Pairs.HandleAsync(World.Pair, new Input.Invited(world.Now + Duration.FromHours(3)), Cancellation);
        var (early, late) = (world.Now + Duration.FromHours(3), world.Now + Duration.FromHours(5));
        var ana = await world.Table.ReadAsync(Tables.Pairs, Keys.Partition("p1"), Keys.Send((await world.LedgerAsync())[0].Send.Key), Cancellation);
        var send = PairJson.Read<SendRow>(ana!.Data);
        await world.Table.WriteAsync(
            Tables.Pairs, Keys.Partition("p1"), [new Change.Replace(ana.Key, PairJson.Write(send with { Send = send.Send with { NotBefore = late } }), ana.ETag)], Cancellation);
        await ForgetHintsAsync(world);

        await world.Here.Repair.RunAsync(Cancellation);

        var wake = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.NextWake!.Value;
        Assert.Equal([early, late, wake], (await world.Here.Hints.AllAsync(null, 0, Cancellation)).Select(hint => hint.Due));
    }

    [Fact]
    public async Task An_outage_puts_repair_and_retention_off_and_stops_neither()
    {
        var world = new World();
        await world.InviteAsync();
        var repair = new RepairJob(world.Here.Repair, world.Here.Leases, NullLogger<RepairJob>.Instance);
        var retention = new RetentionJob(world.Here.Retention, world.Here.Leases, NullLogger<RetentionJob>.Instance);
        world.Table.Down = true;
        await repair.Execute(null!, Cancellation);
        await retention.Execute(null!, Cancellation);

        world.Table.Down = false;
        Assert.NotNull(await world.Here.Repair.RunIfLostAsync(Cancellation));
    }

    [Fact]
    public async Task A_programme_tells_its_pairs_of_a_change()
    {
        var world = new World();
        await world.ProposeAsync();
        await world.Here.Programmes.ChangeAsync(
            World.Spring, programme => programme with { InvitationDays = 3, Revision = programme.Revision + 1 }, new AuditEntry("settings-saved", null), tellPairs: true, Cancellation);
        await world.IdleAsync();

        Assert.Null(await world.Here.Programmes.UntoldAsync(World.Spring, Cancellation));
        Assert.Equal(3, (await world.Here.Programmes.ReadAsync(World.Spring, Cancellation))!.InvitationDays);
        Assert.Equal([World.Spring], await world.Here.Programmes.AllAsync(Cancellation));
    }

    /// <summary>As the Sandbox moves its clock: from one due moment to the next.</summary>
    private static async Task LeapAsync(World world, Duration time)
    {
        var end = world.Now + time;
        await world.IdleAsync();
        for (var steps = 0; steps < 1000 && await world.Here.Waker.NextDueAsync(Cancellation) is { } due && due <= end; steps++)
        {
            world.Here.Clock.SetOffset(Duration.Max(world.Here.Clock.Offset, world.Here.Clock.Offset + (due - world.Now)));
            await world.IdleAsync();
        }
    }

    private static async Task ForgetHintsAsync(World world)
    {
        foreach (var row in await world.Table.ReadRangeAsync(Tables.Wakes, Keys.Organisation, "", "~", 0, Cancellation))
            await world.Table.WriteAsync(Tables.Wakes, Keys.Organisation, [new Change.Delete(row.Key, row.ETag)], Cancellation);
    }
}
