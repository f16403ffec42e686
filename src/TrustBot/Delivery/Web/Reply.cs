using System.Text.Json.Nodes;
using NodaTime;

namespace TrustBot.Delivery.Web;

/// <summary>How one HTTP exchange ended.</summary>
internal abstract record Reply
{
    private Reply() { }

    /// <param name="Body">Null when there was none, or none that is JSON.</param>
    /// <param name="IsWhole">Whether all of the body came, and is JSON or empty.</param>
    public sealed record Answered(int Status, JsonNode? Body, bool IsWhole, Duration? RetryAfter) : Reply
    {
        public bool IsGood => Status is >= 200 and < 300;

        public override string ToString() => $"[{Status}]";
    }

    /// <summary>The request did not leave, or not so far that anybody could act on it.</summary>
    public sealed record NotSent(string Reason, bool Final = false) : Reply;

    /// <summary>It left, and no answer came.</summary>
    public sealed record Silence : Reply;
}
