using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Slack.Outbound;
using TrustBot.Storage;
using TrustBot.Tests.Teams;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.Slack.Outbound;

public sealed class SlackChannelTests : SlackTest
{
    [Fact]
    public async Task A_message_lands_in_the_chat_and_is_drawn_anew_there()
    {
        var reference = Landed(await Town.SendAsync());

        var drawn = Town.Channel.ReplaceAsync(SlackTown.AnaThere, reference, SlackTown.Envelope("k2"), Cancellation);

        Assert.Equal(reference, Landed(await drawn));
        var post = Assert.Single(Slack.In(SlackTown.Team, "UANA"));
        Assert.Equal(1, post.Version);
        Assert.Equal(SlackMetadata.IdOf(new SendKey("k")), (string?)post.Metadata!["event_payload"]!["id"]);
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    [InlineData("channel_not_found")]
    public async Task A_message_that_is_gone_can_not_be_drawn_anew(string code)
    {
        var reference = Landed(await Town.SendAsync());
        Slack.Next(SlackFault.Says(code));

        Assert.Equal(new Outcome.NotLanded("message-gone", Final: true), await Town.Channel.ReplaceAsync(SlackTown.AnaThere, reference, SlackTown.Envelope(), Cancellation));
        Assert.Equal(new Outcome.NotLanded("message-gone", Final: true), await Town.Channel.ReplaceAsync(SlackTown.AnaThere, "", SlackTown.Envelope(), Cancellation));
    }

    [Fact]
    public async Task A_channel_is_written_to_by_its_name_and_looked_through_by_its_id()
    {
        Slack.Install(SlackTown.Team, SlackTown.Token, ["chat:write", "im:history"]);
        var id = Slack.AddChannel(SlackTown.Team, "#wins");
        var place = Town.Channel.PlaceOf(SlackTown.AnaThere, new ChannelId("#wins"));
        Assert.IsType<Found.CannotBeAsked>(await LookAsync(place, "k"));

        var reference = Landed(await Town.Channel.SendAsync(place, SlackTown.Envelope("k", new ChannelId("#wins")), Cancellation));

        Assert.StartsWith($"{id}|", reference);
        Assert.Equal(new Found.There(reference), await LookAsync(place, "k"));
        Assert.Equal(0, Slack.CallsOf(SlackMethods.OpenConversation));
    }

    [Fact]
    public async Task A_channel_that_is_not_there_is_out_of_reach_and_nobody_with_it() => Assert.Equal(
        new Outcome.OutOfReach("channel_not_found"),
        await Town.Channel.SendAsync(Town.Channel.PlaceOf(SlackTown.AnaThere, new ChannelId("#none")), SlackTown.Envelope("k", new ChannelId("#none")), Cancellation));

    [Theory]
    [InlineData("user_disabled", Reach.Left)]
    [InlineData("user_not_found", Reach.Removed)]
    [InlineData("user_not_visible", Reach.TurnedOff)]
    public async Task Somebody_who_can_not_be_written_to_is_lost_until_they_are_back(string code, Reach reach)
    {
        await Town.MoveInAsync();
        Slack.Next(SlackFault.Says(code));

        Assert.Equal(new Outcome.OutOfReach(code), await Town.SendAsync());
        Assert.Equal(reach, (await Town.World.Here.People.ReadAsync(World.Ana, Cancellation))!.Reach);
    }

    [Fact]
    public async Task Whose_address_leads_to_nobody_is_lost_all_the_same()
    {
        await Town.MoveInAsync();
        var row = (await Town.World.Table.ReadAsync(Tables.Directory, Keys.PartitionOf(SlackTown.AnaThere), Keys.Person, Cancellation))!;
        await Town.World.Table.WriteAsync(Tables.Directory, Keys.PartitionOf(SlackTown.AnaThere), [new Change.Delete(row.Key, row.ETag)], Cancellation);
        Slack.Next(SlackFault.Says("user_disabled"));

        Assert.Equal(new Outcome.OutOfReach("user_disabled"), await Town.SendAsync());
        Assert.Equal(Reach.Left, (await Town.World.Here.People.ReadAsync(World.Ana, Cancellation))!.Reach);
    }

    [Theory]
    [InlineData(SlackMethods.OpenConversation)]
    [InlineData(SlackMethods.PostMessage)]
    public async Task Who_came_back_while_Slack_was_asked_is_not_lost_by_what_it_says_then(string method)
    {
        await Town.MoveInAsync();
        var late = SlackFault.SaysLater("user_disabled");
        Slack.NextOf(method, late);
        var sending = Town.SendAsync().AsTask();
        await late.Arrived.WaitAsync(Cancellation);
        var people = Town.World.Here.People;
        await people.LoseAsync(World.Ana, SlackTown.AnaThere, Reach.Left, revision: null, Cancellation);
        await people.BindAsync(World.Ana, SlackTown.AnaThere, Cancellation);
        late.Answer();

        Assert.Equal(new Outcome.NotLanded("user_disabled"), await sending);
        Assert.Equal(Reach.Here, (await people.ReadAsync(World.Ana, Cancellation))!.Reach);
    }

    [Fact]
    public async Task An_installation_that_died_is_told_of_and_nothing_more_is_asked_of_Slack()
    {
        Slack.Kill(SlackTown.Token, "account_inactive");

        Assert.Equal(new Outcome.OutOfReach("not-installed"), await Town.SendAsync());
        Assert.Equal(new Outcome.OutOfReach("not-installed"), await Town.SendAsync(SlackTown.BoThere));

        Assert.Equal([("T1", "account_inactive")], Town.Installations.Deaths);
        Assert.Single(Slack.Calls);
    }

    [Fact]
    public async Task A_token_that_was_replaced_is_replaced_in_the_same_attempt()
    {
        Landed(await Town.SendAsync());
        TheTokenIsReplaced();

        Landed(await Town.SendAsync(key: "k2"));
        Assert.Equal(2, Slack.In(SlackTown.Team, "UANA").Count);
    }

    [Fact]
    public async Task A_look_goes_on_with_the_token_that_came_in_place_of_a_dead_one()
    {
        Landed(await Town.SendAsync());
        TheTokenIsReplaced();

        Assert.IsType<Found.There>(await LookAsync(SlackTown.AnaThere, "k"));
    }

    [Fact]
    public async Task Too_many_posts_close_the_lane_and_too_many_of_anything_else_do_not()
    {
        Slack.NextOf(SlackMethods.OpenConversation, SlackFault.RateLimited(9));
        Assert.Equal(new Outcome.NotYet(Duration.FromSeconds(9)), await Town.SendAsync());
        Town.Time.Advance(TimeSpan.FromSeconds(9));
        Slack.NextOf(SlackMethods.PostMessage, SlackFault.RateLimited(7));

        Assert.Equal(new Outcome.NotLanded(SlackCodes.RateLimited, Duration.FromSeconds(7)), await Town.SendAsync());
        Assert.Equal("slack:T1", Town.Channel.LaneOf(SlackTown.AnaThere));
    }

    [Fact]
    public async Task A_doubtful_opening_is_no_doubt_about_the_message()
    {
        Slack.NextOf(SlackMethods.OpenConversation, Fault.Status(502, lands: true));

        Assert.Equal(new Outcome.NotLanded("no-answer"), await Town.SendAsync());
        Assert.Equal(0, Slack.CallsOf(SlackMethods.PostMessage));
    }

    [Fact]
    public async Task A_mistake_of_ours_is_not_sent_again_and_a_setting_is_waited_for()
    {
        Slack.NextOf(SlackMethods.PostMessage, SlackFault.Says("invalid_blocks"), SlackFault.Says("messages_tab_disabled"));

        Assert.Equal(new Outcome.NotLanded("invalid_blocks", Final: true), await Town.SendAsync());
        Assert.Equal(new Outcome.OutOfReach("messages_tab_disabled"), await Town.SendAsync());
    }

    [Fact]
    public async Task A_look_finds_the_message_by_its_key_among_many_and_says_when_it_is_not_there()
    {
        var wanted = Landed(await Town.SendAsync(key: "wanted"));
        for (var n = 0; n < 120; n++)
            Landed(await Town.SendAsync(key: $"k{n}"));

        Assert.Equal(new Found.There(wanted), await LookAsync(SlackTown.AnaThere, "wanted"));
        Town.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<Found.NotThere>(await LookAsync(SlackTown.AnaThere, "never"));
        Assert.IsType<Found.NotThere>(await LookAsync(SlackTown.BoThere, "wanted"));
    }

    [Fact]
    public async Task A_look_that_fails_can_not_tell_and_one_that_is_not_allowed_never_will()
    {
        Landed(await Town.SendAsync());
        Slack.NextOf(SlackMethods.History, Fault.Status(502), SlackFault.RateLimited(1));
        Assert.IsType<Found.CannotTell>(await LookAsync(SlackTown.AnaThere, "k"));
        Town.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<Found.CannotTell>(await LookAsync(SlackTown.AnaThere, "k"));
        Town.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<Found.There>(await LookAsync(SlackTown.AnaThere, "k"));

        Slack.Install(SlackTown.Team, SlackTown.Token, ["chat:write", "im:write"]);
        Town.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<Found.CannotBeAsked>(await LookAsync(SlackTown.AnaThere, "k"));
        Assert.Contains("im:history", Town.Logged);
    }

    private void TheTokenIsReplaced()
    {
        Slack.Install(SlackTown.Team, "xoxb-new");
        Slack.Kill(SlackTown.Token, "token_expired");
        Town.Installations.Successor = "xoxb-new";
    }

    private ValueTask<Found> LookAsync(Address to, string key) => Town.Channel.FindAsync!(to, new SendKey(key), Town.World.Now, Cancellation);

    private static string Landed(Outcome outcome) => Assert.IsType<Outcome.Landed>(outcome).Reference;
}
