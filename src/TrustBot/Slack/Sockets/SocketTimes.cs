namespace TrustBot.Slack.Sockets;

/// <summary>The numbers that Socket Mode goes by. Slack names few of its own; they may move.</summary>
internal sealed record SocketTimes
{
    /// <summary>Slack takes ten, and gives each delivery to any one of them.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>The least time between two openings, so that connections do not expire together.</summary>
    public TimeSpan Apart { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Slack asks for about one opening a minute; a few more may come at once.</summary>
    public TimeSpan BetweenOpenings { get; init; } = TimeSpan.FromMinutes(1);

    public int OpeningsAtOnce { get; init; } = 4;

    /// <summary>From the first packet to hello.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where only somebody's hand helps: how often it is seen whether one did.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A connection that lived this long was a good one: the next failure is the first again.</summary>
    public TimeSpan Good { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a connection lives where its hello does not say.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(18_060);

    /// <summary>Beyond its lifetime Slack should have asked for another one.</summary>
    public TimeSpan Overdue { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Pings prove that something answers, not that Slack still delivers there.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Pong { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What one frame may take to go out.</summary>
    public TimeSpan Send { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Slack does not always answer a close.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>In bytes, fragments together.</summary>
    public int LongestFrame { get; init; } = 1024 * 1024;

    /// <summary>Turns of one connection at a time; with more it is not read on.</summary>
    public int MostTurns { get; init; } = 100;
}
