using System.Text.Json.Nodes;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Protocol;

namespace TrustBot.Tests.Teams.Outbound;

public sealed class LandedTests : OutboundTest
{
    [Fact]
    public async Task A_message_lands_under_the_name_that_the_service_gives_it()
    {
        var id = Landed(await World.SendAsync("Grüße <ä&ö>"));

        var post = Assert.Single(World.Connector.In("a:ana"));
        Assert.Equal(id, post.Id);
        Assert.Equal("Grüße <ä&ö>", post.Text);
        Assert.Contains("Grüße <ä&ö>", Assert.Single(World.Connector.Calls).Body);
    }

    [Fact]
    public async Task It_says_who_speaks_and_where_and_leaves_out_what_the_service_names()
    {
        await World.Client.SendAsync(World.To(), World.Text("Hello") with { Id = "17", ServiceUrl = "https://x.example" }, Cancellation);

        var activity = Assert.Single(World.Connector.In("a:ana")).Activity;
        Assert.Equal(["type", "from", "conversation", "recipient", "text"], activity.Select(member => member.Key));
        Assert.Equal(("28:bot", "a:ana", World.Ana), ((string?)activity["from"]!["id"], (string?)activity["conversation"]!["id"], (string?)activity["recipient"]!["id"]));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("//")]
    public async Task The_services_own_path_is_kept_and_joined_by_one_slash(string end)
    {
        Landed(await World.SendAsync(to: World.To(serviceUrl: World.Connector.ServiceUrl.TrimEnd('/') + end)));

        Assert.Equal("emea/v3/conversations/a:ana/activities", Assert.Single(World.Connector.Calls).Path);
    }

    [Theory]
    [InlineData("19:abc@thread.tacv2;messageid=17")]
    [InlineData("a:1/../2?x=1#y%2F é")]
    public async Task An_id_stays_what_it_is_on_its_way(string conversation)
    {
        World.Connector.Open(conversation);

        Landed(await World.SendAsync(to: World.To(conversation)));

        Assert.Single(World.Connector.In(conversation));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task An_id_that_would_climb_out_of_the_path_goes_nowhere(string conversation)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => World.SendAsync(to: World.To(conversation)));

        Assert.Empty(World.Connector.Calls);
    }

    [Fact]
    public async Task What_the_service_splits_lands_without_a_name()
    {
        var both = World.Text("Hello") with { Attachments = [new Attachment(Attachment.AdaptiveCard, new JsonObject())] };

        Assert.Null(Landed(await World.Client.SendAsync(World.To(), both, Cancellation)));
        Assert.Null(Landed(await World.Client.SendAsync(World.To(), new Activity { Type = ActivityTypes.Typing }, Cancellation)));
    }

    [Fact]
    public async Task A_message_is_drawn_anew_in_its_place_and_taken_away()
    {
        var id = Landed(await World.SendAsync("First"))!;

        Assert.Equal(id, Landed(await World.Client.UpdateAsync(World.To(), id, World.Text("Second"), Cancellation)));
        Assert.Equal(id, Landed(await World.Client.UpdateAsync(World.To(), id, World.Text("Third"), Cancellation)));
        var post = Assert.Single(World.Connector.In("a:ana"));
        Assert.Equal((id, "Third", 2), (post.Id, post.Text, post.Version));

        Landed(await World.Client.DeleteAsync(World.To(), id, Cancellation));
        Assert.Empty(World.Connector.In("a:ana"));
        AssertRefused(await World.Client.UpdateAsync(World.To(), id, World.Text("Fourth"), Cancellation), Reasons.ActivityNotFound, 404, final: true);
    }

    [Fact]
    public async Task A_personal_chat_is_the_same_each_time_it_is_created()
    {
        var first = Landed(await World.Client.CreatePersonalAsync(World.To(conversation: null), Cancellation))!;
        var again = Landed(await World.Client.CreatePersonalAsync(World.To(conversation: null) with { User = World.AnaInEntra }, Cancellation));

        Assert.Equal(first, again);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""{"isGroup":false,"bot":{"id":"28:bot"},"members":[{"id":"29:1ana"}],"tenantId":"{{World.Tenant}}"}"""),
            JsonNode.Parse(World.Connector.Calls.First().Body)));
        Landed(await World.SendAsync(to: World.To(first)));
    }

    [Fact]
    public async Task Without_the_app_there_is_no_personal_chat() => AssertRefused(
        await World.Client.CreatePersonalAsync(World.To(conversation: null) with { User = "29:stranger" }, Cancellation), Reasons.Removed, 403, final: true);

    [Fact]
    public async Task A_chat_without_a_name_is_no_chat()
    {
        World.Connector.Next(Fault.Body(201, "application/json", "{}"));

        Assert.IsType<ConnectorResult.Unknown>(await World.Client.CreatePersonalAsync(World.To(conversation: null), Cancellation));
    }

    [Fact]
    public async Task Who_somebody_is_can_be_asked()
    {
        World.Connector.Install("29:2kim", "kim", "Kim Oh", "guest");

        var member = Assert.IsType<Look<Member>.There>(await World.Client.GetMemberAsync(World.To(), "29:2kim", Cancellation)).What;

        Assert.Equal(new Member("29:2kim", "kim", null, "kim@example.org", "kim@example.org", "guest", "tenant", "Kim Oh", "Kim"), member);
        Assert.DoesNotContain("Kim", member.ToString());
        var not = Assert.IsType<Look<Member>.Not>(await World.Client.GetMemberAsync(World.To(), "29:3nobody", Cancellation));
        AssertRefused(not.Why, Reasons.MemberNotFound, 404, final: true);
    }

    [Fact]
    public async Task An_older_answer_names_the_person_otherwise()
    {
        World.Connector.Next(Fault.Body(200, "application/json", """{"id":"29:1ana","objectId":"ana"}"""));

        Assert.Equal("ana", Assert.IsType<Look<Member>.There>(await World.Client.GetMemberAsync(World.To(), World.Ana, Cancellation)).What.PersonId);
    }
}
