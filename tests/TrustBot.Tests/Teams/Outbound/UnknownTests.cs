using TrustBot.Delivery.Web;
using TrustBot.Teams.Outbound;

namespace TrustBot.Tests.Teams.Outbound;

/// <summary>What may have landed. Each is tried both ways, and looks the same from here.</summary>
public sealed class UnknownTests : OutboundTest
{
    [Theory]
    [InlineData(500, true)]
    [InlineData(500, false)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    [InlineData(504, true)]
    public async Task A_servers_error_says_nothing_about_the_message(int status, bool lands)
    {
        World.Connector.Next(Fault.Status(status, "ServiceError", retryAfter: "5", lands));

        await AssertUnknownAsync(lands);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_breaks_off_says_nothing(bool lands)
    {
        World.Connector.Next(Fault.Cut(lands: lands));

        await AssertUnknownAsync(lands);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_in_place_of_an_answer_says_nothing(bool lands)
    {
        World.Connector.Next(Fault.Html(200, lands));

        await AssertUnknownAsync(lands);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read_to_its_end()
    {
        World.Connector.Next(Fault.Body(201, "application/json", $$"""{"id":"1","x":"{{new string('x', Exchange.MostBytes)}}"}"""));

        Assert.IsType<ConnectorResult.Unknown>(await World.SendAsync());
    }

    [Fact]
    public async Task An_answer_that_says_two_things_says_nothing()
    {
        World.Connector.Next(Fault.Body(201, "application/json", """{"id":"1","id":"2"}"""));

        Assert.IsType<ConnectorResult.Unknown>(await World.SendAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silence_ends_after_a_while_and_says_nothing(bool lands)
    {
        var silence = Fault.Silence(lands);
        World.Connector.Next(silence);

        var sending = World.SendAsync();
        await silence.Arrived.WaitAsync(Cancellation);
        Assert.False(sending.IsCompleted);
        World.Time.Advance(Exchange.LongestCall);

        Assert.IsType<ConnectorResult.Unknown>(await sending);
        Assert.Equal(lands ? 1 : 0, World.Connector.In("a:ana").Count);
        Assert.Single(World.Connector.Calls);
    }

    [Fact]
    public async Task Whoever_hangs_up_in_the_middle_does_not_know_either()
    {
        var silence = Fault.Silence(lands: true);
        World.Connector.Next(silence);
        using var hangUp = new CancellationTokenSource();

        var sending = World.SendAsync(cancellation: hangUp.Token);
        await silence.Arrived.WaitAsync(Cancellation);
        await hangUp.CancelAsync();

        Assert.IsType<ConnectorResult.Unknown>(await sending);
    }

    [Fact]
    public async Task Who_hangs_up_before_it_was_sent_knows_that_it_was_not()
    {
        using var hungUp = new CancellationTokenSource();
        await hungUp.CancelAsync();

        AssertRefused(await World.SendAsync(cancellation: hungUp.Token), Reasons.Unreachable);
        Assert.Empty(World.Connector.Calls);
    }

    [Fact]
    public async Task A_look_that_was_not_answered_knows_nothing()
    {
        World.Connector.Next(Fault.Status(502), Fault.Html(200), Fault.Body(200, "application/json", """["not a member"]"""));

        for (var looks = 0; looks < 3; looks++)
            Assert.IsType<ConnectorResult.Unknown>(Assert.IsType<Look<Member>.Not>(await World.Client.GetMemberAsync(World.To(), World.Ana, Cancellation)).Why);
    }

    private async Task AssertUnknownAsync(bool lands)
    {
        Assert.IsType<ConnectorResult.Unknown>(await World.SendAsync());
        Assert.Equal(lands ? 1 : 0, World.Connector.In("a:ana").Count);
        Assert.Single(World.Connector.Calls);
    }
}
