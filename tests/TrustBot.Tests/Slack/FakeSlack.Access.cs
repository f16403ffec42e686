using System.Text.Json.Nodes;

namespace TrustBot.Tests.Slack;

/// <summary>OAuth: codes that browsers bring back, and tokens that run out.</summary>
internal sealed partial class FakeSlack
{
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    private readonly Dictionary<string, Agreement> codes = [];
    private readonly Dictionary<string, (string Team, string? Enterprise)> refreshes = [];
    private readonly Dictionary<string, DateTimeOffset> expiries = [];

    /// <param name="Team">Null where a whole organisation agreed.</param>
    /// <param name="RedirectUri">Null where any is taken.</param>
    public sealed record Agreement(string? Team, string Token, string? Enterprise = null, bool Rotates = false, string? RedirectUri = null);

    /// <summary>Somebody agreed to install the app: the code that their browser brings back, good once.</summary>
    public string Agree(string team, string token) => Agree(new Agreement(team, token));

    public string Agree(Agreement agreement)
    {
        lock (at)
        {
            var code = NewId("code-");
            codes[code] = agreement;
            return code;
        }
    }

    private JsonObject Access(Call call)
    {
        if (call.Authorization?.StartsWith("Basic ", StringComparison.Ordinal) != true && call["client_secret"] is null)
            return No("invalid_client_id");
        if (call["grant_type"] == "refresh_token")
            return call["refresh_token"] is { } old && refreshes.Remove(old, out var whose)
                ? Granted(new Agreement(whose.Team, NewId("xoxe.xoxb-"), whose.Enterprise, Rotates: true))
                : No("invalid_refresh_token");
        if (call["code"] is not { } code || !codes.TryGetValue(code, out var agreed))
            return No("invalid_code");
        if (agreed.RedirectUri is { } uri && call["redirect_uri"] != uri)
            return No("bad_redirect_uri");
        codes.Remove(code);
        return Granted(agreed);
    }

    private JsonObject Granted(Agreement agreed)
    {
        var place = agreed.Team ?? agreed.Enterprise!;
        Install(place, agreed.Token);
        byToken[agreed.Token].Enterprise = agreed.Enterprise;
        var body = Yes(
            ("access_token", agreed.Token), ("token_type", "bot"), ("scope", string.Join(',', AllScopes)), ("bot_user_id", byToken[agreed.Token].Bot), ("app_id", "A1"),
            ("team", agreed.Team is null || agreed.Team == agreed.Enterprise ? null : new JsonObject { ["id"] = agreed.Team, ["name"] = "Test" }),
            ("enterprise", agreed.Enterprise is null ? null : new JsonObject { ["id"] = agreed.Enterprise, ["name"] = "Test Group" }),
            ("is_enterprise_install", agreed.Team is null || agreed.Team == agreed.Enterprise), ("authed_user", new JsonObject { ["id"] = "U1" }));
        if (!agreed.Rotates)
            return body;
        var refresh = NewId("xoxe-1-");
        refreshes[refresh] = (place, agreed.Enterprise);
        expiries[agreed.Token] = time.GetUtcNow() + TokenLife;
        (body["refresh_token"], body["expires_in"]) = (refresh, (int)TokenLife.TotalSeconds);
        return body;
    }
}
