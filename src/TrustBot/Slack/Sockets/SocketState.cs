namespace TrustBot.Slack.Sockets;

/// <summary>Where one of the connections is. What it holds, it still has to close.</summary>
internal abstract record SocketState
{
    private SocketState()
    {
    }

    public virtual IEnumerable<SocketLine> Lines => [];

    /// <param name="Old">Serves until there is another one.</param>
    /// <param name="Failures">In a row.</param>
    public sealed record Waiting(TimeSpan For, SocketLine? Old, int Failures) : SocketState
    {
        public override IEnumerable<SocketLine> Lines => Old is null ? [] : [Old];
    }

    public sealed record Connecting(SocketLine? Old, int Failures) : SocketState
    {
        public override IEnumerable<SocketLine> Lines => Old is null ? [] : [Old];
    }

    public sealed record Ready(SocketLine Line, int Failures) : SocketState
    {
        public override IEnumerable<SocketLine> Lines => [Line];
    }

    /// <summary>The new one reads already.</summary>
    /// <param name="Next">Null where none comes in its place.</param>
    public sealed record Draining(SocketLine Old, SocketState Next) : SocketState
    {
        public override IEnumerable<SocketLine> Lines => [Old, .. Next.Lines];
    }
}
