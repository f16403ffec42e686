using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace TrustBot.Slack.Inbound;

/// <summary>Which installation a payload is for, by the rules that Bolt's <c>buildSource</c> goes by.</summary>
internal static class Workspaces
{
    /// <summary>In a channel that two companies share, the envelope names the other one; the authorisation names ours.</summary>
    public static SlackWorkspace OfEvent(JsonObject envelope)
    {
        var ours = envelope["authorizations"] is JsonArray { Count: > 0 } list ? list[0] as JsonObject : null;
        return Of(
            ours.Text("team_id") ?? envelope.Text("team_id"),
            ours is null ? envelope.Text("enterprise_id") : ours.Text("enterprise_id"),
            ours.Flag("is_enterprise_install"));
    }

    public static SlackWorkspace OfInteraction(JsonObject payload, string type)
    {
        var team = payload.Object("team");
        var installed = type.StartsWith("view_", StringComparison.Ordinal) ? payload.Object("view").Text("app_installed_team_id") : null;
        return Of(
            installed ?? team.Text("id") ?? payload.Object("user").Text("team_id"),
            payload.Object("enterprise").Text("id") ?? team.Text("enterprise_id"),
            payload.Flag("is_enterprise_install"));
    }

    public static SlackWorkspace OfCommand(ImmutableDictionary<string, string> fields) => Of(
        NullIfEmpty(fields.GetValueOrDefault("team_id")),
        NullIfEmpty(fields.GetValueOrDefault("enterprise_id")),
        fields.GetValueOrDefault("is_enterprise_install") == "true");

    /// <summary>In a Grid an organisation's id may stand where a workspace's is expected.</summary>
    private static SlackWorkspace Of(string? team, string? enterprise, bool isEnterpriseInstall) => team is ['E', ..]
        ? new SlackWorkspace(null, enterprise ?? team, isEnterpriseInstall)
        : new SlackWorkspace(team, enterprise, isEnterpriseInstall);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
