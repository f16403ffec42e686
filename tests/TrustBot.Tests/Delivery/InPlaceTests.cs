using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Tests.Delivery;

/// <summary>A message that changes where it stands disturbs nobody, and never becomes a new one.</summary>
public sealed class InPlaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_of_long_ago_is_still_drawn_in_its_place_at_night()
    {
        var world = await SignedAsync();
        world.System.Advance(TimeSpan.FromDays(100));
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(5));
        Assert.NotEqual(0, await world.Here.Retention.RunAsync(Cancellation));
        world.System.Advance(TimeSpan.FromHours(13));
        await world.PassAsync(Duration.FromMinutes(5));
        var before = world.PostsOf(World.Ana).ToDictionary(post => post.Reference, post => post.Envelope.Key);

        await EditAsync(world);
        await world.IdleAsync();

        var after = world.PostsOf(World.Ana);
        Assert.Equal(before.Keys.Order(), after.Select(post => post.Reference).Order());
        Assert.Contains(after, post => before[post.Reference] != post.Envelope.Key && post.Envelope.Key.Value.StartsWith("kickoff.sign", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_living_card_that_is_kept_no_longer_does_not_come_as_a_new_message()
    {
        var world = await JoinedAsync();
        var card = new SendKey("start~ana~p1");
        var row = (await world.Table.ReadAsync(Tables.Pairs, Keys.Partition("p1"), Keys.Send(card), Cancellation))!;
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition("p1"), [new Change.Delete(row.Key, row.ETag)], Cancellation);
        var posts = world.PostsOf(World.Ana).Count;

        var again = await DecideAsync(world, World.Ana, new SendKey("start~r90~ana~p1"), new Card("start"), card);

        Assert.Equal(posts, world.PostsOf(World.Ana).Count);
        Assert.Equal("settled", Assert.IsType<SendState.Skipped>((await world.LedgerAsync()).Single(one => one.Send.Key == again).State).Reason);
    }

    [Fact]
    public async Task Nobody_can_cancel_what_is_on_its_way_to_the_other()
    {
        var world = new World();
        await world.InviteAsync();
        var hers = (await world.LedgerAsync()).Single(row => row.Send.To == World.Ana).Send.Key;

        await DecideAsync(world, World.Bo, new SendKey("redraw~r90~bo~p1"), new Card("joining.ask"), hers);

        Assert.Single(world.PostsOf(World.Ana));
        Assert.IsType<SendState.Sent>((await world.LedgerAsync()).Single(row => row.Send.Key == hers).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_press_on_a_drawing_that_may_have_arrived_draws_the_same_message(bool arrived)
    {
        var world = await JoinedAsync();
        var card = new SendKey("start~ana~p1");
        var before = world.PostsOf(World.Ana).Select(post => post.Reference).ToList();
        world.Channel.Faults.Enqueue(arrived ? new ScriptedChannel.Fault.AnswerLost() : new ScriptedChannel.Fault.Refused(new Outcome.NotLanded("refused")));
        var drawing = await DecideAsync(world, World.Ana, new SendKey("redraw~r90~ana~p1"), new Card("start"), card);
        Assert.IsType<SendState.Wait>((await world.LedgerAsync()).Single(row => row.Send.Key == drawing).State);

        world.Channel.Faults.Enqueue(new ScriptedChannel.Fault.Refused(new Outcome.NotLanded("refused")));
        await DecideAsync(world, World.Ana, new SendKey("redraw~r91~ana~p1"), new Card("start"), drawing);
        await DecideAsync(world, World.Ana, new SendKey("redraw~r92~ana~p1"), new Card("start"), drawing);
        for (var tries = 0; tries < 3; tries++)
        {
            world.System.Advance(TimeSpan.FromMinutes(10));
            await world.Here.Courier.RunOnceAsync(Subject.Of(World.Pair), Cancellation);
        }

        Assert.Equal(before, world.PostsOf(World.Ana).Select(post => post.Reference));
        Assert.DoesNotContain(await world.LedgerAsync(), row => row.State is not SendState.Final);
    }

    [Fact]
    public async Task What_somebody_sent_waits_out_the_longest_rest_of_its_receiver()
    {
        var world = await SignedAsync();
        await world.Here.Pairs.HandleAsync(World.Pair, new Input.Asked(World.Ana, new Command.Pause(new LocalDate(2026, 8, 14))), Cancellation);
        await world.IdleAsync();
        await SubmitAsync(world, World.Bo, (await world.PressAsync(World.Bo, "reflection.share.v1"))!, _ => "Thank you for Tuesday.");
        await world.IdleAsync();
        Assert.DoesNotContain(world.PostsOf(World.Ana), post => post.Envelope.Key.Value.StartsWith("reflection.shared", StringComparison.Ordinal));

        for (var days = 0; days < 170; days++)
        {
            world.System.Advance(TimeSpan.FromDays(1));
            await world.IdleAsync();
        }

        Assert.Contains(world.PostsOf(World.Ana), post => post.Envelope.Key.Value.StartsWith("reflection.shared", StringComparison.Ordinal));
    }

    /// <summary>As an engine would store it whose decision nobody made.</summary>
    private static async Task<SendKey> DecideAsync(World world, PersonId to, SendKey key, Card card, SendKey replaces)
    {
        var send = new Send(key, to, card, world.Now, world.Now + Duration.FromDays(1), replaces, Answers: true);
        var row = new SendRow(Layout.Version, send, 90, 0, world.Now, new SendState.Fresh());
        var root = (await world.Table.ReadAsync(Tables.Pairs, Keys.Partition("p1"), Keys.Pair, Cancellation))!;
        List<Change> batch = [new Change.Replace(root.Key, root.Data, root.ETag), new Change.Insert(Keys.Send(key), PairJson.Write(row))];
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition("p1"), batch, Cancellation);
        await world.Here.Courier.RunOnceAsync(Subject.Of(World.Pair), Cancellation);
        return key;
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

    private static async Task<World> SignedAsync()
    {
        var world = await JoinedAsync();
        foreach (var person in new[] { World.Bo, World.Ana })
            await SubmitAsync(world, person, (await world.PressAsync(person, "kickoff.open.v1"))!, field => field is Field.Choice ? "1" : field is Field.Tick ? "" : "t");
        foreach (var person in new[] { World.Bo, World.Ana })
            await SubmitAsync(world, person, (await world.PressAsync(person, "kickoff.read.v1"))!, _ => "");
        await world.IdleAsync();
        Assert.IsType<KickoffState.Signed>((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Kickoff);
        return world;
    }

    private static async Task EditAsync(World world) =>
        await SubmitAsync(world, World.Bo, (await world.PressAsync(World.Bo, "kickoff.edit.v1"))!, field => field is Field.Choice ? "0" : "changed");

    /// <summary>Answers the form and those that follow from it.</summary>
    private static async Task SubmitAsync(World world, PersonId by, Form? form, Func<Field, string> answer)
    {
        while (form is not null)
        {
            var answers = new FormAnswers(Transcripts.World.Fields(form).ToImmutableDictionary(field => field.Name, field => new Words(answer(field))));
            var submission = new Submission(form.Id, World.Pair, form.Argument, answers, form.Nonce, form.BasedOn, form.From);
            form = (await world.Here.Inbox.SubmitAsync(by, submission, Cancellation) as FormReply.Next)?.Form;
        }
    }
}
