using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Pairs;

namespace TrustBot.Tests.Delivery;

/// <summary>Who did something is answered at once, though a thousand prompts have their turn before what nobody waits for.</summary>
public sealed class TurnTests
{
    private const string Join = "joining.join.v1";
    private const int Others = 1000;

    private readonly World world = new(pace: new Pace(1, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_overtakes_what_waits_for_its_turn()
    {
        await InvitedAndBoJoinedAsync();
        TheyAreBefore(Others);
        await world.PressAsync(World.Ana, Join, from: world.PostsOf(World.Ana)[0].Envelope.Key);
        await IsAnsweredAsync(World.Bo);

        Assert.Contains(world.PostsOf(World.Bo), post => post.Envelope.Message.Title == "You and Ana");
        var waiting = Assert.Single(await world.LedgerAsync(), row => row.Send is { Answers: false, Replaces: null } && row.Send.To == World.Bo && row.State is not SendState.Final);
        await world.PassAsync(Duration.FromMinutes(20));
        Assert.Contains(world.PostsOf(World.Bo), post => post.Envelope.Key == waiting.Send.Key);
    }

    [Fact]
    public async Task An_answer_overtakes_a_change_that_the_platform_takes_later()
    {
        await InvitedAndBoJoinedAsync();
        world.Channel.Faults.Enqueue(new ScriptedChannel.Fault.Refused(new Outcome.NotYet(Duration.FromMinutes(15))));
        await world.PressAsync(World.Ana, Join, from: world.PostsOf(World.Ana)[0].Envelope.Key);
        await world.IdleAsync();

        await IsAnsweredAsync(World.Ana);

        Assert.Contains(world.PostsOf(World.Ana), post => post.Envelope.Message.Title == "You and Bo");
        await world.PassAsync(Duration.FromMinutes(16));
        Assert.True(world.PostsOf(World.Ana)[0].Envelope.Message.Settled);
    }

    [Fact]
    public async Task Story_time_can_wait_for_a_turn_of_seconds()
    {
        await world.InviteAsync();
        TheyAreBefore(1);

        var idle = world.Here.Waker.RunUntilIdleAsync(TimeSpan.FromSeconds(2), Cancellation).AsTask();
        while (!idle.IsCompleted)
        {
            world.System.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }
        await idle;

        Assert.NotEmpty(world.PostsOf(World.Ana));
    }

    [Fact]
    public async Task Story_time_does_not_wait_for_a_turn_of_minutes()
    {
        await world.InviteAsync();
        TheyAreBefore(Others);

        await world.Here.Waker.RunUntilIdleAsync(TimeSpan.FromSeconds(2), Cancellation);

        Assert.Empty(world.PostsOf(World.Ana));
    }

    private async Task InvitedAndBoJoinedAsync()
    {
        await world.InviteAsync();
        await world.PassAsync(Duration.FromMinutes(3));
        await world.PressAsync(World.Bo, Join, from: world.PostsOf(World.Bo)[0].Envelope.Key);
        await world.PassAsync(Duration.FromMinutes(3));
    }

    private void TheyAreBefore(int others)
    {
        for (var other = 0; other < others; other++)
            world.Here.Carrier.Ask(new Address("test", $"other{other}"), Subject.Of(new PairId($"other{other}")));
    }

    /// <summary>They say something, and some seconds pass.</summary>
    private async Task IsAnsweredAsync(PersonId who)
    {
        await world.Here.Inbox.SayAsync(who, "status", Cancellation);
        for (var second = 0; second < 5; second++)
        {
            await world.IdleAsync();
            world.System.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
