using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Simulation;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.Rights;

/// <summary>What the window says before somebody confirms comes true in the store, also after a kill and after a restored backup.</summary>
public sealed class ForgettingTests
{
    private const string Canary = "canary-of-bo";

    private static readonly string[] EveryTable = [Tables.Pairs, Tables.People, Tables.Directory, Tables.Programmes, Tables.Wakes];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_words_name_and_address_are_gone_and_the_partner_reads_an_ordinary_end()
    {
        var world = await WrittenAsync();
        await ForgetAsync(world, World.Bo);
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(10));

        await AssertForgottenAsync(world);
        var pair = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!;
        Assert.IsType<ClosingState.Closed>(pair.Closing);
        Assert.Contains("key:shared", await KeysAsync(world, "key"));
        Assert.Contains("key:ana", await KeysAsync(world, "key"));
        Assert.Contains(world.PostsOf(World.Ana), post => post.Envelope.Key.Value.StartsWith("closing.closes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_quoted_the_words_says_that_they_were_removed()
    {
        var world = await WrittenAsync();
        Assert.Contains(world.PostsOf(World.Ana), post => Quotes(post.Envelope.Message));
        await ForgetAsync(world, World.Bo);
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(10));

        var standing = world.PostsOf(World.Ana).GroupBy(post => post.Reference).Select(post => post.Last().Envelope.Message).ToList();
        Assert.DoesNotContain(standing, Quotes);
        Assert.Contains(standing, message => message.Title == "Words were removed here");
    }

    [Fact]
    public async Task Nothing_is_lost_by_a_kill_between_any_two_writes()
    {
        foreach (var fault in (WriteFault[])[WriteFault.CrashBefore, WriteFault.CrashAfter])
        {
            var died = true;
            for (var at = 1; died; at++)
            {
                var world = await WrittenAsync();
                await ForgetAsync(world, World.Bo);
                var writes = 0;
                world.Table.Faults = (_, _, _) => ++writes == at ? fault : WriteFault.None;
                died = await DiesAsync(async () =>
                {
                    await world.IdleAsync();
                    await world.PassAsync(Duration.FromMinutes(10));
                });
                Assert.True(died || at > 10, "The story has more writes than that.");
                world.Table.Faults = null;
                world.Start("only");
                await world.IdleAsync();
                await world.PassAsync(Duration.FromMinutes(20));
                await AssertForgottenAsync(world);
            }
        }
    }

    [Fact]
    public async Task A_restored_backup_forgets_again_at_the_start()
    {
        var world = await WrittenAsync();
        var backup = await CopyAsync(world.Table);
        await ForgetAsync(world, World.Bo);
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(10));
        Assert.Equal(["bo"], world.Erased.Ids);

        world.Table = backup;
        Assert.Contains("key:bo", await KeysAsync(world, "key"));
        world.Start("restored");
        Assert.Equal(1, await world.Here.Eraser.ReplayAsync(Cancellation));

        Assert.DoesNotContain("key:bo", await KeysAsync(world, "key"));
        Assert.DoesNotContain(await KeysAsync(world, "words"), key => Keys.WordsIn(key).Author == "bo");
        await world.IdleAsync();
        await world.PassAsync(Duration.FromDays(1));
        await AssertForgottenAsync(world);
        Assert.Equal(0, await world.Here.Eraser.ReplayAsync(Cancellation));
    }

    [Fact]
    public async Task When_both_are_forgotten_nothing_they_wrote_is_left()
    {
        var world = await WrittenAsync();
        foreach (var person in (PersonId[])[World.Bo, World.Ana])
        {
            await ForgetAsync(world, person);
            await world.IdleAsync();
            await world.PassAsync(Duration.FromMinutes(10));
        }

        Assert.Empty(await KeysAsync(world, "key"));
        Assert.Empty(await KeysAsync(world, "words"));
    }

    [Fact]
    public async Task Without_the_tick_nothing_happens()
    {
        var world = await WrittenAsync();

        Assert.IsType<FormReply.Errors>(await ConfirmAsync(world, World.Bo, sure: false));
        await world.IdleAsync();

        Assert.False((await world.Here.People.ReadAsync(World.Bo, Cancellation))!.IsForgotten);
        Assert.Contains("key:bo", await KeysAsync(world, "key"));
    }

    [Fact]
    public async Task The_same_mail_is_known_as_forgotten_until_its_owner_is_welcomed_back()
    {
        var world = await WrittenAsync();
        await ForgetAsync(world, World.Bo);
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(10));
        Assert.Null(await world.Here.People.FindByAddressAsync(new Address("test", "bo"), Cancellation));
        Assert.True((await world.Here.People.ReadAsync((await world.Here.People.FindByMailAsync("bo@example.org", Cancellation))!.Value, Cancellation))!.IsForgotten);

        await world.Here.People.WelcomeBackAsync("bo@example.org", Cancellation);

        Assert.Null(await world.Here.People.FindByMailAsync("bo@example.org", Cancellation));
    }

    private static async Task<World> WrittenAsync()
    {
        var world = new World();
        await world.InviteAsync("You both nurse.");
        PersonId[] two = [World.Ana, World.Bo];
        foreach (var one in two)
            await world.PressAsync(one, "joining.join.v1");
        await world.IdleAsync();
        foreach (var action in (string[])["kickoff.open.v1", "kickoff.read.v1", "introduction.open.v1", "reflection.write.v1", "goals.add.v1"])
        {
            foreach (var one in two)
                await FillAsync(world, one, action);
        }
        return world;
    }

    private static async Task FillAsync(World world, PersonId by, string action)
    {
        for (var form = await world.PressAsync(by, action); form?.Submit is not null;)
        {
            var answers = form.Parts.OfType<FormPart.Question>().Select(question => question.Field).ToImmutableDictionary(
                field => field.Name, field => new Words(field switch { Field.Choice choice => choice.Options[0].Value, Field.Text => $"canary-of-{by} on {field.Name}", _ => "" }));
            var submission = new Submission(form.Id, World.Pair, form.Argument, new FormAnswers(answers), form.Nonce, form.BasedOn, form.From);
            form = (await world.Here.Inbox.SubmitAsync(by, submission, Cancellation) as FormReply.Next)?.Form;
        }
        await world.IdleAsync();
    }

    private static async Task ForgetAsync(World world, PersonId person) => Assert.IsType<FormReply.Close>(await ConfirmAsync(world, person, sure: true));

    private static async Task<FormReply> ConfirmAsync(World world, PersonId person, bool sure)
    {
        var form = (await world.Here.Inbox.PressAsync(person, null, PeopleActions.ForgetMe, null, null, Cancellation))!;
        var answers = sure ? ImmutableDictionary<string, Words>.Empty.Add("sure", new Words("yes")) : ImmutableDictionary<string, Words>.Empty;
        return await world.Here.Inbox.SubmitAsync(person, new Submission(form.Id, null, null, new FormAnswers(answers), form.Nonce, 0, null), Cancellation);
    }

    private static async Task AssertForgottenAsync(World world)
    {
        Assert.DoesNotContain("key:bo", await KeysAsync(world, "key"));
        Assert.DoesNotContain(await KeysAsync(world, "words"), key => Keys.WordsIn(key).Author == "bo");
        var bo = (await world.Here.People.ReadFreshAsync(World.Bo, Cancellation))!.Value;
        Assert.True(bo.Forgetting is { Done: true });
        Assert.Null(bo.Address);
        Assert.DoesNotContain("Lind", bo.Name, StringComparison.Ordinal);
        foreach (var table in EveryTable)
        {
            foreach (var (_, row) in await RowsAsync(world.Table, table))
            {
                Assert.DoesNotContain("Lind", row.Data, StringComparison.Ordinal);
                Assert.DoesNotContain(Canary, row.Data, StringComparison.Ordinal);
            }
        }
    }

    private static async Task<bool> DiesAsync(Func<Task> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (SimulatedCrashException)
        {
            return true;
        }
    }

    private static async Task<MemoryTable> CopyAsync(MemoryTable from)
    {
        var copy = new MemoryTable();
        foreach (var table in EveryTable)
        {
            foreach (var (partition, row) in await RowsAsync(from, table))
                await copy.WriteAsync(table, partition, [new Change.Put(row.Key, row.Data)], Cancellation);
        }
        return copy;
    }

    private static async Task<List<(string Partition, Row Row)>> RowsAsync(MemoryTable from, string table)
    {
        var rows = new List<(string, Row)>();
        await foreach (var partition in from.PartitionsAsync(table, Cancellation))
            rows.AddRange((await from.ReadRangeAsync(table, partition, "!", "~", 0, Cancellation)).Select(row => (partition, row)));
        return rows;
    }

    private static bool Quotes(Message message) =>
        message.Parts.Any(part => part is Part.Wrote wrote && wrote.Words.Reveal().Contains(Canary, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> KeysAsync(World world, string kind)
    {
        var (from, until) = Keys.All(kind);
        return [.. (await world.Table.ReadRangeAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), from, until, 0, Cancellation)).Select(row => row.Key)];
    }
}
