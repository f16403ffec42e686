using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Delivery.Web;

namespace TrustBot.Teams.Outbound;

/// <summary>What an answer of the service means: the three classes, and the constant reasons.</summary>
internal static class Classifier
{
    private const int WritesBlocked = 209;

    /// <summary>By the code in the body. Whether another attempt is pointless stands beside it.</summary>
    private static readonly FrozenDictionary<string, (string Reason, bool Final)> Codes = new Dictionary<string, (string, bool)>
    {
        ["ConversationBlockedByUser"] = (Reasons.Blocked, true),
        ["MessageWritesBlocked"] = (Reasons.MessageWritesBlocked, true),
        ["BotNotInConversationRoster"] = (Reasons.Removed, true),
        ["BotDisabledByAdmin"] = (Reasons.DisabledByAdmin, false),
        ["InvalidBotApiHost"] = (Reasons.WrongHost, false),
        ["NotEnoughPermissions"] = (Reasons.NotAllowed, true),
        ["ConversationNotFound"] = (Reasons.ConversationNotFound, false),
        ["MemberNotFoundInConversation"] = (Reasons.MemberNotFound, true),
        ["ActivityNotFoundInConversation"] = (Reasons.ActivityNotFound, true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ConnectorResult ResultOf(Reply reply) => reply switch
    {
        Reply.NotSent not => new ConnectorResult.Refused(not.Reason, Final: not.Final),
        Reply.Answered { IsGood: true, IsWhole: true } good => new ConnectorResult.Landed(TextAt(good.Body, "id")),
        Reply.Answered { Status: >= 300 and < 500 or 501 } bad => RefusalOf(bad),
        _ => new ConnectorResult.Unknown(),
    };

    /// <summary>A string member of an object; null when it is anything else.</summary>
    public static string? TextAt(JsonNode? node, string name) =>
        node is JsonObject members && members.TryGetPropertyValue(name, out var member) && member is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static ConnectorResult.Refused RefusalOf(Reply.Answered answer)
    {
        var code = CodeOf(answer.Body);
        var (reason, final) = answer.Status switch
        {
            < 400 => (Reasons.Redirected, false),
            400 => (Reasons.BadRequest, true),
            401 => (Reasons.Unauthorised, false),
            // Without a code of the service it is the word of something in between, which may be gone tomorrow.
            403 => code is null ? (Reasons.Forbidden, false) : Codes.GetValueOrDefault(code, (Reasons.Forbidden, true)),
            404 => code is null ? (Reasons.NotFound, false) : Codes.GetValueOrDefault(code, (Reasons.NotFound, true)),
            408 => (Reasons.Unreachable, false),
            409 => (Reasons.Conflict, false),
            412 => (Reasons.Busy, false),
            413 => (Reasons.TooBig, true),
            429 => (Reasons.RateLimited, false),
            501 => (Reasons.NotSupported, true),
            _ => (Reasons.Refused, true),
        };
        return new ConnectorResult.Refused(reason, answer.Status, answer.RetryAfter, final);
    }

    /// <summary><c>{"error":{"code"}}</c>; or <c>{"errorCode":209,"message":"{\"subCode\":…}"}</c>, whose message is JSON in a string.</summary>
    private static string? CodeOf(JsonNode? body)
    {
        if (body is not JsonObject members)
            return null;
        if (TextAt(members["error"], "code") is { } code)
            return code;
        if (TextAt(members, "message") is { } message && SubCodeOf(message) is { } inner)
            return inner;
        return members["errorCode"] is JsonValue number && number.TryGetValue(out int value) && value == WritesBlocked ? "MessageWritesBlocked" : null;
    }

    private static string? SubCodeOf(string message)
    {
        try
        {
            return TextAt(JsonNode.Parse(message), "subCode");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
