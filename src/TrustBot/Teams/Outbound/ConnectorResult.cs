using NodaTime;
using TrustBot.Delivery.Web;

namespace TrustBot.Teams.Outbound;

/// <summary>What is truly known of one call to the service. Nothing of its answer's text is in here.</summary>
public abstract record ConnectorResult
{
    private ConnectorResult() { }

    /// <param name="Id">What the service calls the message or the conversation; null when it gave no name.</param>
    public sealed record Landed(string? Id) : ConnectorResult;

    /// <summary>It surely had no effect.</summary>
    /// <param name="Reason">One of <see cref="Reasons"/>.</param>
    /// <param name="Status">Of the answer; 0 when none came.</param>
    /// <param name="RetryAfter">What the service asked for; null when it named no time.</param>
    /// <param name="Final">Whether another attempt is pointless.</param>
    public sealed record Refused(string Reason, int Status = 0, Duration? RetryAfter = null, bool Final = false) : ConnectorResult;

    /// <summary>
    /// It may have had its effect: a time-out, a server's error, an answer that broke off or can't be read. Creating, drawing anew, deleting and
    /// looking may simply be done again.
    /// </summary>
    public sealed record Unknown : ConnectorResult;
}

/// <summary>What a call that only reads brought.</summary>
public abstract record Look<T>
{
    private Look() { }

    public sealed record There(T What) : Look<T>;

    public sealed record Not(ConnectorResult Why) : Look<T>;
}

/// <summary>Why a call was refused. They stand in records and on the coordinator's page: add, never rename.</summary>
public static class Reasons
{
    public const string HostNotAllowed = NotSentBecause.HostNotAllowed;

    /// <summary>No connection could be made: the request never left.</summary>
    public const string Unreachable = NotSentBecause.Unreachable;

    /// <summary>No token of our own could be had: wrong secret, certificate out of date, login not to be reached.</summary>
    public const string NoToken = NotSentBecause.NoToken;

    /// <summary>A fresh token was refused as well.</summary>
    public const string Unauthorised = "unauthorised";
    public const string RateLimited = "rate-limited";

    /// <summary>Something else was being done in the conversation at the same moment.</summary>
    public const string Busy = "busy";
    public const string Redirected = "redirected";
    public const string TooBig = "too-big";
    public const string BadRequest = "bad-request";

    /// <summary>The person blocked the bot; until they write again nothing reaches them.</summary>
    public const string Blocked = "blocked";

    /// <summary>The bot is not in that conversation: never installed there, or removed.</summary>
    public const string Removed = "removed";
    public const string DisabledByAdmin = "disabled-by-admin";

    /// <summary>The tenant is served by another host of the service.</summary>
    public const string WrongHost = "wrong-host";

    /// <summary>Blocked or removed; the service does not say which.</summary>
    public const string MessageWritesBlocked = "message-writes-blocked";
    public const string NotAllowed = "not-allowed";
    public const string Forbidden = "forbidden";

    /// <summary>Not always true: the service is known to say so now and then of conversations that are there.</summary>
    public const string ConversationNotFound = "conversation-not-found";
    public const string MemberNotFound = "member-not-found";
    public const string ActivityNotFound = "activity-not-found";
    public const string NotFound = "not-found";
    public const string NotSupported = "not-supported";
    public const string Conflict = "conflict";
    public const string Refused = "refused";
}
