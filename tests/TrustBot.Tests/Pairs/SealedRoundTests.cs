using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Feedback;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Pairs;

/// <summary>A round of feedback in the real store: sealed rows that open for both, or are gone.</summary>
public sealed class SealedRoundTests
{
    private const string OfAna = "canary-of-ana";
    private const string OfBo = "canary-of-bo";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_that_open_move_to_where_both_may_read_them_and_nothing_stays_behind()
    {
        var world = await BegunAsync();
        await SealAsync(world, World.Ana, OfAna);
        await SealAsync(world, World.Bo, OfBo);
        Assert.Equal(["after-both:ana", "after-both:bo"], await FeedbackRowsAsync(world));

        await ToTheHourAsync(world);

        Assert.Equal(["us-two:ana", "us-two:bo"], await FeedbackRowsAsync(world));
        var form = await world.PressAsync(World.Bo, "feedback.read.v1", await DayAsync(world));
        Assert.Equal([OfAna, OfBo], form!.Parts.OfType<FormPart.Wrote>().Select(part => part.Words.Reveal()));
        Assert.Single(world.PostsOf(World.Ana), post => post.Envelope.Message.Unseals);
    }

    [Fact]
    public async Task Words_that_do_not_open_are_in_no_row_of_any_table()
    {
        var world = await BegunAsync();
        await SealAsync(world, World.Ana, OfAna);

        await ToTheHourAsync(world);

        Assert.Empty(await FeedbackRowsAsync(world));
        Assert.Equal(RoundStage.Closed, (await RoundAsync(world)).Stage);
        foreach (var table in new[] { Tables.Pairs, Tables.People, Tables.Directory, Tables.Programmes, Tables.Wakes })
        {
            await foreach (var partition in world.Table.PartitionsAsync(table, Cancellation))
                Assert.DoesNotContain(await world.Table.ReadRangeAsync(table, partition, "", "~", 0, Cancellation), row => row.Data.Contains("canary", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_process_that_dies_at_the_opening_hour_opens_once_for_both_afterwards()
    {
        var world = await BegunAsync();
        await SealAsync(world, World.Ana, OfAna);
        await SealAsync(world, World.Bo, OfBo);
        var opensAt = (await RoundAsync(world)).OpensAt;
        await world.PassAsync(opensAt - world.Now - Duration.FromMinutes(1));
        world.Table.Faults = (table, _, batch) => table == Tables.Pairs && batch.Any(change => change is Change.Delete) ? WriteFault.CrashBefore : WriteFault.None;
        await Assert.ThrowsAsync<SimulatedCrashException>(() => world.PassAsync(Duration.FromMinutes(2)));
        Assert.Equal(["after-both:ana", "after-both:bo"], await FeedbackRowsAsync(world));

        world.Table.Faults = null;
        world.Start("second");
        await world.PassAsync(Duration.FromMinutes(3));

        Assert.Equal(["us-two:ana", "us-two:bo"], await FeedbackRowsAsync(world));
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            Assert.Single(world.PostsOf(person), post => post.Envelope.Message.Unseals);
    }

    private static async Task<World> BegunAsync()
    {
        var world = new World();
        await world.InviteAsync();
        await world.PressAsync(World.Ana, "joining.join.v1");
        await world.PressAsync(World.Bo, "joining.join.v1");
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await FillAsync(world, person, await world.PressAsync(person, "kickoff.open.v1"));
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await world.PressAsync(person, "kickoff.pick.v1", "often=1");
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await FillAsync(world, person, await world.PressAsync(person, "kickoff.read.v1"));
        await world.PressAsync(World.Bo, "feedback.start.v1");
        await world.PassAsync(Duration.FromDays(1));
        return world;
    }

    private static async Task FillAsync(World world, PersonId by, Form? form)
    {
        while (form is not null)
        {
            var answers = form.Parts.OfType<FormPart.Question>().ToImmutableDictionary(part => part.Field.Name, part => new Words(part.Field.Example ?? ""));
            form = (await SubmitAsync(world, by, form, answers) as FormReply.Next)?.Form;
        }
    }

    private static async Task SealAsync(World world, PersonId by, string words)
    {
        var form = await world.PressAsync(by, "feedback.write.v1", await DayAsync(world));
        Assert.IsType<FormReply.Close>(await SubmitAsync(world, by, form!, ImmutableDictionary<string, Words>.Empty.Add("keep", new Words(words))));
    }

    private static async Task<FormReply> SubmitAsync(World world, PersonId by, Form form, ImmutableDictionary<string, Words> answers) =>
        await world.Here.Inbox.SubmitAsync(by, new Submission(form.Id, World.Pair, form.Argument, new FormAnswers(answers), form.Nonce, form.BasedOn, form.From), Cancellation);

    private static async Task ToTheHourAsync(World world)
    {
        world.System.Advance(((await RoundAsync(world)).OpensAt - world.Now).ToTimeSpan());
        await world.IdleAsync();
    }

    private static async Task<FeedbackRound> RoundAsync(World world) => (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Feedback.Rounds[^1];

    private static async Task<string> DayAsync(World world) => NodaTime.Text.LocalDatePattern.Iso.Format((await RoundAsync(world)).Day);

    /// <summary>Visibility and author of each row of words that the round has named.</summary>
    private static async Task<IEnumerable<string>> FeedbackRowsAsync(World world)
    {
        var round = await RoundAsync(world);
        var numbers = Roles.Both.Select(round.Of).OfType<Envelope>().Select(envelope => envelope.Words.Number).ToList();
        var (from, until) = Keys.All("words");
        var rows = await world.Table.ReadRangeAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), from, until, 0, Cancellation);
        var ids = rows.Select(row => Keys.WordsIn(row.Key)).ToList();
        return numbers.Count == 0
            ? ids.Where(id => id.Visibility == Visibility.AfterBoth).Select(id => id.ToString())
            : ids.Where(id => numbers.Contains(id.Number)).Select(id => $"{(id.Visibility == Visibility.UsTwo ? "us-two" : "after-both")}:{id.Author}").Order(StringComparer.Ordinal);
    }
}
