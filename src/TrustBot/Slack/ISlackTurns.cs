using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace TrustBot.Slack;

/// <summary>Where the app was installed: a workspace, or a whole Enterprise Grid.</summary>
/// <param name="Team"><c>T…</c>; null for an installation of a whole organisation where the delivery names no workspace.</param>
/// <param name="Enterprise"><c>E…</c>; null outside Grid.</param>
public sealed record SlackWorkspace(string? Team, string? Enterprise, bool IsEnterpriseInstall = false);

/// <summary>One thing that Slack reported, by either door, once it is known to be genuine.</summary>
public abstract record SlackDelivery(SlackWorkspace Workspace)
{
    /// <param name="Id"><c>Ev…</c>: the same for every retry.</param>
    /// <param name="Time">Unix seconds.</param>
    public sealed record Event(SlackWorkspace Workspace, string Id, long Time, JsonObject Inner) : SlackDelivery(Workspace)
    {
        public override string ToString() => $"[event {Id}]";
    }

    /// <summary>A press, a submitted view, a shortcut, by its <c>type</c>.</summary>
    public sealed record Interaction(SlackWorkspace Workspace, string Type, JsonObject Payload) : SlackDelivery(Workspace)
    {
        public override string ToString() => $"[{Type}]";
    }

    public sealed record Command(SlackWorkspace Workspace, ImmutableDictionary<string, string> Fields) : SlackDelivery(Workspace)
    {
        public override string ToString() => "[command]";
    }
}

/// <summary>What is done with a delivery. When the task completes, what it decided is stored.</summary>
public interface ISlackTurns
{
    ValueTask<SlackReply> HandleAsync(SlackDelivery delivery, CancellationToken stopping);
}

/// <param name="Body">What the acknowledgement carries, such as errors for a view; null for an empty one.</param>
public sealed record SlackReply(JsonNode? Body = null)
{
    public static readonly SlackReply Done = new();

    /// <summary>What Slack need not wait for, and nobody misses after a restart: a picture of something that is stored. Null for nothing.</summary>
    public Func<CancellationToken, Task>? Afterwards { get; init; }
}
