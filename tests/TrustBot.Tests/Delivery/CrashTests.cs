using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Simulation;

namespace TrustBot.Tests.Delivery;

/// <summary>The same short story, told again for every write with that write failing: its end is always the same.</summary>
public sealed class CrashTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WriteFault.CrashBefore, true)]
    [InlineData(WriteFault.CrashBefore, false)]
    [InlineData(WriteFault.CrashAfter, true)]
    [InlineData(WriteFault.CrashAfter, false)]
    [InlineData(WriteFault.LostRequest, true)]
    [InlineData(WriteFault.LostRequest, false)]
    [InlineData(WriteFault.LostAnswer, true)]
    [InlineData(WriteFault.LostAnswer, false)]
    public async Task A_fault_at_any_write_changes_nothing_about_the_end(WriteFault fault, bool alone)
    {
        var (calm, writes) = await TellAsync(WriteFault.None, 0, alone);
        Assert.InRange(writes, 30, 500);
        for (var at = 1; at <= writes; at++)
        {
            var (end, _) = await TellAsync(fault, at, alone);
            Assert.True(calm == end, $"{fault} at write {at} of {writes}:\n{end}\ninstead of\n{calm}");
        }
    }

    private static async Task<(string End, int Writes)> TellAsync(WriteFault fault, int at, bool alone)
    {
        var world = new World(alone: alone);
        var writes = 0;
        world.Table.Faults = (_, _, _) => ++writes == at ? fault : WriteFault.None;
        await world.SurviveAsync(() => world.ProposeAsync("You both nurse."));
        await world.SurviveAsync(() => InviteAsync(world));
        await world.SurviveAsync(world.IdleAsync);
        await world.SurviveAsync(() => PressAsync(world, World.Ana, "joining.join.v1"));
        await world.SurviveAsync(() => PressAsync(world, World.Bo, "joining.join.v1"));
        await world.SurviveAsync(world.IdleAsync);
        await world.SurviveAsync(() => IntroduceAsync(world));
        await world.SurviveAsync(() => PressAsync(world, World.Ana, "people.hours.v1", "thursday-1300"));
        for (var minutes = 0; minutes < 6; minutes++)
            await world.SurviveAsync(() => world.PassAsync(Duration.FromMinutes(1)));
        return (await EndAsync(world), writes);
    }

    private static async Task InviteAsync(World world) => await world.Here.Pairs.HandleAsync(World.Pair, new Input.Invited(world.Now), Cancellation);

    private static async Task PressAsync(World world, PersonId by, string action, string? argument = null) =>
        await world.PressAsync(by, action, argument, SendKey.ForRevision("joining.invitation", 2, World.Pair, by));

    private static async Task IntroduceAsync(World world)
    {
        var answers = new FormAnswers(new Dictionary<string, Words> { ["called"] = new("Bo"), ["learn"] = new("by doing") }.ToImmutableDictionary());
        await world.Here.Inbox.SubmitAsync(World.Bo, new Submission(new ActionId("introduction.form.v1"), World.Pair, null, answers, "one-form", 0, null), Cancellation);
    }

    /// <summary>What the two see, that every message came to a good end, and that each once-only key stands for one message.</summary>
    private static async Task<string> EndAsync(World world)
    {
        Assert.Equal(world.Channel.Posts.Count, world.Channel.Posts.Select(post => post.Reference).Distinct().Count());
        foreach (var row in await world.LedgerAsync())
            Assert.True(row.State is SendState.Sent or SendState.Cancelled, $"{row.Send.Key} ended as {row.State}");
        var seen = world.Channel.Posts.Select(post => $"{post.To}: {post.Title}").Order(StringComparer.Ordinal);
        var pair = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!;
        return string.Join('\n', seen.Append($"{pair.Joining.GetType().Name} {pair.Introductions.Mentee is not null}"));
    }
}
