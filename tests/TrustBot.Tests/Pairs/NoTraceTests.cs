using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Pairs;

/// <summary>
/// Whole stores are compared, row by row: of a mentor who passed, and one who never looked. Both are the same at every moment, down to the
/// ETags. Where something was shared, the rest is the same as soon as the round is over.
/// </summary>
public sealed partial class NoTraceTests
{
    private const string Canary = "canary-true-story";

    private static readonly string[] EveryTable = [Tables.Pairs, Tables.People, Tables.Directory, Tables.Programmes, Tables.Wakes];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passing_leaves_the_store_as_it_was_at_every_moment() =>
        Assert.Equal(await LivedAsync(_ => Task.CompletedTask), await LivedAsync(PassAsync));

    [Fact]
    public async Task Looking_at_other_questions_leaves_the_store_as_it_was_at_every_moment() =>
        Assert.Equal(await LivedAsync(_ => Task.CompletedTask), await LivedAsync(async world =>
        {
            for (var which = 1; which <= 2; which++)
                await world.PressAsync(World.Ana, "authenticity.another.v1", $"{SlotOf(await PromptAsync(world))}|{which}", await PromptAsync(world));
            await PassAsync(world);
        }));

    [Fact]
    public async Task Writing_and_keeping_it_to_oneself_leaves_nothing_but_other_random_ids() =>
        Assert.Equal(Unminted(await LivedAsync(_ => Task.CompletedTask)), Unminted(await LivedAsync(async world =>
        {
            Assert.NotNull(await PreviewAsync(world));
            await PassAsync(world);
        })));

    [Fact]
    public async Task Of_a_shared_story_only_its_words_and_what_the_mentee_gets_tell()
    {
        var world = await AskedAsync();
        await ShareAsync(world);
        await LiveAsync(world, Duration.FromDays(8));
        var shared = await StoreAsync(world);
        world = await AskedAsync();
        await PassAsync(world);
        await LiveAsync(world, Duration.FromDays(8));
        var passed = await StoreAsync(world);

        var more = shared.Keys.Except(passed.Keys).ToList();
        Assert.Equal(3, more.Count);
        Assert.Single(more, key => key.Contains("/key:ana", StringComparison.Ordinal));
        Assert.Single(more, key => key.Contains("/words:us-two:ana:", StringComparison.Ordinal));
        Assert.Single(more, key => SharedWithBo().IsMatch(key));
        Assert.Empty(passed.Keys.Except(shared.Keys));
        Assert.Equal(Comparable(passed), Comparable(shared.RemoveRange(more)));
    }

    [Fact]
    public async Task The_card_shrinks_to_one_line_however_the_round_went()
    {
        var lines = new List<string>();
        foreach (var act in (Func<World, Task>[])[_ => Task.CompletedTask, PassAsync, ShareAsync])
        {
            var world = await AskedAsync();
            await act(world);
            await world.IdleAsync();
            lines.Add(Standing(world).Title);
            await LiveAsync(world, Duration.FromDays(8));
            lines.Add(Standing(world).Title);
            Assert.True(Standing(world).Settled);
        }

        Assert.Equal("Something true for Bo, if you like", lines[0]);
        Assert.Single(lines.Skip(1).Distinct());
    }

    [Fact]
    public async Task A_story_sent_twice_arrives_once()
    {
        var world = await AskedAsync();
        var preview = await PreviewAsync(world);
        for (var times = 0; times < 2; times++)
            Assert.IsType<FormReply.Close>(await SubmitAsync(world, preview!, Answers));
        await LiveAsync(world, Duration.FromDays(2));

        Assert.Single(world.PostsOf(World.Bo), post => post.Title == "Ana shared a setback");
        Assert.Single(await world.RowsAsync<WordsRow>(Tables.Pairs, "p1", "words"));
    }

    private static readonly Dictionary<string, string> Answers = new() { ["kind"] = "setback", ["line"] = Canary };

    private static async Task PassAsync(World world) => Assert.Null(await world.PressAsync(World.Ana, "authenticity.pass.v1", SlotOf(await PromptAsync(world)), await PromptAsync(world)));

    private static async Task ShareAsync(World world) => await SubmitAsync(world, (await PreviewAsync(world))!, Answers);

    private static async Task<Form?> PreviewAsync(World world)
    {
        var form = await world.PressAsync(World.Ana, "authenticity.write.v1", SlotOf(await PromptAsync(world)), await PromptAsync(world));
        return (await SubmitAsync(world, form!, Answers) as FormReply.Next)?.Form;
    }

    private static ValueTask<FormReply> SubmitAsync(World world, Form form, Dictionary<string, string> answers) => world.Here.Inbox.SubmitAsync(
        World.Ana,
        new Submission(form.Id, form.Pair, form.Argument, new FormAnswers(answers.ToImmutableDictionary(answer => answer.Key, answer => new Words(answer.Value))), form.Nonce, form.BasedOn, form.From),
        Cancellation);

    /// <summary>What the store held right after, an hour, a day and ten days later, and after its records were swept.</summary>
    private static async Task<List<string>> LivedAsync(Func<World, Task> act)
    {
        var world = await AskedAsync();
        await act(world);
        await world.IdleAsync();
        var lines = new List<string>(await LinesAsync(world));
        foreach (var hours in (int[])[1, 24, 240])
        {
            await LiveAsync(world, Duration.FromHours(hours));
            lines.AddRange(await LinesAsync(world));
        }
        await LiveAsync(world, Duration.FromDays(100));
        await world.Here.Retention.RunAsync(Cancellation);
        return [.. lines, .. await LinesAsync(world)];
    }

    /// <summary>The two have joined, and the mentor has been asked for something true.</summary>
    private static async Task<World> AskedAsync()
    {
        var world = new World();
        await world.InviteAsync();
        await world.IdleAsync();
        foreach (var person in (ImmutableArray<PersonId>)[World.Ana, World.Bo])
            await world.PressAsync(person, "joining.join.v1");
        for (var days = 0; days < 200; days++)
        {
            await LiveAsync(world, Duration.FromDays(1));
            if ((await world.LedgerAsync()).Any(row => row is { Send.Card.Kind: "authenticity.ask", State: SendState.Sent }))
                return world;
        }
        throw new InvalidOperationException("Nobody was asked.");
    }

    private static async Task<SendKey> PromptAsync(World world) => (await world.LedgerAsync()).Last(row => row.Send.Card.Kind == "authenticity.ask").Send.Key;

    private static string SlotOf(SendKey key) => key.Value.Split('~')[1];

    private static Message Standing(World world) =>
        world.PostsOf(World.Ana).Last(post => post.Envelope.Key.Value.StartsWith("prompt~2026-04-14", StringComparison.Ordinal) || post.Envelope.Key.Value.StartsWith("authenticity.end", StringComparison.Ordinal)).Envelope.Message;

    private static async Task LiveAsync(World world, Duration time)
    {
        var until = world.Now + time;
        await world.IdleAsync();
        while (await world.Here.Waker.NextDueAsync(Cancellation) is { } next && next <= until)
        {
            if (next > world.Now)
                world.System.Advance((next - world.Now).ToTimeSpan());
            await world.IdleAsync();
        }
        world.System.Advance((until - world.Now).ToTimeSpan());
        await world.IdleAsync();
    }

    private static async Task<IEnumerable<string>> LinesAsync(World world) => (await StoreAsync(world)).Select(row => $"{row.Key} {row.Value}");

    /// <summary>Every row of every table: what it holds, and how often it was written.</summary>
    private static async Task<ImmutableSortedDictionary<string, string>> StoreAsync(World world)
    {
        var rows = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var table in EveryTable)
        {
            await foreach (var partition in world.Table.PartitionsAsync(table, Cancellation))
            {
                foreach (var row in await world.Table.ReadRangeAsync(table, partition, "", "~", 0, Cancellation))
                    rows.Add($"{table}/{partition}/{row.Key}", $"{row.Data} {row.ETag}");
            }
        }
        return rows.ToImmutable();
    }

    private static IEnumerable<string> Unminted(IEnumerable<string> lines) => lines.Select(line => Token().Replace(line, ""));

    /// <summary>Without what counts decisions and messages of every kind, and without the list of what was shared.</summary>
    private static IEnumerable<string> Comparable(ImmutableSortedDictionary<string, string> rows) =>
        rows.Select(row => $"{row.Key} {Counts().Replace(Token().Replace(row.Value, ""), "")}");

    [GeneratedRegex("\"token\":\"[^\"]*\"")]
    private static partial Regex Token();

    [GeneratedRegex("\"(revision|reference)\":(\"m)?[0-9]+\"?|\"shared\":\\[(\\{\"number\".*?\\})?\\]| [^ ]+$")]
    private static partial Regex Counts();

    [GeneratedRegex("/send:authenticity\\.shared~r[0-9]+~bo~p1$")]
    private static partial Regex SharedWithBo();
}
