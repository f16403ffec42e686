using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Safety;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Cases;

/// <summary>A message to a named contact, through the real engine, store and courier.</summary>
public sealed class CaseEngineTests
{
    private const string Canary = "canary-of-a-case";

    private static readonly PersonId Noor = new("noor");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_clicks_at_once_send_one_message()
    {
        var world = await BegunAsync();
        var form = await FormAsync(world);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(world, form)));
        await world.IdleAsync();

        Assert.Single(await world.Here.CaseStore.AllAsync(Cancellation));
        Assert.Single(world.PostsOf(Noor));
        Assert.Equal("As you asked", world.PostsOf(World.Bo)[^1].Title);
    }

    [Theory]
    [InlineData(WriteFault.CrashBefore)]
    [InlineData(WriteFault.CrashAfter)]
    [InlineData(WriteFault.LostRequest)]
    [InlineData(WriteFault.LostAnswer)]
    public async Task A_fault_at_any_write_changes_nothing_about_the_end(WriteFault fault)
    {
        var (calm, writes) = await TellAsync(WriteFault.None, 0);
        Assert.InRange(writes, 10, 100);
        for (var at = 1; at <= writes; at++)
            Assert.Equal(calm, (await TellAsync(fault, at)).End);
    }

    [Fact]
    public async Task Neither_the_pair_nor_the_partner_nor_the_programme_holds_a_trace_of_it()
    {
        var world = await BegunAsync();
        var before = await DumpAsync(world);
        await SendAsync(world, await FormAsync(world));
        await world.IdleAsync();
        await PressAsync(world, Noor, "safety.open.v1");
        await world.PassAsync(Duration.FromMinutes(3));

        Assert.Equal(before, await DumpAsync(world));
        Assert.DoesNotContain(world.Channel.Posts, post => post.To == World.Ana.Value && post.Title.Contains("asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_works_when_nothing_is_left_of_the_pair()
    {
        var world = await BegunAsync();
        var row = (await world.Table.ReadAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), Keys.Pair, Cancellation))!;
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), [new Change.Delete(row.Key, row.ETag)], Cancellation);
        await world.Here.Inbox.SayAsync(World.Bo, "talk to someone", Cancellation);
        await SendAsync(world, await FormAsync(world));
        await world.IdleAsync();

        Assert.Equal("Something for you to read", Assert.Single(world.PostsOf(Noor)).Title);
        Assert.Contains(world.PostsOf(World.Bo), post => post.Title == "For you alone");
    }

    [Fact]
    public async Task Only_the_contact_reads_it_and_no_message_or_row_shows_a_word()
    {
        var world = await BegunAsync();
        await SendAsync(world, await FormAsync(world));
        await world.IdleAsync();

        foreach (var other in (PersonId[])[World.Bo, World.Ana, new("kim")])
            Assert.Null(await PressAsync(world, other, "safety.open.v1"));
        Assert.IsType<CaseState.Sent>((await OnlyAsync(world)).State);
        var window = (await PressAsync(world, Noor, "safety.open.v1"))!;
        Assert.Contains(window.Parts.OfType<FormPart.Wrote>(), wrote => wrote.Words.Reveal() == Canary);
        await world.IdleAsync();

        Assert.DoesNotContain(world.Channel.Posts, post => post.Envelope.Message.Parts.OfType<Part.Paragraph>().Any(text => text.Text.Contains(Canary, StringComparison.Ordinal)));
        Assert.DoesNotContain(await RowsOfCaseAsync(world), row => row.Data.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Taken_back_its_words_and_their_key_are_gone_and_forgetting_takes_what_was_not_opened()
    {
        var world = await BegunAsync();
        await SendAsync(world, await FormAsync(world));
        Assert.Contains(await RowsOfCaseAsync(world), row => row.Key.StartsWith("words:", StringComparison.Ordinal));
        await PressAsync(world, World.Bo, "safety.withdraw.v1");
        await world.IdleAsync();

        Assert.DoesNotContain(await RowsOfCaseAsync(world), row => row.Key.StartsWith("words:", StringComparison.Ordinal) || row.Key.StartsWith("key:", StringComparison.Ordinal));
        Assert.Empty(world.PostsOf(Noor));

        await SendAsync(world, await FormAsync(world), "second");
        Assert.Equal(0, await world.Here.Cases.ForgetAsync(World.Bo, Cancellation));
        Assert.All(await world.Here.CaseStore.OfAuthorAsync(World.Bo, Cancellation), one => Assert.IsType<CaseState.Withdrawn>(one.State));

        var third = await SendAsync(world, await FormAsync(world), "third");
        await world.Here.Inbox.PressAsync(Noor, null, new ActionId("safety.open.v1"), third.Value, null, Cancellation);
        Assert.Equal(1, await world.Here.Cases.ForgetAsync(World.Bo, Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forgetting_its_author_again_and_again_writes_it_once(bool opened)
    {
        var world = await BegunAsync();
        await SendAsync(world, await FormAsync(world));
        await world.IdleAsync();
        if (opened)
            await PressAsync(world, Noor, "safety.open.v1");
        await world.Here.Cases.ForgetAsync(World.Bo, Cancellation);
        var once = (await OnlyAsync(world)).Revision;
        for (var again = 0; again < 3; again++)
            await world.Here.Cases.ForgetAsync(World.Bo, Cancellation);

        Assert.Equal(once, (await OnlyAsync(world)).Revision);
    }

    [Fact]
    public async Task Lost_hints_are_made_anew_and_a_closed_case_goes_whole_after_its_time()
    {
        var world = await BegunAsync();
        await SendAsync(world, await FormAsync(world));
        foreach (var hint in await world.Here.Hints.AllAsync(null, 100, Cancellation))
            await world.Here.Hints.DeleteAsync(hint, Cancellation);
        world.Start("second");
        await world.Here.Repair.RunAsync(Cancellation);
        await world.Here.Waker.RunUntilIdleAsync(Cancellation);
        Assert.Single(world.PostsOf(Noor));
        Assert.Contains(await world.Here.Hints.AllAsync(null, 100, Cancellation), hint => hint.Subject.Kind == SubjectKind.Case);

        await PressAsync(world, World.Bo, "safety.withdraw.v1");
        await world.PassAsync(Duration.FromMinutes(2));
        world.System.Advance(TimeSpan.FromDays(29));
        await world.Here.Retention.RunAsync(Cancellation);
        Assert.NotEmpty(await world.Here.CaseStore.AllAsync(Cancellation));
        world.System.Advance(TimeSpan.FromDays(2));
        await world.Here.Retention.RunAsync(Cancellation);
        Assert.Empty(await world.Here.CaseStore.AllAsync(Cancellation));
        Assert.Empty(await RowsOfCaseAsync(world));
    }

    [Fact]
    public async Task Where_nothing_can_be_looked_up_it_comes_rather_twice_than_never()
    {
        var world = await BegunAsync(canFind: false);
        world.Channel.Faults.Enqueue(new ScriptedChannel.Fault.RequestLost());
        world.Channel.Faults.Enqueue(new ScriptedChannel.Fault.RequestLost());
        await SendAsync(world, await FormAsync(world));
        await world.PassAsync(Duration.FromMinutes(30));

        Assert.Single(world.PostsOf(Noor));
    }

    [Fact]
    public async Task A_nonce_that_names_somebody_elses_case_changes_nothing()
    {
        var world = await BegunAsync();
        var id = await SendAsync(world, await FormAsync(world));
        var before = await RowsOfCaseAsync(world);
        await SubmitAsync(world, World.Ana, (await FormAsync(world)) with { Nonce = id.Value["c-".Length..] }, "other words");

        Assert.Equal(before.Select(row => row.ETag), (await RowsOfCaseAsync(world)).Select(row => row.ETag));
    }

    private static async Task<World> BegunAsync(bool canFind = true)
    {
        var world = new World(canFind);
        await world.InviteAsync();
        await world.PressAsync(World.Ana, "joining.join.v1");
        await world.PressAsync(World.Bo, "joining.join.v1");
        await world.Here.People.EnsureAsync("noor@example.org", new Person
        {
            Id = Noor,
            Name = "Noor Haddad",
            Language = Language.English,
            Hours = WorkingHours.UsualIn("Europe/Berlin"),
            Address = new Address("test", Noor.Value),
        }, Cancellation);
        await world.Here.Programmes.ChangeAsync(
            World.Spring,
            programme => programme with { Contacts = [new Contact("Noor Haddad", "staff counsellor") { Person = Noor, Outside = true, Promised = true }] },
            new AuditEntry("settings-saved", null),
            tellPairs: false,
            Cancellation);
        await world.IdleAsync();
        await world.PassAsync(Duration.FromMinutes(3));
        return world;
    }

    private static async Task<Form> FormAsync(World world) => (await world.PressAsync(World.Bo, "safety.talk.v1"))!;

    private static async Task<CaseId> SendAsync(World world, Form form, string words = Canary)
    {
        await SubmitAsync(world, World.Bo, form, words);
        return CaseId.OfForm(form.Nonce);
    }

    private static async Task SubmitAsync(World world, PersonId by, Form form, string words)
    {
        var answers = new FormAnswers(ImmutableDictionary<string, Words>.Empty.Add("words", new Words(words)));
        Assert.IsType<FormReply.Close>(await world.Here.Inbox.SubmitAsync(by, new Submission(form.Id, null, form.Argument, answers, form.Nonce, 0, null), Cancellation));
    }

    private static async Task<Form?> PressAsync(World world, PersonId by, string action) =>
        await world.Here.Inbox.PressAsync(by, null, new ActionId(action), (await world.Here.CaseStore.AllAsync(Cancellation))[0].Value, null, Cancellation);

    private static async Task<Case> OnlyAsync(World world) => (await world.Here.CaseStore.OfAuthorAsync(World.Bo, Cancellation)).Single();

    private static async Task<IReadOnlyList<Row>> RowsOfCaseAsync(World world)
    {
        var all = new List<Row>();
        await foreach (var partition in world.Table.PartitionsAsync(Tables.Cases, Cancellation))
        {
            if (partition.Contains("~c-", StringComparison.Ordinal))
                all.AddRange(await world.Table.ReadRangeAsync(Tables.Cases, partition, "a", "~", 0, Cancellation));
        }
        return all;
    }

    /// <summary>All rows of every table that partner, coordinator and pair can be read from, with their ETags: not even a write that changes nothing.</summary>
    private static async Task<string> DumpAsync(World world)
    {
        var lines = new List<string>();
        foreach (var table in (string[])[Tables.Pairs, Tables.People, Tables.Programmes, Tables.Directory])
        {
            await foreach (var partition in world.Table.PartitionsAsync(table, Cancellation))
                lines.AddRange((await world.Table.ReadRangeAsync(table, partition, "a", "~", 0, Cancellation)).Select(row => $"{table} {partition} {row.Key} {row.ETag} {row.Data}"));
        }
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static async Task<(string End, int Writes)> TellAsync(WriteFault fault, int at)
    {
        var world = await BegunAsync();
        var form = await FormAsync(world);
        var writes = 0;
        world.Table.Faults = (_, _, _) => ++writes == at ? fault : WriteFault.None;
        await world.SurviveAsync(async () => await SendAsync(world, form));
        await world.SurviveAsync(world.IdleAsync);
        await world.SurviveAsync(async () => await PressAsync(world, Noor, "safety.open.v1"));
        await world.SurviveAsync(world.IdleAsync);
        await world.SurviveAsync(async () => await PressAsync(world, Noor, "safety.in-touch.v1"));
        for (var minutes = 0; minutes < 4; minutes++)
            await world.SurviveAsync(() => world.PassAsync(Duration.FromMinutes(1)));
        var one = await OnlyAsync(world);
        return (string.Join('\n', world.Channel.Posts.Select(post => $"{post.To}: {post.Title}").Order(StringComparer.Ordinal).Append(one.State.GetType().Name)), writes);
    }
}
