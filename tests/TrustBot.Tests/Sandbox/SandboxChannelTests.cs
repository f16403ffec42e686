using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Delivery;
using TrustBot.Sandbox;

namespace TrustBot.Tests.Sandbox;

public sealed class SandboxChannelTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Like_a_real_platform_it_shows_twice_what_is_sent_twice()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());

        await host.Channel.SendAsync(HandMade.At(HandMade.Bo), HandMade.To(HandMade.Bo, HandMade.Win, "key"), Token);
        await host.Channel.SendAsync(HandMade.At(HandMade.Bo), HandMade.To(HandMade.Bo, HandMade.Win, "key"), Token);

        Assert.Equal(2, host.Store.Items(HandMade.Bo).Count);
    }

    [Fact]
    public async Task Every_shape_of_message_comes_back_after_a_restart_as_it_was()
    {
        var directory = SandboxHost.NewDirectory();
        await using (var first = await SandboxHost.StartAsync(HandMade.Stage(), directory))
            await HandMade.PlayAsync(first.Channel, Token);

        await using var second = await SandboxHost.StartAsync(HandMade.Stage(), directory);

        var shown = second.Store.Items(HandMade.Bo).Cast<SandboxItem.Card>().Select(card => card.Message).ToList();
        Assert.Equal(7, shown.Count);
        Assert.Equal(SandboxJson.Write(HandMade.Matches), SandboxJson.Write(shown[4]));
        Assert.Equal("Video, sometimes a walk", shown[4].Parts.OfType<Part.Lines>().Single().Items[1].Text.Reveal());
        var win = second.Store.Items(HandMade.Ana).Cast<SandboxItem.Card>().Last().Message;
        Assert.Equal("I ran the handover alone today.\nNobody had to help. 🎉", win.Parts.OfType<Part.Wrote>().Single().Words.Reveal());
    }

    [Fact]
    public async Task A_message_is_drawn_anew_in_its_place_and_found_by_either_key()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());
        var at = HandMade.At(HandMade.Bo);
        var sent = Assert.IsType<Outcome.Landed>(await host.Channel.SendAsync(at, HandMade.To(HandMade.Bo, HandMade.Invitation, "old"), Token));

        var redrawn = await host.Channel.ReplaceAsync(at, sent.Reference, HandMade.To(HandMade.Bo, HandMade.Joined, "new"), Token);

        Assert.Equal(sent, redrawn);
        Assert.Equal(HandMade.Joined.Title, Assert.IsType<SandboxItem.Card>(Assert.Single(host.Store.Items(HandMade.Bo))).Message.Title);
        foreach (var key in new[] { "old", "new" })
            Assert.Equal(new Found.There(sent.Reference), await host.Channel.FindAsync!(at, new SendKey(key), Instant.MinValue, Token));
    }

    [Fact]
    public async Task Nobody_elses_message_can_be_drawn_anew()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());
        var sent = Assert.IsType<Outcome.Landed>(await host.Channel.SendAsync(HandMade.At(HandMade.Bo), HandMade.To(HandMade.Bo, HandMade.Invitation, "old"), Token));

        var outcome = await host.Channel.ReplaceAsync(HandMade.At(HandMade.Ana), sent.Reference, HandMade.To(HandMade.Ana, HandMade.Joined, "new"), Token);

        Assert.True(Assert.IsType<Outcome.NotLanded>(outcome).Final);
    }

    [Fact]
    public async Task Each_fault_answers_as_such_a_platform_would()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());

        Assert.Equal((new Outcome.NotLanded("rate-limited", Duration.FromSeconds(30)), 0), await UnderAsync(host, NetworkFault.TooMany));
        Assert.Equal((new Outcome.NotLanded("refused"), 0), await UnderAsync(host, NetworkFault.Down));
        Assert.Equal((new Outcome.Unknown(), 0), await UnderAsync(host, NetworkFault.LostOnTheWay));
        Assert.Equal((new Outcome.Unknown(), 1), await UnderAsync(host, NetworkFault.AnswerLost));
    }

    [Fact]
    public async Task A_platform_that_is_down_cannot_be_asked_whether_a_message_is_there()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());
        var at = HandMade.At(HandMade.Bo);

        host.Store.Fault = NetworkFault.Down;
        Assert.IsType<Found.CannotTell>(await host.Channel.FindAsync!(at, new SendKey("key"), Instant.MinValue, Token));

        host.Store.Fault = NetworkFault.LostOnTheWay;
        Assert.IsType<Found.NotThere>(await host.Channel.FindAsync!(at, new SendKey("key"), Instant.MinValue, Token));
    }

    private static async Task<(Outcome, int)> UnderAsync(SandboxHost host, NetworkFault fault)
    {
        host.Store.Fault = fault;
        var outcome = await host.Channel.SendAsync(HandMade.At(HandMade.Bo), HandMade.To(HandMade.Bo, HandMade.Win, fault.ToString()), Token);
        return (outcome, host.Store.Items(HandMade.Bo).Count);
    }
}
