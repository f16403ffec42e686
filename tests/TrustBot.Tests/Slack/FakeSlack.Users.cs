using System.Text.Json.Nodes;

namespace TrustBot.Tests.Slack;

internal sealed partial class FakeSlack
{
    /// <summary>Somebody in the workspace; called again, they changed.</summary>
    public void Join(string team, string user, string? mail = null, string tz = "Europe/Berlin", string locale = "en-GB", string name = "Ana Ruiz", bool deleted = false, bool guest = false, bool bot = false)
    {
        lock (at)
        {
            byToken.Values.First(one => one.Team == team).Users[user] = new JsonObject
            {
                ["id"] = user,
                ["team_id"] = team,
                ["name"] = user.ToLowerInvariant(),
                ["real_name"] = name,
                ["deleted"] = deleted,
                ["is_bot"] = bot,
                ["is_app_user"] = false,
                ["is_restricted"] = guest,
                ["is_ultra_restricted"] = false,
                ["tz"] = tz,
                ["tz_label"] = "a label",
                ["tz_offset"] = 3600,
                ["locale"] = locale,
                ["is_email_confirmed"] = true,
                ["profile"] = new JsonObject { ["real_name"] = name, ["display_name"] = name, ["email"] = mail },
            };
        }
    }

    /// <summary>What Slack says of somebody who is there.</summary>
    public void Change(string team, string user, Action<JsonObject> change)
    {
        lock (at)
            change(byToken.Values.First(one => one.Team == team).Users[user]);
    }

    private static JsonObject User(Workspace workspace, Call call)
    {
        if (call["user"] is not { } id || !workspace.Users.TryGetValue(id, out var user))
            return No("user_not_found");
        return Yes(("user", Shown(workspace, user, withLocale: call["include_locale"] == "true")));
    }

    private static JsonObject UserByMail(Workspace workspace, Call call) =>
        workspace.Users.Values.FirstOrDefault(user => (string?)user["profile"]!["email"] is { } mail && mail.Equals(call["email"], StringComparison.OrdinalIgnoreCase)) is { } found && (bool?)found["deleted"] != true
            ? Yes(("user", Shown(workspace, found, withLocale: false)))
            : No("users_not_found");

    private static JsonObject Shown(Workspace workspace, JsonObject user, bool withLocale)
    {
        var shown = user.DeepClone().AsObject();
        if (!withLocale)
            shown.Remove("locale");
        if (!workspace.Scopes.Contains("users:read.email"))
            shown["profile"]!.AsObject().Remove("email");
        return shown;
    }
}
