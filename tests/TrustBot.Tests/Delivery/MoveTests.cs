using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Storage;
using static TrustBot.Tests.Delivery.ScriptedChannel;

namespace TrustBot.Tests.Delivery;

/// <summary>Ana goes to another platform while her pair lives on: nothing is lost, nothing comes twice, and neither platform hears of the other's messages.</summary>
public sealed class MoveTests
{
    private readonly Mover mover = new();
    private readonly ScriptedChannel other;
    private readonly World world;

    public MoveTests() => (other, world) = (mover.Other, mover.World);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waited_for_her_arrives_where_she_is_now()
    {
        await world.ProposeAsync();
        await world.Here.People.LoseAsync(Mover.Back, Reach.Removed, null, Cancellation);
        await world.Here.Pairs.HandleAsync(World.Pair, new Input.Invited(world.Now), Cancellation);
        await world.IdleAsync();
        Assert.Empty(world.PostsOf(World.Ana));

        await mover.MoveAsync(Mover.There);

        Assert.Single(other.Posts);
        Assert.Empty(world.PostsOf(World.Ana));
        Assert.Single(world.PostsOf(World.Bo));
    }

    [Theory]
    [InlineData("joining", false, "cancelled")]
    [InlineData("start", false, "moved")]
    [InlineData("start", true, "moved")]
    public async Task What_only_settles_or_is_only_for_its_place_is_left_as_it_stands(string kind, bool onlyInPlace, string reason)
    {
        await mover.JoinAsync();
        foreach (var step in (string[])["introduction.open.v1", "kickoff.open.v1", "kickoff.read.v1"])
        {
            foreach (var who in (PersonId[])[World.Bo, World.Ana])
                await mover.FillAsync(step, who);
        }
        var old = (await LedgerOfAnaAsync()).First(row => row.Send.Card.Kind.StartsWith(kind, StringComparison.Ordinal)).Send;
        await mover.MoveAsync(Mover.There);
        var before = world.PostsOf(World.Ana);

        var send = new Send(new SendKey("redraw~r90~ana~p1"), World.Ana, old.Card, world.Now, world.Now + Duration.FromDays(1), old.Key, Answers: true) { OnlyInPlace = onlyInPlace };
        var root = (await world.Table.ReadAsync(Tables.Pairs, Keys.Partition("p1"), Keys.Pair, Cancellation))!;
        var row = new SendRow(Layout.Version, send, 90, 0, world.Now, new SendState.Fresh());
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition("p1"), [new Change.Replace(root.Key, root.Data, root.ETag), new Change.Insert(Keys.Send(send.Key), PairJson.Write(row))], Cancellation);
        await world.Here.Courier.RunOnceAsync(Subject.Of(World.Pair), Cancellation);

        Assert.Equal(reason, Assert.IsType<SendState.Skipped>((await LedgerOfAnaAsync()).Single(one => one.Send.Key == send.Key).State).Reason);
        Assert.Equal(before, world.PostsOf(World.Ana));
        Assert.Equal(0, other.Calls);
    }

    [Fact]
    public async Task A_living_card_comes_once_to_the_new_chat_and_is_drawn_anew_there()
    {
        await mover.JoinAsync();
        await mover.MoveAsync(Mover.There);
        Assert.Empty(other.Posts);
        var old = world.PostsOf(World.Ana).Single(post => post.Title.Contains("four short steps", StringComparison.Ordinal));

        await mover.IntroduceAsync();

        var card = Assert.Single(other.Posts);
        Assert.Contains("four short steps", card.Title, StringComparison.Ordinal);
        Assert.Equal(old, world.PostsOf(World.Ana).Single(post => post.Reference == old.Reference));

        await mover.AnswerAsync();

        Assert.Single(other.Posts, post => post.Envelope.Message.Title.Contains("four short steps", StringComparison.Ordinal));
        Assert.NotEqual(card.Envelope.Key, other.Posts[0].Envelope.Key);
        Assert.DoesNotContain(await world.LedgerAsync(), row => row.State is SendState.Failed or SendState.Unconfirmed);
    }

    [Fact]
    public async Task A_card_for_the_new_chat_wakes_nobody_at_night()
    {
        await mover.JoinAsync();
        await mover.MoveAsync(Mover.There);
        world.System.Advance(TimeSpan.FromHours(13));

        await mover.IntroduceAsync();
        Assert.Empty(other.Posts);

        await world.PassAsync(Duration.FromHours(11));
        Assert.Single(other.Posts);
    }

    [Fact]
    public async Task Pressing_in_the_old_chat_brings_her_back_and_draws_the_card_there()
    {
        await mover.JoinAsync();
        await mover.MoveAsync(Mover.There);
        await mover.MoveAsync(Mover.Back);

        await mover.IntroduceAsync();

        Assert.Empty(other.Posts);
        Assert.Single(world.PostsOf(World.Ana), post => post.Title.Contains("four short steps", StringComparison.Ordinal) && post.Envelope.Key.Value.StartsWith("start~r", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_may_have_arrived_in_the_old_chat_is_not_sent_again_in_the_new_one()
    {
        await world.ProposeAsync();
        world.Channel.Faults.Enqueue(new Fault.RequestLost());
        world.Channel.Faults.Enqueue(new Fault.RequestLost());
        await world.Here.Pairs.HandleAsync(World.Pair, new Input.Invited(world.Now), Cancellation);
        await world.IdleAsync();

        await mover.MoveAsync(Mover.There);
        await world.PassAsync(Duration.FromMinutes(5));

        Assert.Equal((0, 0), (other.Looks, other.Posts.Count));
        Assert.IsType<SendState.Unconfirmed>((await world.LedgerAsync()).Single(row => row.Send.To == World.Ana).State);
        Assert.IsType<SendState.Sent>((await world.LedgerAsync()).Single(row => row.Send.To == World.Bo).State);
    }

    [Fact]
    public async Task What_was_sent_before_it_was_noted_where_is_still_drawn_in_its_place()
    {
        const string row = """{"$type":"Sent","reference":"m1","at":"2026-03-03T09:00:00Z"}""";

        Assert.Null(Assert.IsType<SendState.Sent>(PairJson.Read<SendState>(row)).Lane);
        await mover.JoinAsync();
        await mover.IntroduceAsync();
        Assert.Single(world.PostsOf(World.Ana), post => post.Title.Contains("four short steps", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prompts_that_are_open_stay_where_they_are_and_the_next_ones_come_where_she_is()
    {
        await mover.JoinAsync();
        foreach (var who in (PersonId[])[World.Bo, World.Ana])
            await mover.FillAsync("kickoff.open.v1", who);
        foreach (var who in (PersonId[])[World.Bo, World.Ana])
            await mover.FillAsync("kickoff.read.v1", who);
        await DaysAsync(15);
        var asked = (await LedgerOfAnaAsync()).Where(row => PairMachine.IsPrompt(row.Send.Card)).Select(row => row.Send.Key).ToHashSet();
        Assert.NotEmpty(asked);
        var before = world.PostsOf(World.Ana);

        await mover.MoveAsync(Mover.There);
        await DaysAsync(40);

        Assert.Equal(before, world.PostsOf(World.Ana));
        Assert.DoesNotContain(other.Posts, post => asked.Contains(post.Envelope.Key));
        Assert.Contains(await LedgerOfAnaAsync(), row => PairMachine.IsPrompt(row.Send.Card) && !asked.Contains(row.Send.Key) && row.State is SendState.Sent { Lane: "other" });
        Assert.Equal(other.Posts.Count, other.Posts.Select(post => post.Envelope.Key).Distinct().Count());
        Assert.DoesNotContain(await world.LedgerAsync(), row => row.State is SendState.Failed or SendState.Unknown or SendState.Unconfirmed);
    }

    private async Task<IEnumerable<SendRow>> LedgerOfAnaAsync() => (await world.LedgerAsync()).Where(row => row.Send.To == World.Ana);

    private async Task DaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            world.System.Advance(TimeSpan.FromDays(1));
            await world.IdleAsync();
            await world.PassAsync(Duration.FromMinutes(2));
        }
    }
}
