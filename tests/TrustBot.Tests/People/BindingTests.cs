using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Storage;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.People;

/// <summary>Where a person is written to: one address at a time, theirs alone, and nobody's once they have left it.</summary>
public sealed class BindingTests
{
    private static readonly Address Old = new("test", "here/old");
    private static readonly Address Other = new("test", "here/other");
    private static readonly Address Elsewhere = new("test", "elsewhere/ana");

    private readonly World world = new();

    private PersonStore People => world.Here.People;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_who_was_forgotten_is_bound_again()
    {
        await world.InviteAsync();
        await People.BeginForgettingAsync(World.Ana, Instant.MinValue, Cancellation);
        await world.PassAsync(Duration.FromMinutes(2));
        Assert.True((await AnaAsync()).Forgetting!.Done);

        Assert.False(await People.BindAsync(World.Ana, Elsewhere, Cancellation));

        Assert.Null(await People.FindByAddressAsync(Elsewhere, Cancellation));
        Assert.Null((await AnaAsync()).Address);
    }

    [Fact]
    public async Task Who_is_being_forgotten_keeps_the_address_that_the_last_message_goes_to()
    {
        await BoundAsync(Old);
        await People.BeginForgettingAsync(World.Ana, world.Now, Cancellation);

        Assert.False(await People.BindAsync(World.Ana, Old, Cancellation));
        Assert.False(await People.BindAsync(World.Ana, Elsewhere, Cancellation));

        Assert.Equal(World.Ana, await People.FindByAddressAsync(Old, Cancellation));
        Assert.Null(await People.FindByAddressAsync(Elsewhere, Cancellation));
    }

    [Fact]
    public async Task Who_is_there_is_not_moved_to_a_second_account_in_the_same_place()
    {
        await BoundAsync(Old);

        Assert.False(await People.BindAsync(World.Ana, Other, Cancellation));

        Assert.Equal(Old, (await AnaAsync()).Reachable);
        Assert.Null(await People.FindByAddressAsync(Other, Cancellation));
    }

    [Fact]
    public async Task Who_can_not_be_reached_under_the_first_account_is_moved_to_the_second()
    {
        await BoundAsync(Old);
        await People.LoseAsync(Old, Reach.Removed, null, Cancellation);

        Assert.True(await People.BindAsync(World.Ana, Other, Cancellation));

        Assert.Equal(Other, (await AnaAsync()).Reachable);
    }

    [Fact]
    public async Task Moving_lets_go_of_the_old_address_and_of_all_that_was_kept_of_it()
    {
        await BoundAsync(Old);

        Assert.True(await People.BindAsync(World.Ana, Elsewhere, Cancellation));

        Assert.Null(await People.FindByAddressAsync(Old, Cancellation));
        Assert.Null(await new Places(world.Table).ReadAsync(Old, Cancellation));
        Assert.Equal(World.Ana, await People.FindByAddressAsync(Elsewhere, Cancellation));
        Assert.True(await People.BindAsync(World.Bo, Old, Cancellation));
    }

    [Fact]
    public async Task Coming_back_to_the_same_address_keeps_what_is_known_of_it()
    {
        await BoundAsync(Old);
        await People.LoseAsync(Old, Reach.Blocked, null, Cancellation);

        Assert.True(await People.BindAsync(World.Ana, Old, Cancellation));

        Assert.Equal("a note", await new Places(world.Table).ReadAsync(Old, Cancellation));
        Assert.Equal(World.Ana, await People.FindByAddressAsync(Old, Cancellation));
    }

    [Fact]
    public async Task What_is_no_act_of_theirs_moves_nobody_who_can_be_reached()
    {
        await BoundAsync(Old);
        Assert.False(await People.BindAsync(World.Ana, Elsewhere, moves: false, Cancellation));
        Assert.Equal(Old, (await AnaAsync()).Reachable);
        Assert.Null(await People.FindByAddressAsync(Elsewhere, Cancellation));

        await People.LoseAsync(Old, Reach.Removed, null, Cancellation);
        Assert.True(await People.BindAsync(World.Ana, Elsewhere, moves: false, Cancellation));
    }

    [Fact]
    public async Task Forgetting_deletes_what_a_channel_kept_of_the_address()
    {
        await BoundAsync(Old);
        await People.BeginForgettingAsync(World.Ana, Instant.MinValue, Cancellation);
        await world.PassAsync(Duration.FromMinutes(2));

        Assert.Null(await People.FindByAddressAsync(Old, Cancellation));
        Assert.Null(await new Places(world.Table).ReadAsync(Old, Cancellation));
    }

    [Fact]
    public async Task Who_has_an_address_that_no_longer_leads_to_them_can_still_be_lost_there()
    {
        await BoundAsync(Old);
        await UnclaimAsync(Old);

        Assert.True(await People.LoseAsync(World.Ana, Old, Reach.Removed, null, Cancellation));

        Assert.Null((await AnaAsync()).Reachable);
    }

    [Fact]
    public async Task Whose_address_leads_to_them_again_is_woken()
    {
        await BoundAsync(Old);
        await world.PassAsync(Duration.FromMinutes(2));
        await UnclaimAsync(Old);
        var hinted = await world.Here.Hints.AllAsync(null, 100, Cancellation);

        Assert.True(await People.BindAsync(World.Ana, Old, Cancellation));

        Assert.Equal(World.Ana, await People.FindByAddressAsync(Old, Cancellation));
        Assert.Equal([Subject.Of(World.Pair), Subject.Of(World.Ana)], (await world.Here.Hints.AllAsync(null, 100, Cancellation)).Except(hinted).Select(hint => hint.Subject));
    }

    [Fact]
    public async Task Whose_address_leads_to_nobody_is_led_to_again_after_the_daily_repair()
    {
        await BoundAsync(Old);
        await UnclaimAsync(Old);

        await world.Here.Repair.RunAsync(Cancellation);

        Assert.Equal(World.Ana, await People.FindByAddressAsync(Old, Cancellation));
        Assert.Equal("a note", await new Places(world.Table).ReadAsync(Old, Cancellation));
        Assert.True(await People.LoseAsync(Old, Reach.Removed, null, Cancellation));
        Assert.Null((await AnaAsync()).Reachable);
    }

    [Fact]
    public async Task Whose_address_leads_to_somebody_else_is_lost_after_the_daily_repair()
    {
        await BoundAsync(Old);
        await UnclaimAsync(Old);
        await ClaimAsync(Old, World.Bo);

        await world.Here.Repair.RunAsync(Cancellation);

        Assert.Equal((Reach.Removed, world.Now), ((await AnaAsync()).Reach, (await AnaAsync()).LostAt));
        Assert.Equal(World.Bo, await People.FindByAddressAsync(Old, Cancellation));
    }

    [Fact]
    public async Task The_daily_repair_leaves_alone_who_is_led_to_and_who_can_not_be_reached()
    {
        await BoundAsync(Old);
        await world.Here.Repair.RunAsync(Cancellation);
        var before = await AnaAsync();
        await world.Here.Repair.RunAsync(Cancellation);
        Assert.Equal(before.Revision, (await AnaAsync()).Revision);

        await People.LoseAsync(Old, Reach.Removed, null, Cancellation);
        await UnclaimAsync(Old);
        await world.Here.Repair.RunAsync(Cancellation);

        Assert.Null(await People.FindByAddressAsync(Old, Cancellation));
    }

    [Fact]
    public async Task A_claim_that_nothing_names_is_dropped_when_they_are_not_to_be_moved_there()
    {
        await BoundAsync(Old);
        await ClaimAsync(Elsewhere, World.Ana);

        Assert.False(await People.BindAsync(World.Ana, Elsewhere, moves: false, Cancellation));

        Assert.Null(await People.FindByAddressAsync(Elsewhere, Cancellation));
        Assert.Equal((Old, 0), ((await AnaAsync()).Reachable, (await AnaAsync()).Pending.Length));
    }

    [Fact]
    public async Task What_can_not_be_tidied_up_keeps_nothing_else_of_theirs_waiting_and_is_tried_again()
    {
        await BoundAsync(Old);
        await ClaimAsync(Elsewhere, World.Ana, "not a row");
        await world.Table.WriteAsync(Tables.People, Keys.Partition(World.Ana.Value), [new Change.Insert(Keys.Pending(Elsewhere), PairJson.Write(new PendingRow(Layout.Version, Elsewhere, Instant.MinValue)))], Cancellation);
        Assert.True(await People.LoseAsync(Old, Reach.Removed, null, Cancellation));
        Assert.NotEmpty(await world.RowsAsync<TellRow>(Tables.People, World.Ana.Value, "tell"));

        await world.PassAsync(Duration.FromMinutes(2));

        Assert.Empty(await world.RowsAsync<TellRow>(Tables.People, World.Ana.Value, "tell"));
        Assert.Equal([Elsewhere], (await AnaAsync()).Pending);

        await UnclaimAsync(Elsewhere);
        await world.PassAsync(Duration.FromMinutes(20));
        Assert.Empty((await AnaAsync()).Pending);
    }

    private async Task ClaimAsync(Address address, PersonId person, string? data = null) => Assert.IsType<WriteResult.Written>(await world.Table.WriteAsync(
        Tables.Directory, Keys.PartitionOf(address), [new Change.Insert(Keys.Person, data ?? PairJson.Write(new DirectoryRow(Layout.Version, person)))], Cancellation));

    /// <summary>As a kill in the middle of a move left it, when the old address was let go of first.</summary>
    private async Task UnclaimAsync(Address address)
    {
        var row = (await world.Table.ReadAsync(Tables.Directory, Keys.PartitionOf(address), Keys.Person, Cancellation))!;
        await world.Table.WriteAsync(Tables.Directory, Keys.PartitionOf(address), [new Change.Delete(row.Key, row.ETag)], Cancellation);
    }

    private async Task BoundAsync(Address address)
    {
        await world.ProposeAsync();
        await People.LoseAsync(new Address("test", World.Ana.Value), Reach.Removed, null, Cancellation);
        Assert.True(await People.BindAsync(World.Ana, address, Cancellation));
        await new Places(world.Table).ChangeAsync(address, _ => "a note", Cancellation);
    }

    private async Task<Person> AnaAsync() => (await People.ReadFreshAsync(World.Ana, Cancellation))!.Value;
}
