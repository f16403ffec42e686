using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Texts;
using TrustBot.Slack.Inbound;

namespace TrustBot.Slack.People;

/// <summary>What Slack's directory says of somebody, as far as it concerns TrustBot. Guests are members like all others.</summary>
/// <param name="Belongs">Whether they are a person of the organisation that installed the app.</param>
/// <param name="Mail">Null where the app may not see it, and where Slack says that nobody has confirmed it.</param>
/// <param name="Offset">Seconds east of Greenwich, today.</param>
public sealed record SlackUser(string Id, bool Belongs, bool IsDeleted, string? Mail, string? Zone, int? Offset, Language? Language)
{
    private const string SlackBot = "USLACKBOT";

    private const int SecondsPerHour = 3600;

    /// <param name="body">Of an answer with a member <c>user</c>.</param>
    /// <param name="workspace">The installation's.</param>
    /// <returns>Null when it names nobody.</returns>
    public static SlackUser? Read(JsonObject body, string workspace)
    {
        if (body.Object("user") is not { } user || user.Text("id") is not { } id)
            return null;
        var isPerson = id != SlackBot && !user.Flag("is_bot");
        var mail = user["is_email_confirmed"] is null || user.Flag("is_email_confirmed") ? user.Object("profile").Text("email") : null;
        var offset = int.TryParse(JsonFields.Plain(user["tz_offset"]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds : (int?)null;
        return new SlackUser(
            id, isPerson && IsOf(user, workspace), user.Flag("deleted"), mail, user.Text("tz"), offset, Languages.FromCode(user.Text("locale")));
    }

    /// <summary>The zone that they are in. Where Slack names none that is known, one that has today's offset: the one that they had, if it does.</summary>
    /// <param name="known">The one that they had.</param>
    /// <returns>Null when nothing is known.</returns>
    public string? ZoneNow(string known, Instant now)
    {
        if (Zones.Find(Zone) is { } named)
            return named;
        if (Offset is not { } offset || offset % SecondsPerHour != 0)
            return null;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(known)?.GetUtcOffset(now).Seconds == offset)
            return known;
        // Their signs are the other way round.
        return Zones.Find(string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{-offset / SecondsPerHour:+0;-0;+0}"));
    }

    public override string ToString() => $"[user {Id}]";

    /// <summary>In a Grid a person has one id in many workspaces.</summary>
    private static bool IsOf(JsonObject user, string workspace)
    {
        if (user.Flag("is_stranger"))
            return false;
        var grid = user.Object("enterprise_user");
        return user.Text("team_id") == workspace
            || grid.Text("enterprise_id") == workspace
            || (grid?["teams"] is JsonArray teams && teams.Any(team => JsonFields.Plain(team) == workspace));
    }
}
