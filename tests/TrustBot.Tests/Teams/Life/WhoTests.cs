using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Storage;
using TrustBot.Tests.Stories;
using TrustBot.Tests.Teams.Inbound;
using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Teams.Life;

/// <summary>Whom the bot takes somebody for who writes to it, and what it keeps of whom it does not know.</summary>
public sealed class WhoTests : IAsyncLifetime
{
    private const string Stranger = "I do not know you yet";
    private const string Help = "What TrustBot can do for you";

    private static readonly Address Slack = new("slack", "T1/UANA");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ITable Table => town.App.Services.GetRequiredService<ITable>();

    private TeamsStreet street = null!;
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        street = await TeamsStreet.OpenAsync();
        town = await Town.StartAsync(street);
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Who_was_forgotten_is_a_stranger_and_stays_one()
    {
        await town.BothJoinAsync();
        await town.People.BeginForgettingAsync(Ana.Person, Instant.MinValue, Cancellation);
        await town.SayAsync(Ana, "help");
        Assert.Equal(1, town.CountIn(Ana, Stranger));
        await town.DayAsync();
        await town.UntilAsync(async () => (await town.People.ReadFreshAsync(Ana.Person, Cancellation))!.Value.Forgetting is { Done: true }, "she is forgotten");

        await town.SayAsync(Ana, "help");
        await town.SayAsync(Ana, "help");

        Assert.Equal(3, town.CountIn(Ana, Stranger));
        Assert.Null((await town.People.ReadFreshAsync(Ana.Person, Cancellation))!.Value.Address);
        Assert.False(await IsRememberedAsync(Ana));
    }

    [Fact]
    public async Task Who_stays_after_a_move_was_broken_off_has_their_address_again()
    {
        await town.BothJoinAsync();
        var address = (await town.People.ReadFreshAsync(Ana.Person, Cancellation))!.Value.Reachable!;
        var row = (await Table.ReadAsync(Tables.Directory, Keys.PartitionOf(address), Keys.Person, Cancellation))!;
        await Table.WriteAsync(Tables.Directory, Keys.PartitionOf(address), [new Change.Delete(row.Key, row.ETag)], Cancellation);

        await town.SayAsync(Ana, "help");

        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "she is answered");
        Assert.Equal(Ana.Person, await town.People.FindByAddressAsync(address, Cancellation));
    }

    [Fact]
    public async Task Who_was_forgotten_after_a_move_was_broken_off_is_led_to_by_nothing_once_they_come()
    {
        await town.BothJoinAsync();
        var address = (await town.People.ReadFreshAsync(Ana.Person, Cancellation))!.Value.Reachable!;
        var row = (await Table.ReadAsync(Tables.Directory, Keys.PartitionOf(address), Keys.Person, Cancellation))!;
        await town.People.BeginForgettingAsync(Ana.Person, Instant.MinValue, Cancellation);
        await town.DayAsync();
        await town.UntilAsync(async () => (await town.People.ReadFreshAsync(Ana.Person, Cancellation))!.Value.Forgetting is { Done: true }, "she is forgotten");
        await Table.WriteAsync(Tables.Directory, Keys.PartitionOf(address), [new Change.Insert(row.Key, row.Data)], Cancellation);
        await new Places(Table).ChangeAsync(address, _ => "a note", Cancellation);

        await town.SayAsync(Ana, "help");

        Assert.Equal(1, town.CountIn(Ana, Stranger));
        Assert.Null(await town.People.FindByAddressAsync(address, Cancellation));
        Assert.False(await IsRememberedAsync(Ana));
    }

    [Fact]
    public async Task A_second_account_with_the_same_mail_does_not_take_over_the_first()
    {
        await town.BothJoinAsync();
        var second = new Resident("ana2", "Ana Ruiz");
        street.Bring(second, Ana.Id);

        await street.SayAsync(second, "help");

        Assert.Equal(1, CountIn(second, Stranger));
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "the first is answered");
        Assert.Equal(0, CountIn(second, Help));
    }

    [Fact]
    public async Task Who_took_the_app_away_from_the_first_account_goes_on_under_the_second()
    {
        await town.BothJoinAsync();
        await street.RemoveAsync(Ana);
        var second = new Resident("ana2", "Ana Ruiz");
        street.Bring(second, Ana.Id);

        await street.SayAsync(second, "help");

        await town.UntilAsync(() => CountIn(second, Help) == 1, "the second is answered");
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_stranger_who_only_writes()
    {
        var cy = new Resident("cy", "Cy Young");
        street.Bring(cy);
        await street.SayAsync(cy, "help");
        await street.InvokeAsync(cy, "task/fetch", new System.Text.Json.Nodes.JsonObject());
        Assert.False(await IsRememberedAsync(cy));

        await street.InstallAsync(cy);
        Assert.True(await IsRememberedAsync(cy));
        await street.RemoveAsync(cy);
        Assert.False(await IsRememberedAsync(cy));
    }

    [Fact]
    public async Task Installing_moves_nobody_who_is_on_another_platform_and_a_word_does_without_a_second_welcome()
    {
        await town.InviteAsync();
        Assert.True(await town.People.BindAsync(Ana.Person, Slack, Cancellation));

        await street.InstallAsync(Ana);
        await street.AddAsync(Ana);
        await town.IdleAsync();
        Assert.Equal(Slack, (await town.People.ReadFreshAsync(Ana.Person, Cancellation))!.Value.Reachable);
        Assert.Empty(street.ChatOf(Ana));
        Assert.False(await IsRememberedAsync(Ana));

        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1 && town.CanPress(Ana, "Join"), "she goes on here");
        Assert.Null(await town.People.FindByAddressAsync(Slack, Cancellation));
        await street.InstallAsync(Ana);
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 2, "what comes later is there");
        Assert.Equal(0, town.CountIn(Ana, "Hello "));
    }

    private int CountIn(Resident resident, string text) => street.ChatOf(resident).Count(message => message.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether anything is kept of the person's chat.</summary>
    private async Task<bool> IsRememberedAsync(Resident resident) =>
        await town.App.Services.GetRequiredService<Places>().ReadAsync(new Address("teams", $"{Attempt.Tenant}/{TeamsStreet.ObjectIdOf(resident)}"), Cancellation) is not null;
}
