using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace TrustBot.Slack.Sockets;

/// <param name="Ready">Connections that have said hello and are open.</param>
/// <param name="LastFrame">When anything last came over one; null for never.</param>
/// <param name="Trouble">What only somebody's hand helps against, such as <c>link_disabled</c> or <c>invalid_auth</c>.</param>
internal sealed record SocketReport(int Ready, string? LastFrame, string? Trouble)
{
    [JsonIgnore]
    public bool IsWell => Ready > 0 && Trouble is null;
}

internal sealed class SocketHealth(IOptions<SlackOptions> options, TimeProvider time)
{
    private long lastFrame;
    private int ready;
    private string? trouble;

    /// <summary>Notes what the matter is.</summary>
    /// <returns>Whether it was not known already: connections have the same trouble at the same time.</returns>
    public bool IsNews(string what) => Interlocked.Exchange(ref trouble, what) != what;

    public void Opened()
    {
        Interlocked.Increment(ref ready);
        Volatile.Write(ref trouble, null);
    }

    public void Closed() => Interlocked.Decrement(ref ready);

    public void Frame() => Volatile.Write(ref lastFrame, time.GetUtcNow().ToUnixTimeSeconds());

    /// <returns>Null without Socket Mode.</returns>
    public SocketReport? Report() => options.Value.AppToken is null ? null : new SocketReport(
        Volatile.Read(ref ready),
        Volatile.Read(ref lastFrame) is var seconds and > 0 ? InstantPattern.General.Format(Instant.FromUnixTimeSeconds(seconds)) : null,
        Volatile.Read(ref trouble));
}
