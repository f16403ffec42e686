using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Texts;
using TrustBot.Slack;
using TrustBot.Slack.Inbound;
using TrustBot.Tests.Drawn;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Slack;

/// <summary>The app that an administrator makes from <c>manifests/slack.yaml</c>, held against Slack's schemas and type, the code, and its own guide.</summary>
public sealed class SlackManifestTests
{
    private const string Host = "https://trustbot.example.org";

    private static readonly Lazy<Task<JsonObject>> Once = new(async () =>
        JsonNode.Parse((await AskAsync([new JsonObject { ["yaml"] = SourceTree.Read("manifests/slack.yaml") }]))[0][0])!.AsObject());

    private static readonly (string Place, string Value)[] Mistakes =
    [
        ("settings/event_subscriptions/bot_events/0", "message_in"),
        ("oauth_config/scopes/bot/0", "chat:read"),
        ("display_information/long_description", "Too short."),
        ("display_information/name", "A name that is longer than there is room for"),
        ("features/slash_commands/0/command", "/a-command-that-is-longer-than-there-is-room-for"),
        ("features/shortcuts/0/type", "elsewhere"),
        ("settings/interactivity/request_url", "ftp://trustbot.example.org"),
    ];

    [Fact]
    public async Task The_manifest_is_what_Slacks_schemas_and_its_clients_type_allow_with_and_without_addresses()
    {
        var found = await ProblemsAsync([await Once.Value, await WithoutAddressesAsync()]);

        Assert.Equal(2, found.Length);
        Assert.Empty(found.SelectMany(problems => problems));
    }

    [Fact]
    public async Task The_judges_find_what_is_wrong()
    {
        var manifest = await Once.Value;

        var found = await ProblemsAsync(Mistakes.Select(mistake => Spoilt(manifest, mistake.Place.Split('/'), mistake.Value)));

        Assert.Equal(Mistakes.Length, found.Length);
        Assert.All(found, Assert.NotEmpty);
    }

    [Fact]
    public async Task Addresses_are_the_routes_that_the_code_has()
    {
        var manifest = await Once.Value;
        var (features, settings) = (manifest["features"]!, manifest["settings"]!);

        Assert.Equal(Host + SlackApp.EventsPath, (string?)settings["event_subscriptions"]!["request_url"]);
        Assert.Equal(Host + SlackApp.InteractionsPath, (string?)settings["interactivity"]!["request_url"]);
        Assert.Equal(Host + SlackApp.OptionsPath, (string?)settings["interactivity"]!["message_menu_options_url"]);
        Assert.Equal(Host + SlackApp.CommandsPath, (string?)features["slash_commands"]![0]!["url"]);
        var named = Regex.Matches(manifest.ToJsonString(), "https://[^\"]+").Select(match => match.Value);
        Assert.Equal(SlackEndpoint.Paths.Select(path => Host + path).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Command_shortcuts_scopes_and_events_are_those_of_the_code()
    {
        var manifest = await Once.Value;
        var (features, scopes) = (manifest["features"]!, manifest["oauth_config"]!["scopes"]!.AsObject());
        var command = Assert.Single(features["slash_commands"]!.AsArray())!;

        Assert.Equal((SlackApp.Command, true), ((string?)command["command"], (bool)command["should_escape"]!));
        Assert.Equal([("global", SlackApp.Menu), ("message", SlackApp.LogWin)], features["shortcuts"]!.AsArray().Select(one => ((string)one!["type"]!, (string)one["callback_id"]!)));
        Assert.Equal(["bot", "bot_optional"], scopes.Select(kind => kind.Key));
        Assert.Equal(SlackApp.Scopes, Texts(scopes["bot"]));
        Assert.Equal(SlackApp.OptionalScopes, Texts(scopes["bot_optional"]));
        Assert.Equal(SlackApp.BotEvents, Texts(manifest["settings"]!["event_subscriptions"]!["bot_events"]));
    }

    [Fact]
    public async Task The_hint_names_commands_that_are_understood()
    {
        var hint = (string)(await Once.Value)["features"]!["slash_commands"]![0]!["usage_hint"]!;

        Assert.All(hint.Split(" | "), word => Assert.NotNull(Commands.Parse(word, Language.English, new LocalDate(2026, 6, 1))));
    }

    [Fact]
    public async Task People_can_answer_and_nothing_is_on_that_cannot_be_taken_back()
    {
        var manifest = await Once.Value;
        var (features, settings) = (manifest["features"]!, manifest["settings"]!);

        Assert.Equal("""{"home_tab_enabled":true,"messages_tab_enabled":true,"messages_tab_read_only_enabled":false}""", features["app_home"]!.ToJsonString());
        Assert.Equal("""{"display_name":"TrustBot","always_online":true}""", features["bot_user"]!.ToJsonString());
        Assert.All((string[])["org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled"], name => Assert.False((bool)settings[name]!));
    }

    [Fact]
    public void The_guide_gives_a_reason_for_everything_that_is_asked_for_and_names_the_settings_that_there_are()
    {
        var guide = SourceTree.Read("manifests/README.md");
        var asked = Regex.Matches(guide, @"^\| `([a-z]+:[a-z.]+|commands)`", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        var options = typeof(SlackOptions).GetProperties().Select(property => property.Name);

        Assert.Equal(SlackApp.Scopes.Concat(SlackApp.OptionalScopes).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
        Assert.All(SlackApp.BotEvents, name => Assert.Matches($@"(?m)^\|.*`{Regex.Escape(name)}`.*\| to |^\| `{Regex.Escape(name)}` \| what", guide));
        Assert.Equal(options.Order(StringComparer.Ordinal), Regex.Matches(guide, "Slack__([A-Za-z]+)").Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>As the guide says for Socket Mode.</summary>
    private static async Task<JsonObject> WithoutAddressesAsync()
    {
        var manifest = (await Once.Value).DeepClone().AsObject();
        var settings = manifest["settings"]!;
        settings["socket_mode_enabled"] = true;
        settings["event_subscriptions"]!.AsObject().Remove("request_url");
        settings["interactivity"]!.AsObject().Remove("request_url");
        settings["interactivity"]!.AsObject().Remove("message_menu_options_url");
        manifest["features"]!["slash_commands"]![0]!.AsObject().Remove("url");
        Assert.DoesNotContain("https:", manifest.ToJsonString(), StringComparison.Ordinal);
        return manifest;
    }

    private static JsonObject Spoilt(JsonObject manifest, string[] place, string value)
    {
        var spoilt = manifest.DeepClone().AsObject();
        var at = place[..^1].Aggregate((JsonNode)spoilt, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
        if (int.TryParse(place[^1], out var last))
            at[last] = value;
        else
            at[place[^1]] = value;
        return spoilt;
    }

    private static Task<string[][]> ProblemsAsync(IEnumerable<JsonObject> manifests) => AskAsync(manifests.Select(manifest => new JsonObject { ["json"] = manifest.DeepClone() }));

    private static Task<string[][]> AskAsync(IEnumerable<JsonObject> items) => Peers.JudgeAsync("slack-manifest.js", "yaml", items.Select(item => item.ToJsonString()));

    private static string[] Texts(JsonNode? list) => list.Deserialize<string[]>()!;
}
