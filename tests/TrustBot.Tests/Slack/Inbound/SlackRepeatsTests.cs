using System.Text.Json.Nodes;
using TrustBot.Slack;
using TrustBot.Slack.Inbound;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>What makes two deliveries one, and what does not.</summary>
public sealed class SlackRepeatsTests
{
    private const string Message = """{"type":"message","channel":"D1","user":"U1","ts":"1.1","client_msg_id":"c"}""";
    private const string Press = """{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"container":{"type":"message","channel_id":"D1","message_ts":"1.1"},"actions":[{"action_id":"a","action_ts":"2.2"}]}""";
    private const string InView = """{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"container":{"type":"view","view_id":"V1"},"view":{"id":"V1","hash":"h"},"actions":[{"action_id":"a","action_ts":"2.2"}]}""";

    [Theory]
    [InlineData(Message, true, "event.ts", "9.9")]
    [InlineData(Message, true, "event.text", "edited on its way")]
    [InlineData(Message, false, "event.client_msg_id", "d")]
    [InlineData(Message, false, "event.channel", "D2")]
    [InlineData(Message, false, "event.subtype", "message_changed")]
    [InlineData(Message, false, "event.type", "app_mention")]
    [InlineData(Message, false, "team_id", "T2")]
    public void A_message_under_another_event_id_is_the_same_by_team_channel_and_itself(string inner, bool same, string field, string value)
    {
        var (first, second) = (Envelope(inner, "Ev1"), Envelope(inner, "Ev2"));
        Set(second, field, value);

        Assert.Equal(same, Share(SlackReader.Event(first)!, SlackReader.Event(second)!));
    }

    [Fact]
    public void A_message_without_a_clients_id_is_known_by_its_time()
    {
        const string message = """{"type":"message","channel":"D1","ts":"1.1"}""";

        Assert.True(Share(SlackReader.Event(Envelope(message, "Ev1"))!, SlackReader.Event(Envelope(message, "Ev2"))!));
        Assert.False(Share(SlackReader.Event(Envelope(message, "Ev1"))!, SlackReader.Event(Envelope(message.Replace("1.1", "1.2", StringComparison.Ordinal), "Ev2"))!));
    }

    [Theory]
    [InlineData("""{"type":"app_home_opened","user":"U1","channel":"D1","event_ts":"1515449522000016"}""")]
    [InlineData("""{"type":"message","channel":"D1"}""")]
    public void What_can_not_be_known_by_what_it_says_is_known_by_its_id(string inner)
    {
        Assert.True(Share(SlackReader.Event(Envelope(inner, "Ev1"))!, SlackReader.Event(Envelope(inner, "Ev1"))!));
        Assert.False(Share(SlackReader.Event(Envelope(inner, "Ev1"))!, SlackReader.Event(Envelope(inner, "Ev2"))!));
    }

    [Theory]
    [InlineData(Press, true, "trigger_id", "2")]
    [InlineData(Press, false, "user.id", "U2")]
    [InlineData(Press, false, "container.message_ts", "1.2")]
    [InlineData(Press, false, "container.channel_id", "D2")]
    [InlineData(Press, false, "actions.action_ts", "2.3")]
    [InlineData(InView, false, "actions.action_ts", "2.3")]
    [InlineData(InView, false, "view.id", "V2")]
    public void A_press_is_the_same_by_where_and_when_it_was(string payload, bool same, string field, string value)
    {
        var (first, second) = (JsonNode.Parse(payload)!.AsObject(), JsonNode.Parse(payload)!.AsObject());
        Set(second, field, value);

        Assert.Equal(same, Share(SlackReader.Interaction(first)!, SlackReader.Interaction(second)!));
    }

    [Fact]
    public void A_command_is_known_by_its_trigger()
    {
        Assert.True(Share(Command("1"), Command("1")));
        Assert.False(Share(Command("1"), Command("2")));
        Assert.Null(SlackRepeats.NameOf(Command("")));

        static SlackDelivery Command(string trigger) => SlackReader.Command(new JsonObject { ["command"] = "/trustbot", ["trigger_id"] = trigger })!;
    }

    [Fact]
    public void Names_are_short_and_fit_into_any_key_whatever_the_ids_are()
    {
        var odd = Envelope(Message, new string('/', 100_000));
        var names = SlackSamples.Names.Where(name => name.StartsWith("interactive/block_actions", StringComparison.Ordinal))
            .Select(name => SlackRepeats.NameOf(SlackReader.Interaction(SlackSamples.Json(name))!))
            .Append(SlackRepeats.NameOf(SlackReader.Event(odd)!))
            .Append(SlackRepeats.NameOf(SlackReader.Event(Envelope("""{"type":"app_mention"}""", new string('/', 100_000)))!))
            .ToList();

        Assert.Equal(5, names.Count);
        Assert.All(names, name => Assert.Matches("^slack~[0-9a-f]{32}$", name));
    }

    private static bool Share(SlackDelivery first, SlackDelivery second) => SlackRepeats.NameOf(first) is { } name && name == SlackRepeats.NameOf(second);

    private static JsonObject Envelope(string inner, string id) => SlackSamples.Envelope(JsonNode.Parse(inner)!.AsObject(), id);

    private static void Set(JsonObject json, string path, string value)
    {
        var parts = path.Split('.');
        var parent = parts[..^1].Aggregate(json, (at, name) => at[name] is JsonArray list ? list[0]!.AsObject() : at[name]!.AsObject());
        parent[parts[^1]] = value;
    }
}
