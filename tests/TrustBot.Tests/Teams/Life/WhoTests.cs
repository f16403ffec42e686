using NodaTime;
using TrustBot.Core.People;
using static TrustBot.Tests.Teams.Life.TeamsTown;

namespace TrustBot.Tests.Teams.Life;

/// <summary>Whom the bot takes somebody for who writes to it, and what it keeps of whom it does not know.</summary>
public sealed class WhoTests
{
    private const string Stranger = "I do not know you yet";
    private const string Help = "What TrustBot can do for you";

    private static readonly Address Slack = new("slack", "T1/UANA");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_forgotten_is_a_stranger_and_stays_one()
    {
        await using var town = await TeamsTown.StartAsync();
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
        Assert.False(await town.IsRememberedAsync(Ana));
    }

    [Fact]
    public async Task A_second_account_with_the_same_mail_does_not_take_over_the_first()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        var second = new Resident("ana2", "Ana Ruiz");
        await town.BringAsync(second);

        await town.SayAsync(second, "help");

        Assert.Equal(1, town.CountIn(second, Stranger));
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1, "the first is answered");
        Assert.Equal(0, town.CountIn(second, Help));
    }

    [Fact]
    public async Task Who_took_the_app_away_from_the_first_account_goes_on_under_the_second()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.BothJoinAsync();
        await town.RemoveAsync(Ana);
        var second = new Resident("ana2", "Ana Ruiz");
        await town.BringAsync(second);

        await town.SayAsync(second, "help");

        await town.UntilAsync(() => town.CountIn(second, Help) == 1, "the second is answered");
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_stranger_who_only_writes()
    {
        await using var town = await TeamsTown.StartAsync();
        var cy = new Resident("cy", "Cy Young");
        await town.BringAsync(cy);
        await town.SayAsync(cy, "help");
        await town.InvokeAsync(cy, "task/fetch", new System.Text.Json.Nodes.JsonObject());
        Assert.False(await town.IsRememberedAsync(cy));

        await town.InstallAsync(cy);
        Assert.True(await town.IsRememberedAsync(cy));
        await town.RemoveAsync(cy);
        Assert.False(await town.IsRememberedAsync(cy));
    }

    [Fact]
    public async Task Installing_moves_nobody_who_is_on_another_platform_and_a_word_does_without_a_second_welcome()
    {
        await using var town = await TeamsTown.StartAsync();
        await town.InviteAsync();
        Assert.True(await town.People.BindAsync(Ana.Person, Slack, Cancellation));

        await town.InstallAsync(Ana);
        await town.AddAsync(Ana);
        await town.IdleAsync();
        Assert.Equal(Slack, (await town.People.ReadFreshAsync(Ana.Person, Cancellation))!.Value.Reachable);
        Assert.Empty(town.Connector.In(Ana.Chat));
        Assert.False(await town.IsRememberedAsync(Ana));

        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 1 && town.Find(Ana, "Join") is not null, "she goes on here");
        Assert.Null(await town.People.FindByAddressAsync(Slack, Cancellation));
        await town.InstallAsync(Ana);
        await town.SayAsync(Ana, "help");
        await town.UntilAsync(() => town.CountIn(Ana, Help) == 2, "what comes later is there");
        Assert.Equal(0, town.CountIn(Ana, "Hello "));
    }
}
