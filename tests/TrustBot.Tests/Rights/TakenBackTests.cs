using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Rights;

/// <summary>What was sent and taken back, in the real store: no row of it is left, and the other's message shows nothing of it.</summary>
public sealed class TakenBackTests
{
    private const string Canary = "canary-taken-back";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("celebration.send-form.v1", "Win", "celebration")]
    [InlineData("celebration.send-form.v1", "Thanks", "celebration")]
    [InlineData("celebration.send-form.v1", "Noticed", "celebration")]
    [InlineData("reflection.send-form.v1", null, "reflection")]
    public async Task Words_that_were_taken_back_are_in_no_row_and_no_message(string form, string? argument, string practice)
    {
        var world = await JoinedAsync();
        await SendAsync(world, form, argument);
        await world.IdleAsync();
        Assert.Contains(world.PostsOf(World.Bo), post => Shows(post.Envelope.Message));
        var number = Assert.Single(await WordsAsync(world)).Split(':')[2].Split('.')[0];

        await TakeBackAsync(world, $"{practice}|{number}");
        await world.IdleAsync();

        Assert.Empty(await WordsAsync(world));
        Assert.Equal("Words were removed here", world.PostsOf(World.Bo)[^1].Envelope.Message.Title);
    }

    [Fact]
    public async Task What_is_taken_back_before_it_arrives_never_arrives()
    {
        var world = await JoinedAsync();
        await world.PassAsync(Duration.FromHours(12));
        await SendAsync(world, "celebration.send-form.v1", "Thanks");
        await world.IdleAsync();
        var number = Assert.Single(await WordsAsync(world)).Split(':')[2].Split('.')[0];
        var before = world.PostsOf(World.Bo).Count;

        await TakeBackAsync(world, $"celebration|{number}");
        await world.PassAsync(Duration.FromHours(24));

        Assert.DoesNotContain(world.PostsOf(World.Bo).Skip(before), post => Shows(post.Envelope.Message) || post.Envelope.Message.Title == "Words were removed here");
    }

    [Fact]
    public async Task The_other_can_not_take_back_what_they_did_not_write()
    {
        var world = await JoinedAsync();
        await SendAsync(world, "celebration.send-form.v1", "Thanks");
        var number = Assert.Single(await WordsAsync(world)).Split(':')[2].Split('.')[0];

        Assert.Null(await world.PressAsync(World.Bo, "words.take-back.v1", $"celebration|{number}"));
        Assert.IsType<FormReply.Errors>(await SubmitAsync(world, World.Bo, "words.take-back-form.v1", $"celebration|{number}"));
        Assert.Single(await WordsAsync(world));
    }

    private static bool Shows(Message message) => message.Parts.OfType<Part.Wrote>().Any(part => part.Words.Reveal() == Canary);

    private static async Task<World> JoinedAsync()
    {
        var world = new World();
        await world.InviteAsync();
        foreach (var person in (PersonId[])[World.Ana, World.Bo])
            await world.PressAsync(person, "joining.join.v1");
        await world.IdleAsync();
        return world;
    }

    private static async Task SendAsync(World world, string form, string? argument) =>
        Assert.IsType<FormReply.Close>(await SubmitAsync(world, World.Ana, form, argument, ("line", Canary)));

    private static async Task TakeBackAsync(World world, string what)
    {
        Assert.NotNull(await world.PressAsync(World.Ana, "words.take-back.v1", what));
        Assert.IsType<FormReply.Close>(await SubmitAsync(world, World.Ana, "words.take-back-form.v1", what));
    }

    private static ValueTask<FormReply> SubmitAsync(World world, PersonId by, string form, string? argument, params (string Name, string Text)[] answers) => world.Here.Inbox.SubmitAsync(
        by,
        new Submission(new ActionId(form), World.Pair, argument, new FormAnswers(answers.ToImmutableDictionary(answer => answer.Name, answer => new Words(answer.Text))), $"{form}-{by}", 0, null),
        Cancellation);

    private static async Task<List<string>> WordsAsync(World world)
    {
        var (from, until) = Keys.All("words");
        return [.. (await world.Table.ReadRangeAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), from, until, 0, Cancellation)).Select(row => row.Key["words:".Length..])];
    }
}
