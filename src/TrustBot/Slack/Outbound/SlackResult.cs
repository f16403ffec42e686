using System.Text.Json.Nodes;
using NodaTime;

namespace TrustBot.Slack.Outbound;

/// <summary>What is truly known of one call to the Web API. Nothing of its answer's text is printed.</summary>
public abstract record SlackResult
{
    private SlackResult() { }

    public sealed record Ok(JsonObject Body) : SlackResult
    {
        public override string ToString() => "[ok]";
    }

    /// <summary>It surely had no effect.</summary>
    /// <param name="Code">Slack's own, or one of <see cref="SlackCodes"/>: it stands in records.</param>
    /// <param name="RetryAfter">Always there for <see cref="SlackClass.Wait"/>.</param>
    /// <param name="Detail">The scope that is missing, or where in the blocks the mistake is; never a text.</param>
    public sealed record Refused(SlackClass Class, string Code, Duration? RetryAfter = null, string? Detail = null) : SlackResult;

    /// <summary>
    /// It may have had its effect: a time-out, a server's error, an answer that broke off or can't be read. All calls but the one that posts may
    /// simply be made again.
    /// </summary>
    public sealed record Unknown : SlackResult;
}

/// <summary>What can be done about a refusal.</summary>
public enum SlackClass
{
    /// <summary>Too many calls.</summary>
    Wait,

    /// <summary>Another attempt may go well.</summary>
    Transient,

    /// <summary>Nothing goes well with this token any more.</summary>
    Dead,

    /// <summary>Somebody must change a setting of the app, of Slack or of TrustBot.</summary>
    Config,

    /// <summary>This person or channel can't be written to.</summary>
    Recipient,

    /// <summary>What was sent is wrong, and will be wrong the next time.</summary>
    Bug,

    /// <summary>It came too late, or something else was faster.</summary>
    Race,
}
