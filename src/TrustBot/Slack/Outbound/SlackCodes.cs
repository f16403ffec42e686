using System.Collections.Frozen;
using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Delivery.Web;

namespace TrustBot.Slack.Outbound;

/// <summary>What an answer of the Web API means. The lists follow the documents of its methods.</summary>
public static class SlackCodes
{
    public const string RateLimited = "rate-limited";

    /// <summary>Not asked of Slack at all: it was not this one's turn.</summary>
    public const string Paced = "paced";
    public const string Redirected = "redirected";
    public const string TooBig = "too-big";
    public const string MissingScope = "missing_scope";
    public const string TokenExpired = "token_expired";
    public const string ChannelNotFound = "channel_not_found";

    /// <summary>A refusal by something that is not Slack.</summary>
    private const string Refused = "refused";

    private static readonly Duration WhenNoTimeIsNamed = Duration.FromSeconds(30);
    private static readonly Duration UntilTheWorkspaceHasRoom = Duration.FromHours(1);

    /// <summary>Of these the documents say that part of the work may have been done.</summary>
    private static readonly FrozenSet<string> MayHaveLanded = Set("internal_error fatal_error");

    private static readonly FrozenDictionary<string, SlackClass> Classes = new Dictionary<SlackClass, string>
    {
        [SlackClass.Wait] = "ratelimited rate_limited message_limit_exceeded",
        [SlackClass.Transient] = "service_unavailable request_timeout team_added_to_org org_login_required",
        [SlackClass.Dead] = "invalid_auth not_authed account_inactive token_revoked token_expired team_access_not_granted access_denied accesslimited "
            + "two_factor_setup_required user_removed_from_team team_disabled",
        [SlackClass.Config] = "missing_scope not_allowed_token_type not_enabled messages_tab_disabled method_deprecated deprecated_endpoint no_permission "
            + "invalid_client_id bad_client_secret bad_redirect_uri insecure_request",
        [SlackClass.Recipient] = "channel_not_found user_not_found users_not_found user_not_visible user_disabled cannot_dm_bot is_archived not_in_channel "
            + "ekm_access_denied invalid_user_combination",
        [SlackClass.Bug] = "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text invalid_arguments view_too_large push_limit_reached "
            + "duplicate_external_id markdown_text_conflict too_many_attachments metadata_too_large invalid_metadata_format invalid_metadata_schema "
            + "invalid_form_data invalid_json invalid_post_type missing_post_type invalid_charset unknown_method invalid_cursor",
        [SlackClass.Race] = "hash_conflict not_found expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged message_not_found "
            + "cant_update_message edit_window_closed invalid_scheduled_message_id invalid_code code_already_used invalid_refresh_token",
    }.SelectMany(codes => codes.Value.Split(' ').Select(code => KeyValuePair.Create(code, codes.Key))).ToFrozenDictionary(StringComparer.Ordinal);

    internal static SlackResult ResultOf(Reply reply) => reply switch
    {
        Reply.NotSent { Final: true } not => new SlackResult.Refused(SlackClass.Config, not.Reason),
        Reply.NotSent not => new SlackResult.Refused(SlackClass.Transient, not.Reason),
        Reply.Answered { Status: 429 } limited => new SlackResult.Refused(SlackClass.Wait, RateLimited, limited.RetryAfter ?? WhenNoTimeIsNamed),
        Reply.Answered { IsGood: true, IsWhole: true, Body: JsonObject body } when IsOk(body) is true => new SlackResult.Ok(body),
        Reply.Answered { Status: < 500, IsWhole: true, Body: JsonObject body } answer when IsOk(body) is false && TextAt(body, "error") is { } code => RefusalOf(code, body, answer.RetryAfter),
        Reply.Answered { Status: >= 300 and < 400 } => new SlackResult.Refused(SlackClass.Transient, Redirected),
        Reply.Answered { Status: 413 } => new SlackResult.Refused(SlackClass.Bug, TooBig),
        Reply.Answered { Status: >= 400 and < 500 } => new SlackResult.Refused(SlackClass.Transient, Refused),
        _ => new SlackResult.Unknown(),
    };

    /// <summary>A string member; null when it is anything else.</summary>
    public static string? TextAt(JsonNode? node, string name) =>
        node is JsonObject members && members.TryGetPropertyValue(name, out var member) && member is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static SlackResult RefusalOf(string code, JsonObject body, Duration? retryAfter)
    {
        if (MayHaveLanded.Contains(code))
            return new SlackResult.Unknown();
        // A code that nobody has heard of yet: sent again until it is of no use any more, because a lost message is worse than a few calls.
        var kind = Classes.TryGetValue(code, out var known) ? known : code.StartsWith("restricted_action", StringComparison.Ordinal) ? SlackClass.Recipient : SlackClass.Transient;
        return kind switch
        {
            SlackClass.Wait => new SlackResult.Refused(kind, RateLimited, retryAfter ?? (code == "message_limit_exceeded" ? UntilTheWorkspaceHasRoom : WhenNoTimeIsNamed)),
            SlackClass.Bug when code == "invalid_arguments" && IsOfATrigger(body) => new SlackResult.Refused(SlackClass.Race, "expired_trigger_id"),
            SlackClass.Bug => new SlackResult.Refused(kind, code, Detail: PlaceIn(body)),
            SlackClass.Config when code == MissingScope => new SlackResult.Refused(kind, code, Detail: Plain(TextAt(body, "needed"))),
            _ => new SlackResult.Refused(kind, Plain(code) ?? Refused),
        };
    }

    private static bool? IsOk(JsonObject body) => body.TryGetPropertyValue("ok", out var ok) && ok is JsonValue value && value.TryGetValue(out bool said) ? said : null;

    /// <summary>How older answers say that a trigger is too old.</summary>
    private static bool IsOfATrigger(JsonObject body) => Messages(body).Any(message => message.Contains("trigger", StringComparison.Ordinal));

    /// <summary>Of what Slack says about a mistake, only where it is: the rest may quote what was sent.</summary>
    private static string? PlaceIn(JsonObject body) =>
        Messages(body).Select(PlaceIn).FirstOrDefault(place => place is not null);

    private static string? PlaceIn(string message)
    {
        const string before = "[json-pointer:";
        var start = message.IndexOf(before, StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf(']', start);
        return end < 0 ? null : Plain(message[(start + before.Length)..end]);
    }

    private static IEnumerable<string> Messages(JsonObject body) =>
        (body["response_metadata"] as JsonObject)?["messages"] is JsonArray messages ? messages.OfType<JsonValue>().Select(one => one.TryGetValue(out string? text) ? text : "") : [];

    /// <summary>Nothing but what a code, a list of scopes or a pointer is made of.</summary>
    private static string? Plain(string? text) => text is { Length: > 0 and <= 120 } && text.All(c => char.IsAsciiLetterOrDigit(c) || "_-.:,/".Contains(c, StringComparison.Ordinal)) ? text : null;

    private static FrozenSet<string> Set(string codes) => codes.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
