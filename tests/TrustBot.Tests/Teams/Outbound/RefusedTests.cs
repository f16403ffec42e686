using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Teams.Outbound;

namespace TrustBot.Tests.Teams.Outbound;

/// <summary>What surely did not land, and why.</summary>
public sealed class RefusedTests : OutboundTest
{
    [Theory]
    [InlineData(400, "BadSyntax", Reasons.BadRequest, true)]
    [InlineData(403, "ConversationBlockedByUser", Reasons.Blocked, true)]
    [InlineData(403, "BotNotInConversationRoster", Reasons.Removed, true)]
    [InlineData(403, "BotDisabledByAdmin", Reasons.DisabledByAdmin, false)]
    [InlineData(403, "InvalidBotApiHost", Reasons.WrongHost, false)]
    [InlineData(403, "NotEnoughPermissions", Reasons.NotAllowed, true)]
    [InlineData(403, "SomethingNew", Reasons.Forbidden, true)]
    [InlineData(403, null, Reasons.Forbidden, false)]
    [InlineData(404, "ConversationNotFound", Reasons.ConversationNotFound, false)]
    [InlineData(404, "ActivityNotFoundInConversation", Reasons.ActivityNotFound, true)]
    [InlineData(404, "SomethingNew", Reasons.NotFound, true)]
    [InlineData(404, null, Reasons.NotFound, false)]
    [InlineData(405, null, Reasons.Refused, true)]
    [InlineData(412, "PreconditionFailed", Reasons.Busy, false)]
    [InlineData(413, "MessageSizeTooBig", Reasons.TooBig, true)]
    [InlineData(429, "Throttled", Reasons.RateLimited, false)]
    [InlineData(501, null, Reasons.NotSupported, true)]
    public async Task Each_refusal_has_its_own_constant_name(int status, string? code, string reason, bool final)
    {
        World.Connector.Next(Fault.Status(status, code));

        AssertRefused(await World.SendAsync(), reason, status, final);
        Assert.Single(World.Connector.Calls);
        Assert.Empty(World.Connector.In("a:ana"));
    }

    [Fact]
    public async Task A_refusal_that_is_json_in_a_string_is_understood()
    {
        World.Connector.Next(
            Fault.WritesBlocked(),
            Fault.Body(403, "application/json", """{"errorCode":209,"message":"not json"}"""),
            Fault.Body(403, "application/json", """{"errorCode":209,"message":{"subCode":[]}}"""),
            Fault.Body(403, "application/json", """{"errorCode":"209","message":"[]"}"""));

        AssertRefused(await World.SendAsync(), Reasons.MessageWritesBlocked, 403, final: true);
        AssertRefused(await World.SendAsync(), Reasons.MessageWritesBlocked, 403, final: true);
        AssertRefused(await World.SendAsync(), Reasons.MessageWritesBlocked, 403, final: true);
        AssertRefused(await World.SendAsync(), Reasons.Forbidden, 403);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Fri, 12 Jun 2026 08:01:30 GMT", 90)]
    [InlineData("Fri, 12 Jun 2026 07:00:00 GMT", 0)]
    [InlineData("2000000000", 86_400)]
    [InlineData("99999999999", null)]
    [InlineData("-7", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task The_wait_that_is_asked_for_is_told_in_seconds_or_as_a_date(string? header, int? seconds)
    {
        World.Connector.Next(Fault.Status(429, "Throttled", header));

        AssertRefused(await World.SendAsync(), Reasons.RateLimited, 429, retryAfter: seconds is { } wait ? Duration.FromSeconds(wait) : null);
    }

    [Fact]
    public async Task A_message_that_is_too_big_is_refused_for_good()
    {
        AssertRefused(await World.SendAsync(new string('x', FakeConnector.MostBytes / 2)), Reasons.TooBig, 413, final: true);
        Landed(await World.SendAsync(new string('x', (FakeConnector.MostBytes / 2) - 300)));
    }

    [Fact]
    public async Task A_page_in_place_of_a_refusal_is_a_refusal_all_the_same()
    {
        World.Connector.Next(Fault.Html(403), Fault.Html(404), Fault.Html(429), Fault.Cut(403, lands: false));

        AssertRefused(await World.SendAsync(), Reasons.Forbidden, 403);
        AssertRefused(await World.SendAsync(), Reasons.NotFound, 404);
        AssertRefused(await World.SendAsync(), Reasons.RateLimited, 429);
        AssertRefused(await World.SendAsync(), Reasons.Forbidden, 403);
    }

    [Fact]
    public async Task One_chat_that_is_blocked_holds_up_no_other()
    {
        World.Connector.Open("a:bo");
        World.Connector.AlwaysIn("a:ana", Fault.Status(403, "ConversationBlockedByUser"));

        AssertRefused(await World.SendAsync(), Reasons.Blocked, 403, final: true);
        Landed(await World.SendAsync(to: World.To("a:bo")));
    }

    [Fact]
    public async Task Nothing_that_the_service_writes_comes_back()
    {
        foreach (var (status, code) in new[] { (400, "a person's words"), (403, "a person's words"), (404, "a person's words"), (429, "a person's words") })
        {
            World.Connector.Next(Fault.Status(status, code));
            var refused = Assert.IsType<ConnectorResult.Refused>(await World.SendAsync());
            Assert.DoesNotContain("words", refused.ToString());
        }
    }

    [Fact]
    public async Task A_service_that_is_not_there_has_received_nothing()
    {
        var to = World.To();
        await World.Connector.DisposeAsync();

        AssertRefused(await World.SendAsync(to: to), Reasons.Unreachable);
        AssertRefused(await World.Client.DeleteAsync(to, "17", Cancellation), Reasons.Unreachable);
    }

    [Fact]
    public async Task A_name_that_nobody_has_received_nothing()
    {
        using var ways = World.Build(World.Options(), mayCallAll: true);

        AssertRefused(await ways.Connector.SendAsync(World.To(serviceUrl: "https://nobody.invalid/"), World.Text("Hello"), Cancellation), Reasons.Unreachable);
    }
}
