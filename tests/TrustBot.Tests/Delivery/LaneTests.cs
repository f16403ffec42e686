using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Pairs;

namespace TrustBot.Tests.Delivery;

public sealed class LaneTests
{
    private static readonly Address AnaAtHarbour = new("test", "harbour/ana");
    private static readonly Address BoAtHarbour = new("test", "harbour/bo");
    private static readonly Address KimAtMeadow = new("test", "meadow/kim");
    private static readonly Subject Pair = Subject.Of(new PairId("p1"));

    private readonly FakeTimeProvider time = new();
    private readonly ScriptedChannel channel = new(canFind: false);
    private readonly Carrier carrier;

    public LaneTests() => carrier = new Carrier(
        [channel], new Pacing(time, new Dictionary<string, Pace> { ["test"] = new(25, TimeSpan.FromMilliseconds(250)) }), time, NullLogger<Carrier>.Instance);

    [Fact]
    public async Task A_pause_that_the_platform_asks_of_one_tenant_holds_up_no_other()
    {
        await MeetAsync(AnaAtHarbour, new Outcome.NotLanded("rate-limited", Duration.FromSeconds(90)));

        Assert.Equal(TimeSpan.FromSeconds(90), carrier.Ask(BoAtHarbour, Pair));
        Assert.Equal(TimeSpan.Zero, carrier.Ask(KimAtMeadow, Pair));
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.Zero, carrier.Ask(BoAtHarbour, Pair));
    }

    [Fact]
    public async Task A_tenant_where_nothing_arrives_opens_its_own_breaker_alone()
    {
        for (var failures = 0; failures < 5; failures++)
            await MeetAsync(AnaAtHarbour, new Outcome.NotLanded("unreachable"));

        Assert.True(carrier.Ask(BoAtHarbour, Pair) > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, carrier.Ask(KimAtMeadow, Pair));
    }

    [Fact]
    public void Each_tenant_has_the_whole_pace_of_the_channel_and_each_conversation_its_own()
    {
        Assert.Equal(TimeSpan.Zero, carrier.Ask(AnaAtHarbour, Pair));
        Assert.Equal(TimeSpan.FromMilliseconds(250), carrier.Ask(AnaAtHarbour, Pair));
        Assert.Equal(TimeSpan.FromMilliseconds(40), carrier.Ask(BoAtHarbour, Pair));
        Assert.Equal(TimeSpan.Zero, carrier.Ask(KimAtMeadow, Pair));
    }

    [Fact]
    public void Whoever_has_to_wait_for_a_turn_of_their_own_holds_up_nobody()
    {
        var pacing = new Pacing(time, new Dictionary<string, Pace>());
        for (var times = 0; times < 9; times++)
            pacing.Note("test:harbour", new Outcome.NotYet(Duration.FromMinutes(5)));

        Assert.Equal(TimeSpan.Zero, pacing.Ask("test", "test:harbour", "harbour/bo", Pair));
    }

    [Fact]
    public void Whoever_did_something_does_not_wait_behind_prompts()
    {
        for (var prompt = 0; prompt < 10_000; prompt++)
            carrier.Ask(new Address("test", $"harbour/{prompt}"), Subject.Of(new PairId($"p{prompt}")));

        Assert.Equal(TimeSpan.FromSeconds(400), carrier.Ask(AnaAtHarbour, Pair with { Id = "later" }));
        Assert.Equal(TimeSpan.Zero, carrier.Ask(AnaAtHarbour, Pair, answers: true));
        Assert.Equal(TimeSpan.FromMilliseconds(40), carrier.Ask(BoAtHarbour, Pair with { Id = "other" }, answers: true));
    }

    [Fact]
    public void What_a_channel_paces_itself_waits_for_a_pause_and_for_no_place()
    {
        var pacing = new Pacing(time, new Dictionary<string, Pace> { ["test"] = new(1, TimeSpan.FromSeconds(1)) });
        pacing.Ask("test", "test:harbour", "harbour/bo", Pair);

        Assert.Equal(TimeSpan.Zero, pacing.Ask("test", "test:harbour", "harbour/bo", Pair, purpose: Purpose.Redraw));
        pacing.Note("test:harbour", new Outcome.NotLanded("rate-limited", Duration.FromSeconds(9)));
        Assert.Equal(TimeSpan.FromSeconds(9), pacing.Ask("test", "test:harbour", "harbour/bo", Pair, purpose: Purpose.Redraw));
    }

    private async Task MeetAsync(Address to, Outcome.NotLanded with)
    {
        channel.Faults.Enqueue(new ScriptedChannel.Fault.Refused(with));
        var envelope = new Envelope(new SendKey("k"), null, new PersonId("x"), new Message { Title = "Hello", Preview = "Hello" }, null);
        Assert.Same(with, await carrier.CallAsync(channel, to, null, envelope, TestContext.Current.CancellationToken));
    }
}
