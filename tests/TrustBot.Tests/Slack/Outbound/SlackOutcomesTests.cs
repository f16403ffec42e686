using NodaTime;
using TrustBot.Delivery.Web;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.Outbound;

/// <summary>What is surely known after each way in which a call can go wrong.</summary>
public sealed class SlackOutcomesTests : SlackTest
{
    [Theory]
    [InlineData(SlackClass.Transient, "service_unavailable request_timeout team_added_to_org org_login_required a_code_of_next_year")]
    [InlineData(SlackClass.Dead, "invalid_auth not_authed account_inactive token_revoked token_expired team_access_not_granted access_denied accesslimited two_factor_setup_required")]
    [InlineData(SlackClass.Config, "missing_scope not_allowed_token_type not_enabled messages_tab_disabled method_deprecated deprecated_endpoint")]
    [InlineData(SlackClass.Recipient, "channel_not_found user_not_found user_not_visible user_disabled users_not_found cannot_dm_bot is_archived not_in_channel restricted_action restricted_action_read_only_channel ekm_access_denied invalid_user_combination")]
    [InlineData(SlackClass.Bug, "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text invalid_arguments view_too_large push_limit_reached duplicate_external_id markdown_text_conflict too_many_attachments metadata_too_large invalid_form_data invalid_json")]
    [InlineData(SlackClass.Race, "hash_conflict not_found expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged message_not_found cant_update_message edit_window_closed invalid_scheduled_message_id")]
    public async Task Every_code_has_its_class_and_surely_did_nothing(SlackClass kind, string codes)
    {
        foreach (var code in codes.Split(' '))
        {
            Slack.Next(SlackFault.Says(code));
            Assert.Equal(new SlackResult.Refused(kind, code), await PostAsync());
        }
        AssertStands(0);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(null, 30)]
    public async Task Too_many_calls_wait_as_long_as_they_are_asked_to(int? named, int expected)
    {
        Slack.Next(SlackFault.RateLimited(named), SlackFault.Says("ratelimited"), SlackFault.Says("rate_limited"));

        Assert.Equal(Wait(Duration.FromSeconds(expected)), await PostAsync());
        Assert.Equal(Wait(Duration.FromSeconds(30)), await PostAsync());
        Assert.Equal(Wait(Duration.FromSeconds(30)), await PostAsync());
        AssertStands(0);
    }

    [Fact]
    public async Task A_workspace_that_is_full_waits_for_an_hour()
    {
        Slack.Next(SlackFault.Says("message_limit_exceeded"));

        Assert.Equal(Wait(Duration.FromHours(1)), await PostAsync());
    }

    public static TheoryData<string, bool> Doubtful => new(
        from how in (string[])["500", "502", "503", "504", "html", "cut", "internal_error", "fatal_error", "not an object", "two answers", "endless"]
        from lands in (bool[])[true, false]
        select (how, lands));

    [Theory]
    [MemberData(nameof(Doubtful))]
    public async Task What_may_have_landed_looks_the_same_either_way(string how, bool lands)
    {
        var before = Slack.CallsOf(SlackMethods.PostMessage);
        Slack.NextOf(SlackMethods.PostMessage, how switch
        {
            "html" => Fault.Html(200, lands),
            "cut" => Fault.Cut(200, lands),
            "internal_error" or "fatal_error" => SlackFault.Says(how, lands),
            "not an object" => Fault.Body(200, "application/json", "[true]", lands),
            "two answers" => Fault.Body(200, "application/json", """{"ok":false,"ok":true}""", lands),
            "endless" => Fault.Body(200, "application/json", $$"""{"ok":true,"x":"{{new string('x', 3 * 1024 * 1024)}}"}""", lands),
            _ => Fault.Status(int.Parse(how, System.Globalization.CultureInfo.InvariantCulture), retryAfter: "5", lands: lands),
        });

        Assert.IsType<SlackResult.Unknown>(await PostAsync());
        AssertStands(lands ? 1 : 0);
        Assert.Equal(before + 1, Slack.CallsOf(SlackMethods.PostMessage));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silence_ends_after_a_while_and_says_nothing(bool lands)
    {
        var silence = Fault.Silence(lands);
        Slack.NextOf(SlackMethods.PostMessage, silence);

        var posting = PostAsync();
        await silence.Arrived.WaitAsync(Cancellation);
        Town.Time.Advance(Exchange.LongestCall);

        Assert.IsType<SlackResult.Unknown>(await posting);
        AssertStands(lands ? 1 : 0);
    }

    [Fact]
    public async Task Where_nobody_listens_the_request_never_left()
    {
        var gone = await FakeSlack.StartAsync(Town.Time);
        var api = Town.ApiOf(gone.ApiBaseUrl);
        await gone.DisposeAsync();

        Assert.Equal(new SlackResult.Refused(SlackClass.Transient, NotSentBecause.Unreachable), await api.TestAuthAsync(SlackTown.Token, Cancellation));
    }

    [Theory]
    [InlineData(403, SlackClass.Transient, "refused")]
    [InlineData(407, SlackClass.Transient, "refused")]
    [InlineData(413, SlackClass.Bug, "too-big")]
    public async Task A_word_of_something_in_between_is_no_word_of_Slack(int status, SlackClass kind, string code)
    {
        Slack.Next(Fault.Html(status));

        Assert.Equal(new SlackResult.Refused(kind, code), await Town.Api.TestAuthAsync(SlackTown.Token, Cancellation));
    }

    [Fact]
    public async Task Of_a_mistake_only_its_place_is_kept()
    {
        const string answer = """{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] must be less than 3001 characters: my mentor frightens me [json-pointer:/blocks/3/text/text]"]}}""";
        Slack.Next(Fault.Body(200, "application/json", answer), Fault.Body(200, "application/json", """{"ok":false,"error":"my mentor frightens me"}"""));

        Assert.Equal(new SlackResult.Refused(SlackClass.Bug, "invalid_blocks", Detail: "/blocks/3/text/text"), await Town.Api.TestAuthAsync(SlackTown.Token, Cancellation));
        Assert.Equal(new SlackResult.Refused(SlackClass.Transient, "refused"), await Town.Api.TestAuthAsync(SlackTown.Token, Cancellation));
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        Slack.Install(SlackTown.Team, SlackTown.Token, ["chat:write"]);

        Assert.Equal(new SlackResult.Refused(SlackClass.Config, "missing_scope", Detail: "im:write"), await Town.Api.OpenConversationAsync(SlackTown.Token, "UANA", Cancellation));
    }

    [Fact]
    public async Task The_older_way_to_say_that_a_trigger_is_too_old_is_understood()
    {
        Slack.Next(Fault.Body(200, "application/json", """{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["[ERROR] `trigger_id` expired"]}}"""));

        Assert.Equal(new SlackResult.Refused(SlackClass.Race, "expired_trigger_id"), await Town.Api.OpenViewAsync(SlackTown.Token, "t", [], Cancellation));
    }

    private static SlackResult.Refused Wait(Duration after) => new(SlackClass.Wait, SlackCodes.RateLimited, after);

    private void AssertStands(int messages) => Assert.Equal(messages, Slack.In(SlackTown.Team, "UANA").Count);

    private async Task<SlackResult> PostAsync() =>
        await Town.Api.PostMessageAsync(SlackTown.Token, Slack.Opened(SlackTown.Team, "UANA"), SlackTown.Message(), "id", Cancellation);
}
