using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Scheduling;

/// <summary>What the privacy card says of the end comes true in the store.</summary>
public sealed class ErasureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_and_keys_are_gone_thirty_days_after_the_end_and_the_agreement_a_year_after()
    {
        var world = await EndedAsync(sign: true);
        var closed = (ClosingState.Closed)(await PairAsync(world)).Closing;
        Assert.Equal(30, Period.DaysBetween(closed.On, closed.ReadableUntil));
        var before = await KeysAsync(world, "words");
        Assert.Contains(before, key => WordsOf(key).IsNote);

        await UntilAsync(world, closed.ReadableUntil);
        Assert.Equal(0, await SweptWordsAsync(world));
        Assert.Equal(before, await KeysAsync(world, "words"));

        await UntilAsync(world, closed.ReadableUntil.PlusDays(1));
        await world.Here.Retention.RunAsync(Cancellation);
        var pair = await PairAsync(world);
        Assert.Equal([((KickoffState.Signed)pair.Kickoff).Agreement], (await KeysAsync(world, "words")).Select(WordsOf));
        Assert.Equal(["key:shared"], await KeysAsync(world, "key"));

        await UntilAsync(world, closed.On.PlusDays(366));
        await world.Here.Retention.RunAsync(Cancellation);
        Assert.Empty(await KeysAsync(world, "words"));
        Assert.Empty(await KeysAsync(world, "key"));
        Assert.Null((await PairAsync(world)).NextWake);
    }

    [Fact]
    public async Task A_draft_that_was_never_signed_goes_with_the_other_words()
    {
        var world = await EndedAsync(sign: false);
        var closed = (ClosingState.Closed)(await PairAsync(world)).Closing;
        await UntilAsync(world, closed.ReadableUntil.PlusDays(1));

        await world.Here.Retention.RunAsync(Cancellation);

        Assert.Empty(await KeysAsync(world, "words"));
        Assert.Empty(await KeysAsync(world, "key"));
    }

    [Fact]
    public async Task What_the_decision_forgot_cannot_be_opened_even_before_the_rows_are_gone()
    {
        var world = await EndedAsync(sign: true);
        var closed = (ClosingState.Closed)(await PairAsync(world)).Closing;
        await UntilAsync(world, closed.ReadableUntil.PlusDays(1));
        Assert.NotEmpty(await KeysAsync(world, "key"));

        foreach (var action in (string[])["kickoff.read.v1", "reflection.notebook.v1", "goals.list.v1", "closing.keep-notes.v1", "reflection.share.v1"])
            Assert.Null(await world.PressAsync(World.Bo, action));
    }

    [Fact]
    public async Task My_data_gives_out_nothing_that_the_decision_forgot_even_before_the_rows_are_gone()
    {
        var world = await EndedAsync(sign: true);
        var closed = (ClosingState.Closed)(await PairAsync(world)).Closing;
        Assert.Contains("bo on called", await DataOfBoAsync(world), StringComparison.Ordinal);

        await UntilAsync(world, closed.ReadableUntil.PlusDays(1));

        Assert.Contains(await KeysAsync(world, "words"), key => WordsOf(key).IsNote);
        Assert.DoesNotContain("bo on called", await DataOfBoAsync(world), StringComparison.Ordinal);
        Assert.Contains("bo on ", await DataOfBoAsync(world), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_of_an_ended_pair_go_after_their_own_time()
    {
        var world = await EndedAsync(sign: true);

        await UntilAsync(world, ((ClosingState.Closed)(await PairAsync(world)).Closing).On.PlusDays(500));
        await world.Here.Retention.RunAsync(Cancellation);

        Assert.Empty(await world.LedgerAsync());
        Assert.DoesNotContain(await KeysAsync(world, "audit"), key => string.CompareOrdinal(key, "audit:20260701") < 0);
    }

    private static async Task<string> DataOfBoAsync(World world)
    {
        var form = await world.Here.Inbox.PressAsync(World.Bo, null, new ActionId("people.read-data.v1"), null, null, Cancellation);
        return string.Join('\n', form!.Parts.SelectMany(part => part switch
        {
            FormPart.Wrote wrote => [wrote.Words.Reveal()],
            FormPart.Lines lines => lines.Items.Select(line => line.Text.Reveal()),
            _ => Enumerable.Empty<string>(),
        }));
    }

    private static async Task<World> EndedAsync(bool sign)
    {
        var world = new World();
        await world.InviteAsync("You both nurse.");
        PersonId[] two = [World.Ana, World.Bo];
        foreach (var one in two)
            await world.PressAsync(one, "joining.join.v1");
        await world.IdleAsync();
        foreach (var one in two)
            await FillAsync(world, one, "kickoff.open.v1");
        foreach (var one in sign ? two : [])
            await FillAsync(world, one, "kickoff.read.v1");
        await FillAsync(world, World.Bo, "introduction.open.v1");
        await FillAsync(world, World.Bo, "reflection.write.v1");
        await FillAsync(world, World.Ana, "goals.add.v1");
        await FillAsync(world, World.Bo, "closing.choose.v1");
        await UntilAsync(world, new LocalDate(2026, 4, 20));
        return world;
    }

    private static async Task FillAsync(World world, PersonId by, string action)
    {
        for (var form = await world.PressAsync(by, action); form is not null;)
        {
            var answers = form.Parts.OfType<FormPart.Question>().Select(question => question.Field).ToImmutableDictionary(
                field => field.Name, field => new Words(field switch { Field.Choice choice => choice.Options[0].Value, Field.Text => $"{by} on {field.Name}", _ => "" }));
            var submission = new Submission(form.Id, World.Pair, form.Argument, new FormAnswers(answers), form.Nonce, form.BasedOn, form.From);
            form = (await world.Here.Inbox.SubmitAsync(by, submission, Cancellation) as FormReply.Next)?.Form;
        }
        await world.IdleAsync();
    }

    private static async Task UntilAsync(World world, LocalDate day)
    {
        while (world.Now.InUtc().Date < day)
        {
            world.System.Advance(TimeSpan.FromHours(12));
            await world.IdleAsync();
        }
    }

    private static async Task<int> SweptWordsAsync(World world)
    {
        var before = (await KeysAsync(world, "words")).Count + (await KeysAsync(world, "key")).Count;
        await world.Here.Retention.RunAsync(Cancellation);
        return before - (await KeysAsync(world, "words")).Count - (await KeysAsync(world, "key")).Count;
    }

    private static async Task<Pair> PairAsync(World world) => (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!;

    private static async Task<IReadOnlyList<string>> KeysAsync(World world, string kind)
    {
        var (from, until) = Keys.All(kind);
        return [.. (await world.Table.ReadRangeAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), from, until, 0, Cancellation)).Select(row => row.Key)];
    }

    private static WordsId WordsOf(string key) => Keys.WordsIn(key);
}
