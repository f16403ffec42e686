using System.Text.Json.Nodes;
using TrustBot.Slack;
using TrustBot.Slack.Inbound;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>Which installation a payload is for, and what becomes of what nobody here has seen.</summary>
public sealed class SlackReaderTests
{
    private const string T = "T0HARBOUR01";
    private const string E = "E0HARBOUR01";

    [Theory]
    [InlineData("events/app_mention.json", T, null)]
    [InlineData("events/app_rate_limited.json", T, null)]
    [InlineData("events/app_uninstalled.json", T, E)]
    [InlineData("events/inner_app_home_opened.json", "T1", null)]
    [InlineData("events/inner_message_im.json", "T1", null)]
    [InlineData("events/member_joined_channel.json", T, E)]
    [InlineData("events/message_changed.json", "T0HARBOUR02", "E0HARBOUR02")]
    [InlineData("events/message_channel.json", T, null)]
    [InlineData("events/message_from_bot_user.json", T, E)]
    [InlineData("events/message_org_install.json", T, E, true)]
    [InlineData("events/message_own_response_url.json", T, E)]
    [InlineData("events/team_join.json", T, null)]
    [InlineData("events/tokens_revoked_bot.json", T, E)]
    [InlineData("events/user_change.json", T, null)]
    [InlineData("interactive/block_actions_in_dm.json", null, E)]
    [InlineData("interactive/block_actions_message_button.json", T, null)]
    [InlineData("interactive/block_actions_org_install.json", T, E, true)]
    [InlineData("interactive/block_suggestion.json", T, null)]
    [InlineData("interactive/global_shortcut.json", T, E)]
    [InlineData("interactive/message_action.json", T, null)]
    [InlineData("interactive/view_closed.json", T, null)]
    [InlineData("interactive/view_submission.json", T, null)]
    [InlineData("interactive/view_submission_state_nulls.json", T, null)]
    [InlineData("commands/percent.form.txt", T, E)]
    [InlineData("commands/plus.form.txt", T, E)]
    public void A_sample_is_for_its_workspace(string name, string? team, string? enterprise, bool wholeOrganisation = false) =>
        Assert.Equal(new SlackWorkspace(team, enterprise, wholeOrganisation), Read(name)!.Workspace);

    [Fact]
    public void Every_sample_is_named_above_but_the_question_for_the_address() => Assert.Equal(
        SlackSamples.Names.Where(name => name != "events/url_verification.json"),
        typeof(SlackReaderTests).GetMethod(nameof(A_sample_is_for_its_workspace))!.CustomAttributes
            .Where(attribute => attribute.AttributeType == typeof(InlineDataAttribute))
            .Select(attribute => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)[0].Value!)
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("""{"team_id":"T9","authorizations":[{"team_id":"T1","enterprise_id":null}],"enterprise_id":"E9"}""", "T1", null, false)]
    [InlineData("""{"team_id":"T9","authorizations":[{"team_id":null,"enterprise_id":"E1","is_enterprise_install":true}]}""", "T9", "E1", true)]
    [InlineData("""{"authorizations":[{"team_id":null,"enterprise_id":"E1","is_enterprise_install":true}]}""", null, "E1", true)]
    [InlineData("""{"team_id":"T9","enterprise_id":"E9","authorizations":[]}""", "T9", "E9", false)]
    [InlineData("""{"team_id":"T9","enterprise_id":"E9","authorizations":null}""", "T9", "E9", false)]
    [InlineData("""{"team_id":"T9","enterprise_id":"","authorizations":[null]}""", "T9", null, false)]
    [InlineData("""{"team_id":5,"authorizations":"none"}""", null, null, false)]
    public void An_event_is_for_whoever_authorised_it(string envelope, string? team, string? enterprise, bool wholeOrganisation)
    {
        var json = JsonNode.Parse(envelope)!.AsObject();
        (json["type"], json["event_id"], json["event"]) = ("event_callback", "Ev1", new JsonObject { ["type"] = "message" });

        Assert.Equal(new SlackWorkspace(team, enterprise, wholeOrganisation), SlackReader.Event(json)!.Workspace);
    }

    [Theory]
    [InlineData("""{"type":"view_submission","view":{"app_installed_team_id":"T1"},"team":{"id":"T2"},"user":{"team_id":"T3"}}""", "T1", null, false)]
    [InlineData("""{"type":"view_closed","view":{"app_installed_team_id":null},"team":{"id":"T2"},"user":{"team_id":"T3"}}""", "T2", null, false)]
    [InlineData("""{"type":"view_submission","view":{},"team":null,"user":{"team_id":"T3"},"enterprise":{"id":"E1"},"is_enterprise_install":true}""", "T3", "E1", true)]
    [InlineData("""{"type":"view_submission","view":{"app_installed_team_id":"E1"},"team":null,"user":{"team_id":"E1"},"is_enterprise_install":"true"}""", null, "E1", true)]
    [InlineData("""{"type":"block_actions","view":{"app_installed_team_id":"T1"},"team":{"id":"T2","enterprise_id":"E2"}}""", "T2", "E2", false)]
    [InlineData("""{"type":"shortcut","team":null,"user":{"team_id":"E7"},"enterprise":{"id":"E1"}}""", null, "E1", false)]
    [InlineData("""{"type":"something_new"}""", null, null, false)]
    public void An_interaction_is_for_where_its_view_or_its_person_is(string payload, string? team, string? enterprise, bool wholeOrganisation) => Assert.Equal(
        new SlackWorkspace(team, enterprise, wholeOrganisation), SlackReader.Interaction(JsonNode.Parse(payload)!.AsObject())!.Workspace);

    [Fact]
    public void A_command_reads_the_same_from_a_form_and_from_a_socket()
    {
        var form = Assert.IsType<SlackDelivery.Command>(Read("commands/plus.form.txt"));
        var json = new JsonObject { ["is_enterprise_install"] = false, ["retry"] = 1, ["nothing"] = null, ["deeper"] = new JsonObject() };
        foreach (var (key, value) in form.Fields)
            json[key] = value;
        var socket = SlackReader.Command(json)!;

        Assert.Equal(form.Workspace, socket.Workspace);
        Assert.All(form.Fields, field => Assert.Equal(field.Value, socket.Fields[field.Key]));
        Assert.Equal(["is_enterprise_install=false", "retry=1"], socket.Fields.Where(field => !form.Fields.ContainsKey(field.Key)).Select(field => $"{field.Key}={field.Value}").Order());
    }

    [Fact]
    public void A_time_may_come_as_a_word_or_not_at_all()
    {
        var envelope = SlackSamples.Said("hello");
        envelope["event_time"] = "1790000000";
        Assert.Equal(1_790_000_000, SlackReader.Event(envelope)!.Time);
        envelope["event_time"] = 1.5;
        Assert.Equal(0, SlackReader.Event(envelope)!.Time);
    }

    [Fact]
    public void A_delivery_never_prints_what_it_carries()
    {
        Assert.Equal("[event Ev1]", $"{SlackReader.Event(SlackSamples.Said("secret"))}");
        Assert.Equal("[view_submission]", $"{Read("interactive/view_submission.json")}");
        Assert.Equal("[command]", $"{Read("commands/plus.form.txt")}");
    }

    private static SlackDelivery? Read(string name) => name switch
    {
        _ when name.StartsWith("commands/", StringComparison.Ordinal) => SlackReader.Command(SlackForm.Read(SlackSamples.Attempt(name).Body)!),
        _ when name.StartsWith("interactive/", StringComparison.Ordinal) => SlackReader.Interaction(SlackSamples.Json(name)),
        _ => SlackReader.Event(JsonFields.Read(SlackSamples.Attempt(name).Body)!),
    };
}
