using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Delivery;
using TrustBot.Pairs;
using static TrustBot.Tests.Delivery.ScriptedChannel;

namespace TrustBot.Tests.Delivery;

/// <summary>A message for a channel that many read: the same ends as any other, in that channel and nowhere else.</summary>
public sealed class PlaceTests
{
    private const string Wins = "#wins";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Endings => ["arrives", "answer lost", "request lost", "refused"];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task A_post_that_both_agreed_to_stands_in_the_channel_once(string ending)
    {
        var world = await AgreedAsync(new World());
        if (ending != "arrives")
            world.Channel.Faults.Enqueue(ending switch { "answer lost" => new Fault.AnswerLost(), "request lost" => new Fault.RequestLost(), _ => new Fault.Refused(new Outcome.NotLanded("rate-limited", Duration.FromSeconds(30))) });
        await world.PassAsync(Duration.FromMinutes(20));

        Assert.Equal("Bo and Ana have good news", Assert.Single(world.Channel.Posts, post => post.To == Wins).Title);
        Assert.IsType<SendState.Sent>((await PostRowAsync(world)).State);
    }

    [Fact]
    public async Task A_lost_answer_is_never_followed_by_a_second_post_where_nobody_can_look()
    {
        var world = await AgreedAsync(new World(canFind: false));
        world.Channel.Faults.Enqueue(new Fault.RequestLost());
        await world.PassAsync(Duration.FromMinutes(20));

        Assert.DoesNotContain(world.Channel.Posts, post => post.To == Wins);
        Assert.IsType<SendState.Unconfirmed>((await PostRowAsync(world)).State);
    }

    [Fact]
    public async Task A_consent_taken_back_in_time_stops_the_post()
    {
        var world = await AgreedAsync(new World());
        await world.PressAsync(World.Ana, "celebration.take-back.v1", await NumberAsync(world));
        await world.PassAsync(Duration.FromMinutes(20));

        Assert.DoesNotContain(world.Channel.Posts, post => post.To == Wins);
        Assert.IsType<SendState.Skipped>((await PostRowAsync(world)).State);
    }

    private static async Task<World> AgreedAsync(World world)
    {
        await world.InviteAsync();
        await world.IdleAsync();
        await world.PressAsync(World.Ana, "joining.join.v1");
        await world.PressAsync(World.Bo, "joining.join.v1");
        await world.Here.Programmes.ChangeAsync(World.Spring, programme => programme with { WinsChannel = new ChannelId(Wins) }, new AuditEntry("settings-saved", null), tellPairs: false, Cancellation);
        await world.PassAsync(Duration.FromMinutes(2));
        var preview = await SubmitAsync(world, await world.PressAsync(World.Bo, "celebration.write.v1", "Win"), ("line", "Exactly this."), ("for", "both"));
        await SubmitAsync(world, preview, ("line", "Exactly this."));
        await SubmitAsync(world, await world.PressAsync(World.Bo, "celebration.post.v1", await NumberAsync(world)), ("line", "Exactly this."));
        await world.IdleAsync();
        var asked = world.PostsOf(World.Ana).SelectMany(post => post.Envelope.Message.Buttons).Single(button => button.Action.Value == "celebration.agree.v1");
        await world.PressAsync(World.Ana, asked.Action.Value, asked.Argument);
        await world.IdleAsync();
        return world;
    }

    private static async Task<Form?> SubmitAsync(World world, Form? form, params (string Name, string Text)[] answers)
    {
        var words = new FormAnswers(answers.ToImmutableDictionary(answer => answer.Name, answer => new Words(answer.Text)));
        var reply = await world.Here.Inbox.SubmitAsync(World.Bo, new Submission(form!.Id, form.Pair, form.Argument, words, form.Nonce, form.BasedOn, form.From), Cancellation);
        return (reply as FormReply.Next)?.Form;
    }

    private static async Task<string> NumberAsync(World world) =>
        (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!.Celebration.News[0].Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<SendRow> PostRowAsync(World world) => Assert.Single(await world.LedgerAsync(), row => row.Send.Place is not null);
}
