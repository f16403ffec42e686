using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Scheduling;

/// <summary>Which records are kept while their messages stand in chats.</summary>
public sealed class StandingTests
{
    [Fact]
    public async Task Messages_that_two_platforms_gave_the_same_name_are_two()
    {
        var world = new World();
        await world.InviteAsync();
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await world.PressAsync(person, "joining.join.v1");
        var pair = (await world.Here.Pairs.ReadAsync(World.Pair, TestContext.Current.CancellationToken))!;
        var (first, there, redraw) = (Sent("start~ana~p1", 1, "one"), Sent("start~r2~ana~p1", 2, "other"), Sent("redraw~r3~ana~p1", 3, "one"));

        var kept = Standing.Of(pair, [first, there, redraw]);

        Assert.True(kept.SetEquals([first.Send.Key, there.Send.Key, redraw.Send.Key]), string.Join(' ', kept));
    }

    private static SendRow Sent(string key, int revision, string lane) => new(
        Layout.Version, new Send(new SendKey(key), World.Ana, new Card("start"), Instant.MinValue, Instant.MaxValue), revision, 0, Instant.MinValue, new SendState.Sent("m1", Instant.MinValue, lane));
}
