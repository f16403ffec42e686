using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Pairs;

public sealed class PairEngineTests
{
    private const string Join = "joining.join.v1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<World> JoinedAsync()
    {
        var world = new World();
        await world.InviteAsync();
        await world.PressAsync(World.Ana, Join);
        await world.PressAsync(World.Bo, Join);
        await world.IdleAsync();
        return world;
    }

    private static FormAnswers Answers(params (string Name, string Text)[] answers) =>
        new(answers.ToImmutableDictionary(answer => answer.Name, answer => new Words(answer.Text)));

    [Fact]
    public async Task A_decision_that_changes_nothing_writes_nothing()
    {
        var world = await JoinedAsync();
        var before = await world.Table.ReadAsync(Tables.Pairs, Keys.Partition("p1"), Keys.Pair, Cancellation);

        await world.Here.Pairs.HandleAsync(World.Pair, new Input.Woken(), Cancellation);
        await world.ProposeAsync();

        Assert.Equal(before, await world.Table.ReadAsync(Tables.Pairs, Keys.Partition("p1"), Keys.Pair, Cancellation));
    }

    [Fact]
    public async Task An_id_that_no_key_can_hold_is_nobodys()
    {
        var world = await JoinedAsync();

        Assert.Null(await world.Here.Inbox.PressAsync(World.Ana, new PairId(new string('\u6f22', 200)), new ActionId(Join), null, null, Cancellation));
    }

    [Fact]
    public async Task A_stored_pair_reads_back_as_it_was_decided()
    {
        var world = new World();
        await world.ProposeAsync("You both nurse.");
        var decided = await world.Here.Pairs.HandleAsync(World.Pair, new Input.Invited(world.Now), Cancellation);

        var read = await world.Here.Pairs.ReadAsync(World.Pair, Cancellation);

        Assert.Equal(PairJson.Write(decided.Pair), PairJson.Write(read));
        Assert.IsType<JoiningState.Inviting>(read!.Joining);
    }

    [Fact]
    public async Task Words_are_stored_sealed_and_open_for_the_message_that_quotes_them()
    {
        const string Canary = "canary-4711";
        var world = new World();
        await world.InviteAsync(Canary);
        await world.IdleAsync();

        var message = world.PostsOf(World.Bo)[0].Envelope.Message;
        Assert.Contains(message.Parts.OfType<Part.Quoted>(), part => part.Words.Reveal() == Canary);
        foreach (var table in new[] { Tables.Pairs, Tables.People, Tables.Directory, Tables.Programmes, Tables.Wakes })
        {
            await foreach (var partition in world.Table.PartitionsAsync(table, Cancellation))
                Assert.DoesNotContain(await world.Table.ReadRangeAsync(table, partition, "", "~", 0, Cancellation), row => row.Data.Contains(Canary, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_form_sent_twice_has_one_effect_and_closes_both_times()
    {
        var world = await JoinedAsync();
        var form = (await world.PressAsync(World.Bo, "introduction.open.v1"))!;
        Assert.NotEmpty(form.Nonce);
        var answers = Answers(("called", "Bo"), ("learn", "by doing"));

        var first = await world.Here.Inbox.SubmitAsync(World.Bo, new Submission(form.Id, World.Pair, form.Argument, answers, form.Nonce, form.BasedOn, form.From), Cancellation);
        var revision = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Revision;
        var second = await world.Here.Inbox.SubmitAsync(World.Bo, new Submission(form.Id, World.Pair, form.Argument, answers, form.Nonce, form.BasedOn, form.From), Cancellation);

        Assert.IsType<FormReply.Close>(first);
        Assert.IsType<FormReply.Close>(second);
        Assert.Equal(revision, (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Revision);
    }

    [Fact]
    public async Task A_stranger_presses_in_vain()
    {
        var world = new World();
        await world.InviteAsync();
        var before = await world.Here.Pairs.ReadAsync(World.Pair, Cancellation);

        Assert.Null(await world.PressAsync(new PersonId("eve"), Join));
        var reply = await world.Here.Inbox.SubmitAsync(
            new PersonId("eve"), new Submission(new ActionId("introduction.form.v1"), World.Pair, null, Answers(("called", "Eve")), "n", 0, null), Cancellation);

        Assert.IsType<FormReply.Close>(reply);
        Assert.Equal(PairJson.Write(before), PairJson.Write(await world.Here.Pairs.ReadAsync(World.Pair, Cancellation)));
    }

    [Fact]
    public async Task A_submission_beyond_all_measure_is_refused()
    {
        var world = await JoinedAsync();
        await Assert.ThrowsAsync<InputTooLargeException>(async () => await world.Here.Inbox.SubmitAsync(
            World.Bo, new Submission(new ActionId("introduction.form.v1"), World.Pair, null, Answers(("learn", new string('x', 300_000))), "n", 0, null), Cancellation));
    }

    [Fact]
    public async Task A_typed_word_reaches_the_pair_once_though_the_process_dies_in_between()
    {
        var world = await JoinedAsync();
        await world.Here.Inbox.SayAsync(World.Bo, "status", Cancellation);
        var posts = world.PostsOf(World.Bo).Count;
        world.Table.Faults = (table, _, batch) =>
            table == Tables.People && batch.Any(change => change is Change.Delete) ? WriteFault.CrashBefore : WriteFault.None;
        await Assert.ThrowsAsync<SimulatedCrashException>(world.IdleAsync);

        world.Table.Faults = null;
        world.Start("second");
        await world.PassAsync(Duration.FromMinutes(3));

        Assert.Equal(posts + 1, world.PostsOf(World.Bo).Count);
        Assert.Empty(await world.RowsAsync<TellRow>(Tables.People, "bo", "tell"));
    }

    [Fact]
    public async Task New_hours_move_what_is_planned_for_the_pair()
    {
        var world = await JoinedAsync();
        await world.Here.Inbox.PressAsync(World.Bo, null, new ActionId("people.language.v1"), "de", null, Cancellation);
        await world.IdleAsync();

        var bo = await world.Here.People.ReadAsync(World.Bo, Cancellation);
        Assert.Equal(Language.German, bo!.Language);
        Assert.Equal([World.Pair], bo.Pairs);
    }

    [Fact]
    public async Task Two_who_press_at_once_on_two_nodes_are_both_heard()
    {
        var world = new World(alone: false);
        await world.InviteAsync();
        var other = world.Start("second", alone: false);
        var interfered = false;
        world.Table.Faults = (table, _, batch) =>
        {
            // Between the first one's look and write, the other node decides.
            if (!interfered && table == Tables.Pairs && batch[0] is Change.Replace { Row: Keys.Pair })
            {
                interfered = true;
                Assert.True(other.Inbox.PressAsync(World.Ana, World.Pair, new ActionId(Join), null, null, Cancellation).AsTask().IsCompletedSuccessfully);
            }
            return WriteFault.None;
        };

        await world.First.Inbox.PressAsync(World.Bo, World.Pair, new ActionId(Join), null, null, Cancellation);

        Assert.IsType<JoiningState.Joined>((await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Joining);
    }

    [Fact]
    public async Task The_same_mail_is_the_same_person()
    {
        var world = new World();
        await world.ProposeAsync();
        var draft = (await world.Here.People.ReadAsync(World.Ana, Cancellation))! with { Id = new PersonId("other"), Name = "Else" };

        var found = await world.Here.People.EnsureAsync(" ANA@example.org", draft, Cancellation);

        Assert.Equal(World.Ana, found.Id);
        Assert.Equal("Ana Ruiz", found.Name);
        Assert.Equal(World.Ana, await world.Here.People.FindByMailAsync("ana@example.org", Cancellation));
        Assert.Equal(World.Ana, await world.Here.People.FindByAddressAsync(new Address("test", "ana"), Cancellation));
    }
}
